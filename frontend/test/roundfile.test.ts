// 'Was my answer counted?': every way in which a list, a sheet, a signature or a receipt can be wrong.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { fromHex, joined, random, sha256, toBytes, toHex, toText, utf8, type Bytes } from "../src/bytes.ts";
import { canonicalJson, type Json } from "../src/canonical.ts";
import { entryCommitment, leafHash } from "../src/ledger.ts";
import { asFile, read, written, type Told } from "../src/receipts.ts";
import { checkRound, fatesOf, type RoundFile } from "../src/roundfile.ts";
import { leafOfPart, rootOf, sorted } from "../src/tree.ts";
import { ROUND, twoKeyRound, type TwoKeyRound } from "./round.ts";

const N = 500;
const CLOSES = "2026-11-09T08:00:00Z";
const PURPOSE = { sheet: "bothways-sheet-v1\0", release: "bothways-release-v2\0", receipt: "bothways-receipt-v1\0" };
let round: TwoKeyRound;
let hash: Bytes;
let leaves: Bytes[];
let good: RoundFile;

const sign = async (pair: CryptoKeyPair, ...parts: Bytes[]): Promise<string> =>
  toText(new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, joined(...parts))));

async function sheetOf(listed: Bytes[], changed: object = {}): Promise<Pick<RoundFile, "sheet" | "leaves">> {
  const blocks = [{ id: "b1", eligible: 600, issued: 550, ballots: listed.length }];
  const root = toHex(await rootOf(sorted(listed)));
  const told = { v: 1, round: ROUND, rules: toHex(hash), leaves: root, n_leaves: listed.length, blocks, ...changed };
  const text = canonicalJson(told as Json);
  const parts = [utf8(PURPOSE.sheet), hash, await sha256(utf8(text))];
  const [company, guardian] = [await sign(round.company, ...parts), await sign(round.guardian, ...parts)];
  return { sheet: { text, company, guardian }, leaves: toText(joined(...sorted(listed))) };
}

async function releaseOf(): Promise<NonNullable<RoundFile["release"]>> {
  const texts = ['{"answered":9}', '{"n":9}', '{"n":5}'];
  const salts = texts.map(() => random(16));
  const hashes = await Promise.all(texts.map((text, place) => leafOfPart(salts[place]!, text)));
  const told = [utf8(PURPOSE.release), hash, await rootOf(hashes)];
  const parts = texts.map((text, place) => (place < 2 ? { part: text, salt: toText(salts[place]!) } : { leaf: toHex(hashes[place]!) }));
  return { parts, company: await sign(round.company, ...told), guardian: await sign(round.guardian, ...told) };
}

/** A ledger of one place that announces rules. */
async function announcedOn(rules: string): Promise<NonNullable<RoundFile["ledger"]["announced"]>> {
  const text = canonicalJson({ v: 1, verb: "round.announced", details: { rules } });
  const salt = random(32);
  const commitment = await entryCommitment(salt, text);
  const root = btoa(String.fromCharCode(...(await leafHash(commitment))));
  const head = `bothways/ledger\n1\n${root}\n2026-11-02T08:00:00.000000Z\n`;
  const key = new Uint8Array(await crypto.subtle.exportKey("raw", round.company.publicKey));
  const signature = await sign(round.company, utf8(head));
  return {
    position: 0,
    commitment: toText(commitment),
    entry: { text, salt: toText(salt) },
    path: [],
    head: { text: head, signature, key: toText(key) },
  };
}

async function receiptFor(leaf: Bytes, changed: Partial<Told> = {}): Promise<Told> {
  const receipt = await sign(round.company, utf8(PURPOSE.receipt), leaf, hash, utf8(CLOSES));
  return { round: ROUND, manifestHash: toHex(hash), leaf: toHex(leaf), closes: CLOSES, receipt, ...changed };
}

