// Two devices that don't hear of each other agree which ballot is the last, and tell nobody when.

import assert from "node:assert/strict";
import { test } from "node:test";
import { afterNewer, coverCounter, freshStart, nextCounter } from "../src/counter.ts";

const CLOSES = "2026-11-09T08:00:00Z";
const HOUR = 60 * 60 * 1000;
const noon = Date.parse("2026-11-05T12:00:00Z");
const MOST = 2 ** 53 - 1;

test("what was sealed later counts more, on whichever device", () => {
  const start = freshStart();
  const old = { counter: nextCounter({ counter: 0, start }, CLOSES, noon), start };
  const moved = { ...old };

  const there = nextCounter(moved, CLOSES, noon + HOUR);
  const here = nextCounter(old, CLOSES, noon + 2 * HOUR);
  const thereAgain = nextCounter({ counter: there, start }, CLOSES, noon + 3 * HOUR);

  assert.ok(old.counter < there && there < here && here < thereAgain);
});

test("two answers within a second on one device have an order too", () => {
  const first = nextCounter({ counter: 0, start: 2 ** 40 }, CLOSES, noon);

  assert.equal(nextCounter({ counter: first, start: 2 ** 40 }, CLOSES, noon), first + 1);
});

test("a clock that was put back by an hour does not make a ballot older than its own last one", () => {
  const first = nextCounter({ counter: 0, start: 2 ** 40 }, CLOSES, noon);

  assert.ok(nextCounter({ counter: first, start: 2 ** 40 }, CLOSES, noon - HOUR) > first);
});

test("after a refusal the next ballot is over whatever a clock can have said", () => {
  const start = freshStart();
  const ahead = nextCounter({ counter: 0, start }, CLOSES, noon + 1000 * 24 * HOUR);
  const behind = nextCounter({ counter: 0, start }, CLOSES, noon - 1000 * 24 * HOUR);
  assert.ok(behind < ahead);

  assert.ok(nextCounter({ counter: afterNewer(behind), start }, CLOSES, noon) > ahead);
});

test("no clock and no number of refusals leaves the range of a counter", () => {
  let held = { counter: 0, start: 2 ** 52 };
  for (let time = 0; time < 1000; time += 1) {
    held = { ...held, counter: afterNewer(nextCounter(held, CLOSES, 8.64e15)) };
  }

  assert.ok(nextCounter(held, CLOSES, 8.64e15) <= MOST);
});

test("the beginning is chance over a range beside which all seconds of a round are nothing", () => {
  const starts = Array.from({ length: 2000 }, freshStart);

  assert.ok(starts.every((start) => start >= 2 ** 32 && start < 2 ** 52 && Number.isSafeInteger(start)));
  assert.equal(new Set(starts).size, starts.length);
  const low = starts.filter((start) => start < 2 ** 51).length;
  assert.ok(low > 850 && low < 1150, `${low} of 2000 in the lower half`);
  assert.ok(new Set(starts.map((start) => start % 1024)).size > 800, "the low bits are chance too");
});

test("the counter of one who answered once says neither when nor how often", () => {
  const seconds = 31 * 24 * 3600;
  const start = freshStart();

  const [early, late] = [noon - seconds * 1000, noon].map((now) => nextCounter({ counter: 0, start }, CLOSES, now));

  assert.ok((late! - early!) / 2 ** 52 < 2 ** -30);
});

test("an envelope that was drawn before there was a beginning counts on by one", () => {
  assert.equal(nextCounter({ counter: 4 }, CLOSES, noon), 5);
});

test("a ballot without an answer is older than any answer from any device, and its counter is one", () => {
  for (let time = 0; time < 1000; time++) {
    const start = freshStart();
    const cover = coverCounter(start);
    const behind = nextCounter({ counter: 0, start }, CLOSES, noon - 1000 * 24 * HOUR);

    assert.ok(cover < behind);
    assert.ok(Number.isSafeInteger(cover) && cover > 0 && cover < MOST);
  }
});

test("the counter of a ballot without an answer can not be told from an answer's", () => {
  const most = (counters: number[]): number => counters.filter((one) => one > 2 ** 51).length;
  const starts = Array.from({ length: 4000 }, freshStart);

  const covers = most(starts.map(coverCounter));
  const answers = most(starts.map((start) => nextCounter({ counter: 0, start }, CLOSES, noon)));

  assert.ok(Math.abs(covers - answers) < 10, `${covers} and ${answers}`);
});
