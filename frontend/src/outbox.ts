// Sealed ballots on their way to the box: one by one, from whichever page is open.

import { fromHex, toBytes } from "./bytes.ts";
import { afterNewer } from "./counter.ts";
import { keep, load, slots, wipe, type Parcel } from "./drawer.ts";
import { putIn, Refusal } from "./post.ts";
import { receiptHolds } from "./receipt.ts";

const NOT_BEFORE = "bothways-not-before"; // no slot: it says nothing of anybody
const ON_THIS_PAGE_SECONDS = 20;
const FINAL = new Set(["late", "older", "forged", "crowded", "unknown", "malformed", "shape", "long"]);

/** A random part of so many seconds, in ms. */
export function randomWhile(seconds: number): number {
  return ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32) * seconds * 1000;
}

/**
 * Send what waits in a slot, check the receipt, say the leaf. No request with the person's
 * session goes before it: that would tell the server when, and so whose, this ballot is.
 */
export async function send(slot: string): Promise<string> {
  const parcel = load(slot)?.waiting;
  if (!parcel) return load(slot)?.leaf ?? "";
  const receipt = await putIn(parcel.boxUrl, parcel.ballot).catch((error) => {
    if (isFinal(error)) settle(slot, parcel, load(slot)?.leaf ?? "");
    if (error instanceof Refusal && error.code === "older") countOver(slot, parcel.ballot.counter);
    throw error;
  });
  const box = {
    hash: fromHex(parcel.manifestHash),
    receiptKey: toBytes(parcel.receiptKey, 32),
    closesAt: parcel.closesAt,
  };
  if (!(await receiptHolds(box, parcel.ballot, receipt))) throw new Refusal("receipt");
  settle(slot, parcel, receipt.leaf);
  return receipt.leaf;
}

/** The box will never take this ballot: sending it again is of no use. */
export function isFinal(error: unknown): boolean {
  return error instanceof Refusal && FINAL.has(error.code);
}

/** Note that nothing waits any more, unless a newer one waits by now. */
function settle(slot: string, parcel: Parcel, leaf: string): void {
  const kept = load(slot);
  if (!kept) return;
  const newer = kept.waiting && kept.waiting.ballot.counter !== parcel.ballot.counter;
  if (kept.wallet) keep(slot, { ...kept, waiting: newer ? kept.waiting : null, leaf });
  else wipe(slot);
}

/** The box holds a newer one, from another device: what is sealed here next shall be newer still. */
function countOver(slot: string, refused: number): void {
  const kept = load(slot);
  if (!kept?.wallet) return;
  const counter = Math.max(kept.wallet.counter, afterNewer(refused));
  keep(slot, { ...kept, wallet: { ...kept.wallet, counter } });
}

/** The page is being left: send now, and again next time, since sending twice changes nothing. */
export function sendWhileLeaving(slot: string): void {
  const parcel = load(slot)?.waiting;
  if (parcel) void putIn(parcel.boxUrl, parcel.ballot, true).catch(() => undefined);
}

/**
 * Send what else waits on this device, whoever sealed it, each after a random while. That while is
 * counted on from page to page, so that quick reading does not put it off for ever; and whichever
 * page sends has been open for a random moment, because the server knows who just asked for it.
 * told: hears how many still wait, at the beginning and after each.
 */
export function sendTheRest(delaySeconds: number, except = "", told = (_left: number): void => undefined): void {
  const left = new Set(slots().filter((slot) => slot !== except && load(slot)?.waiting));
  const tell = (): void => {
    if (!left.size) localStorage.removeItem(NOT_BEFORE);
    told(left.size);
  };
  tell();
  const rest = left.size ? Math.max(0, notBefore(delaySeconds) - Date.now()) : 0;
  for (const slot of left) {
    const wait = rest + randomWhile(Math.min(delaySeconds, ON_THIS_PAGE_SECONDS));
    setTimeout(() => void sendOnce(slot, () => left.delete(slot) && tell()), wait);
  }
}

/** Two pages open at once take turns, and the second finds that nothing waits any more. */
async function sendOnce(slot: string, gone: () => void): Promise<void> {
  await navigator.locks.request(`${slot}:out`, () => send(slot)).catch(() => undefined);
  if (!load(slot)?.waiting) gone();
}

/** The moment from which on a ballot may leave: drawn once, when a page first finds one waiting. */
function notBefore(delaySeconds: number): number {
  const now = Date.now();
  const drawn = Number(localStorage.getItem(NOT_BEFORE));
  if (drawn && drawn < now + delaySeconds * 1000) return drawn;
  const moment = now + randomWhile(delaySeconds);
  localStorage.setItem(NOT_BEFORE, String(moment));
  return moment;
}