before(async () => {
  const made = await twoKeyRound();
  const rules = { ...JSON.parse(made.text), blocks: [{ id: "b1", eligible: 600 }] };
  round = { ...made, text: JSON.stringify(rules) };
  hash = await sha256(utf8(round.text));
  leaves = Array.from({ length: N }, () => random(32));
  good = {
    manifest: round.text,
    ledger: { announced: await announcedOn(toHex(hash)) },
    ...(await sheetOf(leaves)),
    release: await releaseOf(),
  };
});

/** What each check came to, as 'list fails doubled'. */
async function said(file: RoundFile): Promise<Record<string, string>> {
  return Object.fromEntries((await checkRound(file)).map(({ check, state, why }) => [check, `${state} ${why}`]));
}

const withList = (listed: Bytes[]): RoundFile => ({ ...good, leaves: toText(joined(...listed)) });

test("a round of 500 that is as it should be holds in every point, and quickly", async () => {
  const begun = performance.now();

  assert.deepEqual(await said(good), {
    rules: "holds announced",
    sheet: "holds ofthese",
    list: "holds whole",
    counts: "holds fit",
    sheetsigned: "holds both",
    release: "holds both",
  });
  assert.deepEqual(await fatesOf(good, [await receiptFor(leaves[7]!)]), ["in"]);
  assert.ok(performance.now() - begun < 3000);
});

test("a list with a line missing, doubled, exchanged, out of order or cut is found out", async () => {
  const list = sorted(leaves);
  const exchanged = sorted([...list.slice(1), random(32)]);

  assert.equal((await said(withList(list.slice(1)))).list, "fails number");
  assert.equal((await said(withList([...list.slice(1), list[1]!]))).list, "fails doubled");
  assert.equal((await said(withList([list[0]!, ...list]))).list, "fails doubled");
  assert.equal((await said(withList(exchanged))).list, "fails exchanged");
  assert.equal((await said(withList([list[1]!, list[0]!, ...list.slice(2)]))).list, "fails unsorted");
  assert.equal((await said(withList([...list.slice(1), list[0]!.slice(0, 20)]))).list, "fails cut");
  assert.equal((await said(withList([]))).list, "fails number");
});

test("a sheet that was written anew does not have the signatures", async () => {
  const anew = await sheetOf(leaves.slice(1));
  const { company, guardian } = good.sheet!;
  const forged = { ...good, ...anew, sheet: { ...anew.sheet!, company, guardian } };
  const companyAlone = { ...good, ...anew, sheet: { ...anew.sheet!, guardian } };
  const waiting = { ...good, sheet: { ...good.sheet!, guardian: null } };

  assert.equal((await said(forged)).sheetsigned, "fails company");
  assert.equal((await said(companyAlone)).sheetsigned, "fails guardian");
  assert.equal((await said(companyAlone)).list, "holds whole", "only the second key finds this out");
  assert.equal((await said(waiting)).sheetsigned, "open waits");
});

test("more ballots than envelopes, more envelopes than people, or other people are found out", async () => {
  const block = { id: "b1", eligible: 600, issued: 550, ballots: N };
  const cases: [object[], string][] = [
    [[{ ...block, issued: N - 1 }], "fails stuffed"],
    [[{ ...block, issued: 601 }], "fails stuffed"],
    [[{ ...block, ballots: N - 1 }], "fails stuffed"],
    [[{ ...block, eligible: 601 }], "fails otherpeople"],
    [[block, { ...block, id: "b2", ballots: 0 }], "fails otherpeople"],
    [[{ ...block, ballots: -1 }], "fails otherpeople"],
  ];
  for (const [blocks, expected] of cases) {
    const file = { ...good, ...(await sheetOf(leaves, { blocks })) };
    assert.equal((await said(file)).counts, expected, JSON.stringify(blocks));
  }
});

test("a sheet of another round, and rules that are not the announced ones, are found out", async () => {
  const other = { ...good, ...(await sheetOf(leaves, { round: "f".repeat(32) })) };
  const shown = { ...good, manifest: good.manifest.replace('"size":64', '"size":128') };

  assert.equal((await said(other)).sheet, "fails otherrules");
  assert.deepEqual(
    [(await said(shown)).rules, (await said(shown)).sheet],
    ["fails notannounced", "fails otherrules"],
  );
  assert.equal((await said({ ...good, ledger: { announced: null } })).rules, "open noproof");
});

