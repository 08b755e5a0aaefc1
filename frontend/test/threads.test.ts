// An author's threads: what was altered on the server is said to be, and never shown as words.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromHex, toBytes, type Bytes } from "../src/bytes.ts";
import type { State } from "../src/mailbox/carrying.ts";
import type { Came } from "../src/mailbox/finding.ts";
import { threadOf } from "../src/mailbox/keys.ts";
import { unpack } from "../src/mailbox/letters.ts";
import { saidIn } from "../src/mailbox/threads.ts";

declare const DATA: string;
const worked = JSON.parse(readFileSync(`${DATA}/mailbox-v1.json`, "utf8"));
const thread = await threadOf(fromHex(worked.root), worked.thread.number);
const state = { desks: [{ id: worked.desk.id, epochs: [] }], places: [] } as unknown as State;
const came = (record: Bytes, hour: string): Came => ({ ...unpack(record), hour });

function altered(text: string): Bytes {
  const record = toBytes(text).slice();
  record[record.length - 1]! ^= 1;
  return record;
}

test("an author is told that a letter, or an answer, was altered on the server", async () => {
  const whole = [came(toBytes(worked.letter), "2026-11-23T07")];
  const wrong = [came(altered(worked.letter), "2026-11-23T07")];
  const answers = [came(altered(worked.answer), "2026-11-23T13")];
  const told = { thread, answers, nextOut: 1, taken: new Set([0]) };

  const [own, back] = await saidIn({ ...told, mine: whole }, state);
  assert.deepEqual([own!.text, own!.altered, back!.text, back!.altered], [worked.text, false, "", true]);
  assert.deepEqual(await saidIn({ ...told, mine: wrong, answers: [] }, state), [
    { mine: true, hour: "2026-11-23T07", text: "", altered: true },
  ]);
});

test("an altered copy that a stranger laid under the same mark hides nothing", async () => {
  const mine = [came(altered(worked.letter), "2026-11-22T07"), came(toBytes(worked.letter), "2026-11-23T07")];

  const said = await saidIn({ thread, mine, answers: [], nextOut: 1, taken: new Set([0]) }, state);

  assert.deepEqual(said.map(({ text, altered: isWrong }) => [text, isWrong]), [[worked.text, false]]);
});
