// Pieces of attachments, held to the example that Python wrote (tests/data/pieces-v1.json).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fromHex, sha256, toHex, toText, type Bytes } from "../src/bytes.ts";
import { BrokenPiece, newFileKey, opened, PIECE, pieceId, piecesFor, ROOM, sealed, stampedPiece, stampedPieces, stampsFor } from "../src/mailbox/files/pieces.ts";

declare const DATA: string;
const worked = JSON.parse(readFileSync(`${DATA}/pieces-v1.json`, "utf8"));
const [key, desk] = [fromHex(worked.key), fromHex(worked.desk)];
const plain = Uint8Array.from({ length: worked.length }, (_, at) => (at * 7 + Math.floor(at / 251)) % 256);

async function all(file: Bytes, secret = key): Promise<Bytes[]> {
  const found: Bytes[] = [];
  for await (const record of sealed(file, secret, desk)) found.push(record);
  return found;
}
const records = await all(plain);

test("the pieces are those of the example, byte by byte", async () => {
  assert.deepEqual(await Promise.all(records.map(async (record) => toHex(await sha256(record)))), worked.sha256);
  assert.deepEqual(await Promise.all(worked.ids.map((_: string, at: number) => pieceId(key, at))), worked.ids);
  for (const [length, count] of Object.entries(worked.steps)) assert.equal(piecesFor(Number(length)), count);
});

test("what was sealed opens, and fills a number of pieces that many files fill", async () => {
  assert.deepEqual(await opened(records, plain.length, key, desk), plain);
  assert.ok(records.every((record) => record.length === PIECE));
  const small = await all(Uint8Array.of(7), newFileKey());
  assert.equal(small.length, 1);
  assert.throws(() => piecesFor(0));
  assert.throws(() => piecesFor(20_000_001));
});

test("a piece that is missing, altered, swapped, of another desk or too long is found out", async () => {
  const [one, two, three] = records as [Bytes, Bytes, Bytes];
  const altered = two.slice();
  altered[5_000]! ^= 1;
  for (const some of [[one, two], [two, one, three], [one, altered, three], [one, two, three, three]]) {
    await assert.rejects(() => opened(some, plain.length, key, desk), BrokenPiece);
  }
  await assert.rejects(() => opened(records, plain.length, key, new Uint8Array(8)), BrokenPiece);
  await assert.rejects(() => opened(records, plain.length - 1, key, desk), BrokenPiece);
  await assert.rejects(() => opened(records, 2 * ROOM + 1, newFileKey(), desk), BrokenPiece);
});

test("a stamped piece has its parts in their places", async () => {
  const stamp = { month: "ab".repeat(32), seed: toText(new Uint8Array(32)), prefix: toText(new Uint8Array(32).fill(2)), inverse: "", blinded: "", credential: toText(new Uint8Array(384).fill(3)) };
  const body = await stampedPiece(stamp, 15, records[0]!);

  assert.equal(body.length, 131_617);
  assert.equal(toHex(body.slice(0, 32)), stamp.month);
  assert.equal(body[480], 15);
  assert.deepEqual(body.slice(545), records[0]);
  await assert.rejects(() => stampedPiece({ ...stamp, credential: "" }, 0, records[0]!));
});

test("a stamp pays for a letter and 40 pieces; the next takes another", async () => {
  const [one, two] = [1, 2].map((fill) => ({
    month: "ab".repeat(32), seed: toText(new Uint8Array(32).fill(fill)), prefix: toText(new Uint8Array(32)),
    inverse: "", blinded: "", credential: toText(new Uint8Array(384).fill(fill)),
  }));
  const small = Array.from({ length: 41 }, () => Uint8Array.of(1));
  const bodies: Bytes[] = [];
  for await (const body of stampedPieces([one!, two!], small)) bodies.push(body);

  assert.deepEqual([0, 1, 40, 41, 80, 120, 160].map(stampsFor), [1, 1, 1, 2, 2, 3, 4]);
  assert.deepEqual(bodies.map((body) => body[480]), [...Array(40).keys(), 0]);
  assert.deepEqual([bodies[39]![96], bodies[40]![96]], [1, 2]);
});
