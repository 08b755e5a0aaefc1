// The mailbox against the worked example that Python wrote (tests/data/mailbox-v1.json), and what
// must not open.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromHex, toBytes, toHex, toText } from "../src/bytes.ts";
import { codeIn, newCode, NoCode, readWritten, wordsOf, written } from "../src/mailbox/codes.ts";
import { statementOf } from "../src/mailbox/desks.ts";
import { begun, Heap, newMark, newThread, threadsIn } from "../src/mailbox/finding.ts";
import { deskKeys, readerKeys, rootOf, threadOf, type Pair, type Thread } from "../src/mailbox/keys.ts";
import { answerMark, marksOf, ownMark } from "../src/mailbox/marks.ts";
import { Altered, itsThread, pack, readLetter, recordSize, sealLetter, unpack, type Fields } from "../src/mailbox/letters.ts";

declare const DATA: string;
const worked = JSON.parse(readFileSync(`${DATA}/mailbox-v1.json`, "utf8"));
const DESK = fromHex(worked.desk.id);
const root = await rootOf(fromHex(worked.code));
const thread = await threadOf(root, worked.thread.number);
const desk = await deskKeys(fromHex(worked.desk.secret));

async function letterOf(text: string, from: Thread, to: Pair = desk, number = 0): Promise<Uint8Array<ArrayBuffer>> {
  const fields: Fields = { v: 1, kind: "letter", thread: toText(from.signPublic), text };
  const mark = await ownMark(from.out, from.number, number);
  return pack(await sealLetter(fields, { desk: DESK, mark, sign: from.sign, toDesk: to.sealPublic, toAuthor: from.sealPublic }));
}

test("a code is written in the same words, in every language", async () => {
  for (const [language, words] of Object.entries(worked.words)) {
    assert.deepEqual(await wordsOf(fromHex(worked.code), language), words);
    assert.equal(toHex(await codeIn((words as string[]).join(" "))), worked.code);
  }
});

test("capitals, accents, numbers and endings are forgiven", async () => {
  const typed = worked.words.es.map((word: string, at: number) => `${at + 1}. ${word.toUpperCase().normalize("NFD").replace(/\p{M}/gu, "")}`);

  assert.equal(toHex(await codeIn(typed.join("\n"))), worked.code);
  assert.equal(toHex(await codeIn(worked.words.en.join(" ").replace("father", "fathers"))), worked.code);
});

test("a code that was not typed as it is says why", async () => {
  const words: string[] = worked.words.en;
  const refused = async (typed: string[]): Promise<NoCode> => codeIn(typed.join(" ")).then(() => assert.fail(), (why: NoCode) => why);

  assert.deepEqual((await refused(words.slice(1))).values, { n: 15 });
  assert.deepEqual((await refused(["acorn", "xylophone", ...words.slice(2)])).values, { word: "xylophone" });
  assert.equal((await refused([words[1]!, words[0]!, ...words.slice(2)])).code, "no_code");
});

test("a new code is read back from its words and from its link", async () => {
  const code = newCode();

  assert.equal(toHex(await codeIn((await wordsOf(code, "de-AT")).join(", "))), toHex(code));
  assert.equal(toHex((await readWritten(await written(code)))!), toHex(code));
  assert.equal(await written(fromHex(worked.code)), worked.written);
  assert.equal(await readWritten("AAECAwQFBgcICQoLDA0OD671"), null);
});

test("the same keys and marks come of the same code", async () => {
  const reader = await readerKeys(await rootOf(fromHex(worked.reader.code)));

  assert.equal(toHex(root), worked.root);
  assert.equal(toHex(thread.sign), worked.thread.sign);
  assert.equal(toHex(thread.signPublic), worked.thread.sign_public);
  assert.equal(toHex(thread.sealPublic), worked.thread.seal_public);
  assert.equal(toHex(thread.in), worked.thread.in);
  for (const [at, place] of [0, 1, 255].entries()) {
    assert.equal(toHex(await ownMark(thread.out, thread.number, place)), worked.thread.out_marks[at]);
    assert.equal(toHex(await marksOf(thread.in, place, 1)), worked.thread.in_marks[at]);
  }
  assert.equal(toHex(reader.signPublic), worked.reader.sign_public);
  assert.equal(toHex(reader.sealPublic), worked.reader.seal_public);
  assert.equal(toHex(desk.signPublic), worked.desk.sign_public);
  assert.equal(toHex(statementOf(DESK, worked.epoch)), worked.desk.statement);
});

test("a letter and an answer that Python sealed are read, by the desk and by the author", async () => {
  const [letter, answer] = [unpack(toBytes(worked.letter)), unpack(toBytes(worked.answer))];

  assert.equal((await readLetter(letter, desk.seal, "desk", itsThread)).text, worked.text);
  assert.equal((await readLetter(letter, thread.seal, "author", thread.signPublic)).text, worked.text);
  assert.equal((await readLetter(answer, thread.seal, "author", desk.signPublic)).text, worked.text);
});

