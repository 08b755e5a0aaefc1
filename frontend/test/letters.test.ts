// What a page of letters says and does once something was written: nothing is lost, or said to be elsewhere than it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, type State } from "../src/mailbox/carrying.ts";
import { withSent, type Found } from "../src/mailbox/finding.ts";
import { monthNow } from "../src/mailbox/months.ts";
import { hourIn, nextFixed } from "../src/mailbox/page.ts";
import { addressIn, notOut, readAt, takesBack, type Said } from "../src/mailbox/threads.ts";
import { json, lend } from "./device.ts";

const desk = (id: string, takes: boolean): State["desks"][number] => ({ id, takes, epochs: [] });
const places = [
  { id: "p1", of: "d1", key: "k1", open: true },
  { id: "p2", of: "d1", key: "k2", open: false },
  { id: "p3", of: "d2", key: "k1", open: true },
];
const state = { desks: [desk("d1", true), desk("d2", false)], places } as unknown as State;
const found = (number: number, taken: number[], mine = 1): Found =>
  ({ thread: { number }, mine: Array(mine).fill({}), answers: [], nextOut: taken.length, taken: new Set(taken) }) as unknown as Found;

test("a desk whose key nobody has takes no letter and no reply, beside a round neither", () => {
  assert.equal(addressIn(state, "d1", true), "d1");
  assert.equal(readAt(state, "p1"), "p1");
  for (const unread of ["d2", "p3"]) {
    assert.throws(() => addressIn(state, unread, true), /unread/);
    assert.throws(() => readAt(state, unread), /unread/);
  }
});

test("a round that closed while somebody wrote is not called a desk without a key", () => {
  assert.throws(() => addressIn(state, "p2", true), /round_closed/);
  assert.throws(() => addressIn(state, "elsewhere", true), /no_desk/);
  assert.throws(() => addressIn(state, "d1", false), /no_board/);
});

test("what was written twice and came out once is on its way once", () => {
  const out = [{ mine: true, text: "Again." }, { mine: false, text: "And?" }] as Said[];
  assert.deepEqual(notOut(["Again.", "Again.", "And?"], out), ["Again.", "And?"]);
  assert.deepEqual(notOut(["Again."], out), []);
});

test("only the author's own letter that says so takes back what a thread said", () => {
  const said = (mine: boolean, voice: unknown): Said => ({ mine, hour: "", text: "", altered: false, fields: { voice } as Said["fields"] });
  assert.equal(takesBack(said(true, { takes_back: true })), true);
  for (const other of [said(false, { takes_back: true }), said(true, { takes_back: "yes" }), said(true, { title: "A bench" }), said(true, null)]) {
    assert.equal(takesBack(other), false);
  }
});

test("looking again forgets neither a thread that is on its way nor a place that is taken", () => {
  const all = withSent([found(7, [3])], [found(7, [3, 9]), found(8, [1], 0)]);

  assert.deepEqual(all.map(({ thread }) => thread.number), [7, 8]);
  assert.deepEqual([...all[0]!.taken], [3, 9]);
  assert.equal(all[0]!.nextOut, 2);
});

test("the next fixed hour is that of the firm, wherever a device is", () => {
  const moment = new Date("2026-11-23T11:30:00Z");
  assert.deepEqual(nextFixed([7, 13], "Europe/Berlin", moment), ["today", "13:00"]);
  assert.deepEqual(nextFixed([7, 13], "Asia/Tokyo", moment), ["tomorrow", "07:00"]);
  assert.deepEqual(nextFixed([7, 13], "Europe/Berlin", new Date("2026-11-23T23:30:00Z")), ["today", "07:00"]);
});

test("the hour of a letter is told as every day here, with its year once that is another one", () => {
  const now = new Date("2026-11-25T12:00:00");
  assert.match(hourIn("2026-11-23T13", "en", now), /^23 November\D+13:00$/);
  assert.match(hourIn("2025-12-23T07", "en", now), /^23 December 2025\D+7:00$|^23 December 2025\D+07:00$/);
  assert.match(hourIn("2026-11-23T13", "de", now), /^23\. November\D+13:00$/);
});

test("a server that stands still is not called a wrong clock", () => {
  const told = { last: "2026-10-30T13", months: [{ id: "m", month: "2026-10", signs: true }] } as unknown as State;
  assert.throws(() => monthNow(told, new Date(2026, 10, 9)), /server_late/);
  assert.throws(() => monthNow(told, new Date(2026, 8, 9)), /clock/);
});

const PAGE = (csrf: string, tag = "rosa"): string => `<div data-tag="${tag}" data-csrf="${csrf}"></div>`;
const sitsHere = (tag: string): void => {
  Object.defineProperty(globalThis, "location", { value: { pathname: "/mailbox/" }, configurable: true });
  Object.defineProperty(globalThis, "document", { value: { querySelector: () => ({ dataset: { tag } }) }, configurable: true });
};

test("after signing in again in another window this page goes on, with the token that counts now", async () => {
  sitsHere("rosa");
  const seen: string[] = [];
  const requests = lend((url) => {
    if (url === "/mailbox/") return new Response(PAGE("new"));
    seen.push((requests.at(-1)!.how.headers as Record<string, string>)["X-CSRFToken"]!);
    return seen.at(-1) === "new" ? json({ signatures: [] }) : json({}, 403);
  });

  await asked("/mailbox/stamps/", "old", {});
  await asked("/mailbox/stamps/", "old", {});

  assert.deepEqual(seen, ["old", "new", "new"]);
});

test("who signed in again as somebody else draws nothing here, and who may no more is told so", async () => {
  sitsHere("rosa");
  lend((url) => (url === "/mailbox/" ? new Response(PAGE("new", "uwe")) : json({}, 403)));
  await assert.rejects(asked("/mailbox/stamps/", "old", {}), /signedout/);
  lend((url) => (url === "/mailbox/" ? new Response(PAGE("new")) : json({}, 403)));
  await assert.rejects(asked("/mailbox/stamps/", "old", {}), /no_more/);
  lend((url) => (url === "/mailbox/" ? new Response("<p>The desk</p>") : json({}, 403)));
  await assert.rejects(asked("/mailbox/stamps/", "old", {}), /no_more/);
});
