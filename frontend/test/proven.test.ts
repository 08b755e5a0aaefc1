// Keys are believed only where they stand on a signed ledger, for everybody the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, random, sha256, toHex, toText, utf8, type Bytes } from "../src/bytes.ts";
import { canonicalJson, type Json } from "../src/canonical.ts";
import { entryCommitment, leafHash, nodeHash, type SignedHead } from "../src/ledger.ts";
import type { State } from "../src/mailbox/carrying.ts";
import { addressBeside, statementOf } from "../src/mailbox/desks.ts";
import { signed } from "../src/mailbox/keys.ts";
import { monthMark, monthNow } from "../src/mailbox/months.ts";
import { addressIn } from "../src/mailbox/threads.ts";
import { isTheSame, proven, proves, type Place, type Proofs } from "../src/mailbox/proven.ts";
import { DESK_KEYS, forgetLedger, SEEN } from "../src/announced.ts";
import { ed25519Of } from "../src/seed.ts";
import { json, lend } from "./device.ts";

const KEY = random(422);
const ID = toHex(await sha256(KEY));
const MONTH = { id: ID, month: "2026-11", key: toText(KEY), signs: true };
const EPOCH = { number: 2, begins: "2026-11-23T07", again: false, by: toText(random(32)), co: "", seal: toText(random(32)), sign: toText(random(32)), signature: "" };
const STATEMENT = toHex(await sha256(statementOf(fromHex("00112233445566ff"), EPOCH)));
const STATE = { hours: [7, 13], last: "2026-11-23T13", months: [MONTH], packets: [], places: [], desks: [{ id: "00112233445566ff", epochs: [EPOCH] }] } as unknown as State;
const SAID: Json[] = [
  { verb: "stamps.began", details: { month: "2026-11", key: ID } },
  { verb: "desk.key_changed", details: { desk: "00112233445566ff", number: 2, seal: EPOCH.seal, sign: EPOCH.sign, statement: STATEMENT } },
];

/** Two entries on a ledger of their own, signed. */
async function onRecord(said: Json[]): Promise<Proofs> {
  const entries = await Promise.all(
    said.map(async (one) => {
      const entry = { text: canonicalJson(one), salt: random(16) };
      return { ...entry, commitment: await entryCommitment(entry.salt, entry.text) };
    }),
  );
  const leaves = await Promise.all(entries.map(({ commitment }) => leafHash(commitment)));
  const head = await headOver(await nodeHash(leaves[0]!, leaves[1]!));
  const places: Place[] = entries.map(({ text, salt, commitment }, position) => {
    return { position, commitment: toText(commitment), entry: { text, salt: toText(salt) }, path: [toText(leaves[1 - position]!)] };
  });
  return { head, places };
}

async function headOver(root: Bytes): Promise<SignedHead> {
  const seed = random(32);
  const text = `bothways/1/0\n2\n${Buffer.from(root).toString("base64")}\n2026-11-23T14:00:00.000000Z\n`;
  return { text, signature: toText(await signed(seed, utf8(text))), key: toText((await ed25519Of(seed)).key) };
}

test("keys that stand on the record are believed", async () => {
  assert.equal(await proves(await onRecord(SAID), STATE), true);
  assert.equal(await proves(await onRecord([...SAID]), { ...STATE, desks: [] }), true);
});

test("a record that is shown to one person alone is refused: without a name it is another", async () => {
  const proofs = await onRecord(SAID);
  const forked = await onRecord([...SAID].reverse());

  assert.equal(await isTheSame(proofs.head, proofs.head), true);
  assert.equal(await isTheSame(forked.head, proofs.head), false);
  assert.equal(await isTheSame(null, proofs.head), false);
});

test("a month's key, or a desk's, that is not on the record is refused", async () => {
  const proofs = await onRecord(SAID);
  const [key, other] = [random(422), toText(random(32))];
  const forMe = { ...MONTH, id: toHex(await sha256(key)), key: toText(key) };
  const desk = (epoch: object): State => ({ ...STATE, desks: [{ ...STATE.desks[0]!, epochs: [{ ...EPOCH, ...epoch }] }] });

  for (const shown of [
    { ...STATE, months: [forMe] },
    { ...STATE, months: [MONTH, forMe] },
    { ...STATE, months: [MONTH, { ...MONTH, month: "2026-12" }] },
    { ...STATE, months: [{ ...MONTH, key: toText(key) }] },
    desk({ seal: other }),
    desk({ sign: other }),
    desk({ number: 3 }),
    desk({ begins: "2026-11-23T13" }),
    desk({ again: true }),
    desk({ by: other }),
  ]) {
    assert.equal(await proves(proofs, shown), false);
  }
});