test("a letter of which one bit was altered does not open", async () => {
  const record = toBytes(worked.letter);
  for (const place of [3, 12, 60, 150, 400, record.length - 1]) {
    const altered = record.slice();
    altered[place]! ^= 1;
    await assert.rejects(readLetter(unpack(altered), desk.seal, "desk", itsThread), Altered);
  }
});

test("an answer that another key signed is refused", async () => {
  const forged = await sealLetter({ v: 1, kind: "answer", text: "no" }, {
    desk: DESK,
    mark: await answerMark(thread.in),
    sign: thread.sign,
    toDesk: desk.sealPublic,
    toAuthor: thread.sealPublic,
  });

  await assert.rejects(readLetter(forged, thread.seal, "author", desk.signPublic), Altered);
});

test("twenty thousand signs of any writing fit, and every size class has its length", async () => {
  for (const [text, size] of [["kurz", 2_048], ["ä".repeat(5_000), 16_384], ["🌻".repeat(20_000), 98_304], ["\u202bשלום\u202c ".repeat(2_500), 98_304]] as const) {
    const record = await letterOf(text, thread);

    assert.equal(record.length, recordSize(size));
    assert.equal((await readLetter(unpack(record), desk.seal, "desk", itsThread)).text, text);
  }
  await assert.rejects(letterOf("🌻".repeat(25_000), thread), /longer/);
});

test("one's own letters and answers are found among everybody's", async () => {
  const heap = new Heap();
  const other = await rootOf(newCode());
  const records = [await letterOf("mine", thread), await letterOf("mine too", thread, desk, 1)];
  for (let number = 0; number < 20; number++) records.push(await letterOf("theirs", await threadOf(other, number)));
  heap.add(`2026-11-23T13/${recordSize(2_048)}/0`, Uint8Array.from(records.flatMap((record) => [...record])));
  heap.add(`2026-11-24T07/${recordSize(2_048)}/0`, toBytes(worked.answer));

  const found = await threadsIn(heap, root);

  assert.equal(heap.size, 23);
  assert.deepEqual(found.map(({ thread: { number }, mine, answers, nextOut }) => [number, mine.length, answers.length, nextOut]), [[3, 2, 1, 2]]);
  assert.equal(heap.of(DESK).length, 23);
  assert.deepEqual(await threadsIn(heap, await rootOf(newCode())), []);
  assert.notEqual((await newThread(root, found)).number, 3);
});

test("what was deleted hides nothing that came after it", async () => {
  const heap = new Heap();
  const [late, last] = [await threadOf(root, 4_095), await threadOf(root, 17)];
  heap.add(`2028-01-10T07/${recordSize(2_048)}/0`, await letterOf("the hundredth of a long thread", late, desk, 100));
  heap.add(`2028-01-10T13/${recordSize(2_048)}/0`, await letterOf("a thread after many", last));
  const answer = await sealLetter({ v: 1, kind: "answer", text: "the ninetieth" }, {
    desk: DESK,
    mark: await marksOf(late.in, 4_000, 1),
    sign: desk.sign,
    toDesk: desk.sealPublic,
    toAuthor: late.sealPublic,
  });
  heap.add(`2028-01-11T07/${recordSize(2_048)}/0`, pack(answer));

  const found = await threadsIn(heap, root);

  assert.deepEqual(found.map(({ thread: { number }, mine, answers }) => [number, mine.length, answers.length]), [[17, 1, 0], [4_095, 1, 1]]);
});

test("two devices that write before the hour do not take the same thread or the same mark", async () => {
  const [one, other] = [[], []].map((found) => newThread(root, found));
  const numbers = new Set([(await one!).number, (await other!).number]);
  for (let device = 0; device < 4; device++) numbers.add((await newThread(root, [])).number);
  assert.ok(numbers.size >= 5, "six of 4,096 by chance");

  const marks = new Set<string>();
  for (let device = 0; device < 6; device++) marks.add(toHex(await newMark(begun(thread))));
  assert.ok(marks.size >= 4, "six of 256 by chance");
  const known = begun(thread);
  for (let number = 0; number < 256; number++) marks.add(toHex(await newMark(known)));
  assert.equal(marks.size, 256, "one device never takes a mark twice");
});

test("a letter that a stranger posts again is one letter, at its first hour", async () => {
  const heap = new Heap();
  const record = await letterOf("once", thread);
  for (const hour of ["2026-11-24T07", "2026-11-23T13", "2026-11-25T07"]) heap.add(`${hour}/${recordSize(2_048)}/0`, record);
  heap.add(`2026-11-25T13/${recordSize(2_048)}/0`, await letterOf("another under the same mark", thread));

  const [found] = await threadsIn(heap, root);

  assert.deepEqual(found!.mine.map(({ hour }) => hour), ["2026-11-23T13", "2026-11-25T13"]);
  assert.equal(heap.size, 2);
});
