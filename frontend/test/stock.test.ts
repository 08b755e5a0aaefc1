// Stamps lie in memory where a browser keeps nothing: its owner can write all the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { State } from "../src/mailbox/carrying.ts";
import type { Month } from "../src/mailbox/stamps.ts";
import { Stock } from "../src/mailbox/stock.ts";
import { canKeep, canSeal } from "../src/sealing.ts";
import { lend } from "./device.ts";

test("a browser that lends no storage has no stamps yet, and says so without breaking", async () => {
  lend(() => new Response("", { status: 503 }));
  const stock = new Stock({ stampsUrl: "/s", csrf: "", tag: "t", own: true });
  const month = { id: "11", month: "2026-11", key: "", signs: true } as unknown as Month;
  assert.deepEqual([canKeep(), await canSeal(), stock.count(month)], [true, true, 0]);

  Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("SecurityError"); }, configurable: true });

  assert.deepEqual([canKeep(), await canSeal(), stock.count(month)], [false, true, 0]);
  await assert.rejects(stock.take({ last: "", months: [] } as unknown as State), /no_month/);
});