test("a place on the ledger that was altered in any part announces nothing", async () => {
  const { announced } = good.ledger;
  const { head, entry } = announced!;
  const altered = [
    { ...announced!, position: 1 },
    { ...announced!, commitment: toText(random(32)) },
    { ...announced!, entry: { ...entry!, salt: toText(random(32)) } },
    { ...announced!, entry: { ...entry!, text: entry!.text.replace("announced", "released") } },
    { ...announced!, path: [toText(random(32))] },
    { ...announced!, head: { ...head, text: head.text.replace("T08", "T09") } },
    { ...announced!, entry: undefined },
  ];
  for (const proof of altered) assert.equal((await said({ ...good, ledger: { announced: proof } })).rules, "fails notannounced");
});

test("a figure that was altered, shown or hidden, breaks the signatures of the result", async () => {
  const [head, shown, hidden] = good.release!.parts!;
  const lied = { ...(shown as { salt: string }), part: '{"n":10}' };

  assert.equal((await said({ ...good, release: { ...good.release!, parts: [head!, lied, hidden!] } })).release, "fails company");
  const other = { leaf: toHex(random(32)) };
  assert.equal((await said({ ...good, release: { ...good.release!, parts: [head!, shown!, other] } })).release, "fails company");
  assert.equal((await said({ ...good, release: { ...good.release!, parts: [head!, shown!] } })).release, "fails company");
  assert.equal((await said({ ...good, release: null })).release, "open norelease");
});

test("with one key the company's signature is all there is, and that is said", async () => {
  const text = JSON.stringify({ ...JSON.parse(good.manifest), guardian: null });
  const before = hash;
  hash = await sha256(utf8(text));
  const file = { ...good, manifest: text, ...(await sheetOf(leaves)) };
  hash = before;

  assert.equal((await said(file)).sheetsigned, "holds onekey");
});

test("a receipt tells what became of its answer", async () => {
  const [mine, gone] = [leaves[0]!, random(32)];
  const here = await receiptFor(mine);

  assert.deepEqual(await fatesOf(good, [await receiptFor(gone)]), ["missing"]);
  assert.deepEqual(await fatesOf(good, [await receiptFor(gone), here]), ["replaced", "in"]);
  assert.deepEqual(await fatesOf(good, [here, await receiptFor(gone)]), ["in", "rolledback"]);
  assert.deepEqual(await fatesOf(good, [{ ...here, round: "f".repeat(32) }]), ["otherround"]);
  assert.deepEqual(await fatesOf(good, [{ ...here, manifestHash: "0".repeat(64) }]), ["otherrules"]);
  assert.deepEqual(await fatesOf(good, [{ ...here, leaf: toHex(leaves[1]!) }]), ["forged"]);
  assert.deepEqual(await fatesOf({ ...good, sheet: null }, [here]), ["open"]);
  assert.deepEqual(await fatesOf(good, []), []);
});

test("a receipt comes out of a link, a file and the bare code as it went in, and out of nothing else", async () => {
  const told = await receiptFor(leaves[3]!);
  const code = written(told);

  for (const text of [code, asFile(told), `https://trust.example/results/1/counted/#${code}`, `Receipt for it\n\n1234\n\nhttps://a.b/#${code}\n`]) {
    assert.deepEqual(read(text), told);
  }
  for (const round of ["f".repeat(32), "0".repeat(32), "9".repeat(32)]) {
    assert.deepEqual(read(written({ ...told, round })), { ...told, round });
  }
  for (const text of ["", "AQ", code.slice(0, 200), `B${code.slice(1)}`, `${code}AAAA${code}`, "A".repeat(250)]) {
    assert.equal(read(text), null, text.slice(0, 30));
  }
  assert.equal(toBytes(code).length, 165);
  assert.equal(toHex(fromHex(told.leaf)), told.leaf);
});
