// Sealed letters on their way: nothing that was written is lost, and nothing goes twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../src/mailbox/posting.ts";
import { dropQueued, enqueue, isKept, LETTERS, lostOnes, queued, readQueued, sendQueued, sendTheLetters, sendWhileLeaving, takeLost } from "../src/mailbox/queue.ts";
import type { Posted } from "../src/mailbox/stamps.ts";
import { json, lend } from "./device.ts";

const URL = "/box/letters/";
const POSTED = { v: 1, month: "m", key: "k", prefix: "p", credential: "c", letter: "l", signature: "s" } as Posted;
const lay = (own = true): string => enqueue({ url: URL, posted: POSTED, own }, 0);

test("a letter lies on the device until the slot has taken it, under a name that says nothing", async () => {
  const asked = lend(() => json({ taken: true }));
  const slot = lay();

  assert.match(slot, new RegExp(`^${LETTERS}[0-9a-f]{16}$`));
  assert.deepEqual(queued(), [slot]);
  await sendQueued(slot);
  assert.deepEqual(queued(), []);
  assert.deepEqual(JSON.parse(String(asked[0]!.how.body)), POSTED);
  assert.equal(asked[0]!.how.credentials, "omit");
  assert.equal(asked[0]!.how.referrerPolicy, "no-referrer");
});

test("without a network, or from a box that is busy, it stays and is sent again", async () => {
  let trouble = true;
  lend(() => {
    if (trouble) throw new TypeError("no network");
    return json({ error: "busy", say: "Later." }, 503);
  });
  const slot = lay();

  await assert.rejects(sendQueued(slot), /offline/);
  trouble = false;
  await assert.rejects(sendQueued(slot), (why: Refused) => why.reason === "busy" && !why.isFinal);
  assert.equal(readQueued(slot)?.refused, undefined);
  const asked = lend(() => json({ taken: true }));
  assert.deepEqual(queued(), [], "another device has another storage");
  assert.equal(asked.length, 0);
});

test("of two pages that send the same letter, one does", async () => {
  const asked = lend(() => json({ taken: true }));
  const slot = lay();

  await Promise.all([sendQueued(slot), sendQueued(slot)]);

  assert.equal(asked.length, 1);
});

test("a stamp that is spent, or of a month that is over, is told and not tried again", async () => {
  for (const reason of ["spent", "late", "forged"]) {
    const asked = lend(() => json({ error: reason, say: "Another stamp." }, 409));
    const slot = lay();

    await assert.rejects(sendQueued(slot), (why: Refused) => why.needsAnotherStamp && why.isFinal);
    await assert.rejects(sendQueued(slot), (why: Refused) => why.reason === reason);
    assert.equal(asked.length, 1);
    dropQueued(slot);
    assert.deepEqual(queued(), []);
  }
});

test("any page brings what waits, and says how many are left", async () => {
  const asked = lend(() => json({ taken: true }));
  const left: number[] = [];
  lay();
  lay();

  sendTheLetters(0, (n) => left.push(n));
  await new Promise((go) => setTimeout(go, 20));

  assert.deepEqual(left, [2, 1, 0]);
  assert.equal(asked.length, 2);
});

test("on a shared device, where nobody can put another stamp on it, a refused letter is let go", async () => {
  lend(() => json({ error: "late", say: "Over." }, 410));
  const [own, shared] = [lay(true), lay(false)];

  sendTheLetters(0, () => undefined);
  await new Promise((go) => setTimeout(go, 20));

  assert.equal(readQueued(own)?.refused, "late");
  assert.equal(readQueued(shared), null);
});

test("a browser that lends no storage keeps it in memory, and sends it when the page is left", async () => {
  const asked = lend(() => json({ taken: true }));
  Object.defineProperty(globalThis, "localStorage", { get: () => assert.fail("no storage"), configurable: true });
  const slot = lay();

  assert.deepEqual(queued(), [slot]);
  sendWhileLeaving();
  assert.equal(asked[0]!.how.keepalive, true);
  await sendQueued(slot);
  assert.deepEqual(queued(), []);
});

test("a letter that is let go is told once, on the next page", async () => {
  lend(() => json({ error: "malformed", say: "No letter." }, 400));
  const slot = lay(false);

  sendTheLetters(0, () => undefined);
  await new Promise((go) => setTimeout(go, 20));

  assert.deepEqual([queued(), lostOnes()], [[], [slot]]);
  assert.equal(takeLost(slot), true);
  assert.deepEqual([takeLost(slot), lostOnes()], [false, []]);
});

test("a letter whose files are gone waits for nothing", async () => {
  const asked = lend(() => json({ taken: true }));
  const slot = enqueue({ url: URL, posted: POSTED, own: true, pieces: 2 }, 0);

  await assert.rejects(sendQueued(slot), /file_gone/);
  assert.equal(readQueued(slot)?.refused, "gone");
  await assert.rejects(sendQueued(slot), /file_gone/);
  assert.equal(asked.length, 0);
});

test("a letter lasts no longer than what it carries", () => {
  lend(() => json({ taken: true }));
  const slot = enqueue({ url: URL, posted: POSTED, own: true, pieces: 1, fleeting: true }, 0);

  assert.deepEqual([isKept(slot), queued()], [false, [slot]]);
  dropQueued(slot);
  assert.equal(isKept(lay()), true);
});