test("beside a round there is one address for everybody, and it stands on the record", async () => {
  const [of, key] = ["00112233445566ff", "round-7"];
  const id = toHex(await addressBeside(fromHex(of), key));
  const proofs = await onRecord([SAID[0]!, { verb: "round.announced", about: ["surveys.round", key], details: {} }]);
  const beside = (...places: object[]): State => ({ ...STATE, desks: [], places: places as State["places"] });
  const place = { id, of, key, open: true };
  const another = { ...place, key: "for-me", id: toHex(await addressBeside(fromHex(of), "for-me")) };

  assert.equal(await proves(proofs, beside(place)), true);
  assert.equal(await proves(proofs, beside(place, { ...another, open: false })), true);
  for (const false_ of [beside(another), beside(place, another), beside({ ...place, id: "0011223344556600" })]) {
    assert.equal(await proves(proofs, false_), false);
  }
  assert.equal(addressIn(beside(place), id, true), id);
  for (const [state, offered] of [[beside(place), another.id], [beside({ ...place, open: false }), id], [beside(), of]] as const) {
    assert.throws(() => addressIn(state, offered, true), /no_desk|no_board|round_closed/);
  }
  assert.throws(() => addressIn(STATE, of, false), /no_desk|no_board|round_closed/, "a desk is no board");
});

test("a proof that does not hold proves nothing", async () => {
  const proofs = await onRecord(SAID);
  const [first, second] = proofs.places as [Place, Place];
  const elsewhere = await onRecord(SAID);

  for (const false_ of [
    { ...proofs, head: null },
    { ...proofs, head: elsewhere.head },
    { ...proofs, head: { ...proofs.head!, signature: elsewhere.head!.signature } },
    { ...proofs, places: [first] },
    { ...proofs, places: [first, { ...second, position: 0 }] },
    { ...proofs, places: [first, { ...second, entry: undefined }] },
    { ...proofs, places: [first, { ...second, entry: { ...second.entry!, salt: first.entry!.salt } }] },
    { ...proofs, places: [first, { ...second, path: [] }] },
  ]) {
    assert.equal(await proves(false_, STATE), false);
  }
});

test("one month's stamps are used at a time, whatever can be drawn already", () => {
  const next = { ...MONTH, id: "b".repeat(64), month: "2026-12" };
  const older = { ...MONTH, id: "c".repeat(64), month: "2026-10", signs: false };
  const now = (last: string, ...months: object[]): string => monthNow({ ...STATE, last, months } as State, last ? new Date(last.slice(0, 10)) : new Date(2026, 10, 23)).month;

  assert.equal(now("2026-11-30T13", next, MONTH, older), "2026-11");
  assert.equal(now("2026-12-01T07", next, { ...MONTH, signs: false }), "2026-12");
  assert.equal(now("2026-11-30T13", next, { ...MONTH, signs: false }), "2026-12");
  assert.equal(now("", MONTH), "2026-11");
  assert.equal(now("", next, MONTH), "2026-11", "before the first fixed hour, too");
  assert.throws(() => now("2026-11-30T13", older), /no_month/);
  assert.throws(() => monthNow({ ...STATE, last: "2026-12-01T07", months: [next, MONTH] } as State, new Date(2026, 10, 23)), /clock/);
  assert.equal(monthMark(next), "bbbb bbbb bbbb bbbb bbbb");
});

test("after a restore a device refuses until its owner has asked, and then goes on, with desks' older keys too", async () => {
  const [before, now] = [await onRecord(SAID), await onRecord(SAID)];
  lend(() => json(now));
  const state = { ...STATE, head: now.head };
  localStorage.setItem(SEEN, JSON.stringify(before.head));
  localStorage.setItem(DESK_KEYS, JSON.stringify({ [STATE.desks[0]!.id]: 2 }));

  await assert.rejects(proven("/p", state, true), /rewritten/);
  forgetLedger();

  assert.equal(await proven("/p", state, true), false);
  assert.equal(await proven("/p", state, true), true);
  localStorage.setItem(DESK_KEYS, JSON.stringify({ [STATE.desks[0]!.id]: 2 }));
  await assert.rejects(proven("/p", state, true), /unproven/, "an older key of a desk on a ledger that goes on");
});

test("a browser that keeps nothing has never seen the record, and is not broken", async () => {
  const proofs = await onRecord(SAID);
  lend(() => json(proofs));
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("SecurityError"); }, configurable: true });

  for (const _ of "12") assert.equal(await proven("/p", { ...STATE, head: proofs.head }, true), false);
});
