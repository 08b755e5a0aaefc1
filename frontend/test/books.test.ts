// Books of stamps are drawn by themselves, so that drawing says nothing of writing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BOOKS, lookAfterBooks, kept, wanted } from "../src/mailbox/books.ts";
import type { State } from "../src/mailbox/carrying.ts";
import { lend } from "./device.ts";

const TODAY = new Date(2026, 10, 23);
const month = (name: string, signs = true): object => ({ id: name, month: name, key: "", signs });
const STATE = { last: "2026-11-23T13", months: [month("2026-12"), month("2026-11"), month("2026-10", false)], desks: [], packets: [] } as unknown as State;
const names = (drawn: Record<string, number>, count: number, chance: number): string[] =>
  wanted(STATE, drawn, () => count, (below) => Math.min(chance, below - 1), TODAY).map(({ month: name }) => name);

test("the first book of this month and of the next is drawn on every device", () => {
  assert.deepEqual(names({}, 0, 1), ["2026-12", "2026-11"]);
  assert.deepEqual(names({ "2026-11": 1 }, 4, 1), ["2026-12"]);
});

test("another one is drawn on chance, with many left and with few, and never more than four", () => {
  const had = { "2026-11": 1, "2026-12": 1 };

  assert.deepEqual(names(had, 4, 0), ["2026-11"]);
  assert.deepEqual(names(had, 4, 1), []);
  assert.deepEqual(names(had, 1, 0), ["2026-11"]);
  assert.deepEqual(names(had, 1, 1), []);
  assert.deepEqual(names({ "2026-11": 4, "2026-12": 4 }, 0, 0), []);
  const many = Array.from({ length: 400 }, () => wanted(STATE, had, () => 4, undefined, TODAY).length).reduce((sum, n) => sum + n, 0);
  assert.ok(many > 80 && many < 190, "one in three, whether or not somebody wrote");
});

test("before it is time nothing is asked; a look that fails is tried again in an hour", async () => {
  const asked = lend(() => new Response("", { status: 503 }));
  const place = { stampsUrl: "/s", proofsUrl: "/p", csrf: "", tag: "t", own: true };
  const fetched = async (): Promise<State> => STATE;

  await assert.rejects(lookAfterBooks(place, fetched, 1000));
  assert.equal(asked.length, 1);
  assert.equal(kept().next, 1000 + 60 * 60 * 1000);
  localStorage.setItem(BOOKS, JSON.stringify({ next: 5000, drawn: {} }));
  await lookAfterBooks(place, fetched, 4999);

  assert.equal(asked.length, 1);
});

test("an old browser asks for nothing by itself, and does not look at each page again", async (t) => {
  const asked = lend(() => new Response("", { status: 503 }));
  t.mock.method(crypto.subtle, "generateKey", () => Promise.reject(new Error("NotSupportedError")));
  const fetched = (): Promise<State> => assert.fail("nothing is asked");

  await lookAfterBooks({ stampsUrl: "/s", proofsUrl: "/p", csrf: "", tag: "t", own: true }, fetched, 1000);

  assert.deepEqual([asked.length, kept().next > 1000], [0, true]);
});
