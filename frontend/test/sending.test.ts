// Pieces on a bad network: what is in is not sent again, what is not is, and nothing goes unpaid.

import assert from "node:assert/strict";
import { test } from "node:test";

import { toText, type Bytes } from "../src/bytes.ts";
import { manifestIn, manifestOf } from "../src/mailbox/files/manifest.ts";
import { sendPieces } from "../src/mailbox/files/sending.ts";
import { dropPieces, keepPiece, piecesOf } from "../src/mailbox/files/store.ts";
import { Refused } from "../src/mailbox/posting.ts";

type Answer = "taken" | "offline" | { status: number; error: string };

/** A server that answers so, one after the other; heard: the first byte of each body. */
function server(...answers: Answer[]): number[] {
  const heard: number[] = [];
  globalThis.fetch = (async (_url: string, how: RequestInit) => {
    heard.push((how.body as Bytes)[0]!);
    assert.equal(how.credentials, "omit");
    assert.equal(how.referrerPolicy, "no-referrer");
    const answer = answers.shift() ?? "taken";
    if (answer === "offline") throw new TypeError("no network");
    const told = answer === "taken" ? { status: 200, error: "" } : answer;
    return new Response(JSON.stringify({ error: told.error, say: "" }), { status: told.status });
  }) as unknown as typeof fetch;
  return heard;
}

async function three(slot: string): Promise<void> {
  for (const number of [2, 0, 1]) await keepPiece(slot, number, Uint8Array.of(number));
}

const send = (slot: string, told: string[] = []): Promise<void> => sendPieces(slot, "/box/letters/", 0, () => undefined, (n, of) => told.push(`${n}/${of}`), 1);

test("pieces go in their order, and none is left", async () => {
  await three("a");
  const [heard, told] = [server(), [] as string[]];

  await send("a", told);

  assert.deepEqual(heard, [0, 1, 2]);
  assert.deepEqual(told, ["0/3", "1/3", "2/3"]);
  assert.deepEqual(await piecesOf("a"), []);
});

test("where the network or the box fails, the same piece is tried again", async () => {
  await three("b");
  const heard = server("taken", "offline", { status: 503, error: "busy" }, "taken", "taken");

  await send("b");

  assert.deepEqual(heard, [0, 1, 1, 1, 2]);
});

test("after a break only the rest is sent", async () => {
  await three("c");
  server("taken", ...Array<Answer>(6).fill("offline"));
  await assert.rejects(() => send("c"));
  assert.equal((await piecesOf("c")).length, 2);

  const heard = server();
  await send("c");

  assert.deepEqual(heard, [1, 2]);
});

test("a stamp that is of no use is said at once, and the pieces stay for another", async () => {
  await three("d");
  const heard = server({ status: 409, error: "spent" });

  await assert.rejects(() => send("d"), (error: unknown) => error instanceof Refused && error.needsAnotherStamp);

  assert.deepEqual(heard, [0]);
  assert.equal((await piecesOf("d")).length, 3);
  await dropPieces("d");
  assert.deepEqual(await piecesOf("d"), []);
});

test("a letter whose pieces are gone does not leave, and what is in is counted down before it is let go", async () => {
  await three("f");
  const [heard, counted] = [server(), [] as number[]];
  await assert.rejects(() => sendPieces("f", "/box/letters/", 4, () => undefined), /./);
  assert.deepEqual(heard, []);

  await sendPieces("f", "/box/letters/", 3, (left) => counted.push(left), undefined, 1);

  assert.deepEqual(counted, [2, 1, 0]);
});

test("pieces of one letter are not those of another", async () => {
  await three("e");
  await three("ee");
  const heard = server();

  await send("e");

  assert.equal(heard.length, 3);
  assert.equal((await piecesOf("ee")).length, 3);
});

test("what a letter tells of its files is read strictly", () => {
  const key = new Uint8Array(32);
  const files = [{ kind: "image/png" as const, bytes: new Uint8Array(9) }];
  const told = manifestOf(key, files) as { v: number; key: string; of: { type: string; length: number }[] };
  const one = told.of[0]!;
  assert.deepEqual(manifestIn(told), { key, of: [{ kind: "image/png", length: 9 }] });

  for (const bad of [
    null,
    "files",
    { ...told, v: 2 },
    { ...told, key: toText(new Uint8Array(31)) },
    { ...told, key: 7 },
    { ...told, of: [] },
    { ...told, of: [one, one, one, one] },
    { ...told, of: [{ ...one, type: "text/html" }] },
    { ...told, of: [{ ...one, length: -1 }] },
    { ...told, of: [{ ...one, length: 1.5 }] },
    { ...told, of: [one, { ...one, length: 20_000_000 }] },
    { ...told, of: [null] },
  ]) {
    assert.equal(manifestIn(bad), null);
  }
});
