// What comes onto the page is heard, too: a live region is there before its words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SOON_MS, tell } from "../src/mailbox/saying.ts";

const place = (role = ""): HTMLElement => ({ hidden: true, textContent: "", getAttribute: () => role }) as unknown as HTMLElement;
const aWhile = (): Promise<void> => new Promise((go) => setTimeout(go, SOON_MS + 20));

test("a live region comes out of hiding first, and its words a moment later", async () => {
  const region = place("status");
  tell(region, "It is in the box.");
  assert.deepEqual([region.hidden, region.textContent], [false, ""]);
  await aWhile();
  assert.equal(region.textContent, "It is in the box.");
});

test("of two sentences in one breath the last one stands, and none comes after nothing", async () => {
  const [region, other] = [place("status"), place("status")];
  tell(region, "one");
  tell(region, "two");
  tell(other, "three");
  tell(other, "");
  await aWhile();
  assert.equal(region.textContent, "two");
  assert.deepEqual([other.hidden, other.textContent], [true, ""]);
});

test("what is no live region is there at once", () => {
  const line = place();
  tell(line, "Piece 1 of 3");
  assert.deepEqual([line.hidden, line.textContent], [false, "Piece 1 of 3"]);
});
