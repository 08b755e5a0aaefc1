// Sealed ballots on their way to the box: one by one, from whichever page is open, or from the
// service worker once none is (later.ts).

import { randomWhile } from "./chance.ts";
import { afterNewer } from "./counter.ts";
import { keep, load, slots, wipe, type Parcel } from "./drawer.ts";
import { allLaid, isSame, laidIn, layDown, pickUp, wayOut } from "./later.ts";
import { isFinal, putIn, Refusal } from "./post.ts";
import { receiptOf, type Receipt } from "./receipt.ts";
import { keepReceipt } from "./receipts.ts";
import timing from "./timing.json";

const NOT_BEFORE = "bothways-not-before"; // no slot: it says nothing of anybody
const leftToTheWorker = new Set<string>();

/**
 * Send what waits in a slot, check the receipt, say the leaf. No request with the person's
 * session goes before it: that would tell the server when, and so whose, this ballot is. Two pages,
 * or a page and the worker, take turns: the second finds that nothing waits any more.
 */
export function send(slot: string): Promise<string> {
  return navigator.locks.request(wayOut(slot), async () => {
    const parcel = load(slot)?.waiting;
    if (!parcel) return load(slot)?.leaf ?? "";
    const receipt = await receiptFor(slot, parcel).catch((error) => {
      if (isFinal(error)) settle(slot, parcel, null);
      if (error instanceof Refusal && error.code === "older") countOver(slot, parcel.ballot.counter);
      throw error;
    });
    settle(slot, parcel, receipt);
    return receipt.leaf;
  });
}

/** The box's word for a ballot: the worker may have it already. */
async function receiptFor(slot: string, parcel: Parcel): Promise<Receipt> {
  const laid = await laidIn(slot);
  if (laid?.receipt && isSame(laid, parcel)) return laid.receipt;
  return receiptOf(parcel, await putIn(parcel.boxUrl, parcel.ballot));
}

/** Note that nothing waits any more, unless a newer one waits by now. */
function settle(slot: string, parcel: Parcel, receipt: Receipt | null): void {
  const kept = load(slot);
  if (!kept) return;
  const leaf = receipt?.leaf ?? kept.leaf;
  const newer = kept.waiting && kept.waiting.ballot.counter !== parcel.ballot.counter;
  if (kept.wallet) keep(slot, { ...kept, waiting: newer ? kept.waiting : null, leaf });
  else wipe(slot);
  if (receipt) keepReceipt(slot, parcel, receipt);
  if (!newer) void pickUp(slot);
}

/** The box holds a newer one, from another device: what is sealed here next shall be newer still. */
function countOver(slot: string, refused: number): void {
  const kept = load(slot);
  if (!kept?.wallet) return;
  const counter = Math.max(kept.wallet.counter, afterNewer(refused));
  keep(slot, { ...kept, wallet: { ...kept.wallet, counter } });
}

/** Take over what the worker sent while no page was open, and forget what is over. */
export async function collect(): Promise<void> {
  for (const { slot, parcel, receipt } of await allLaid()) {
    const kept = load(slot);
    const isOver = Date.now() >= Date.parse(parcel.closesAt);
    if (receipt && isSame({ slot, parcel, receipt, leaveAt: 0 }, kept?.waiting ?? parcel)) {
      if (kept?.waiting) settle(slot, parcel, receipt);
      else settleCover(slot);
    } else if (!kept || isOver) await pickUp(slot);
  }
}

/** On one's own device: let the worker send it at that moment, should no page be open any more. */
export async function leaveToTheWorker(slot: string, wait: number): Promise<boolean> {
  const kept = load(slot);
  if (!kept?.wallet || !kept.waiting) return false;
  const laid = await layDown(slot, kept.waiting, Date.now() + wait);
  if (laid) leftToTheWorker.add(slot);
  return laid;
}

/** The page is being left: send now, and again next time, since sending twice changes nothing. */
export function sendWhileLeaving(slot: string): void {
  const parcel = load(slot)?.waiting;
  if (parcel && !leftToTheWorker.has(slot)) void putIn(parcel.boxUrl, parcel.ballot, true).catch(() => undefined);
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
    const wait = rest + randomWhile(Math.min(delaySeconds, timing.onThisPageSeconds));
    void leaveToTheWorker(slot, wait);
    setTimeout(() => void sendOnce(slot, () => left.delete(slot) && tell()), wait);
  }
  for (const slot of slots()) if (slot !== except) coverLater(slot, delaySeconds);
}

async function sendOnce(slot: string, gone: () => void): Promise<void> {
  await send(slot).catch(() => undefined);
  if (!load(slot)?.waiting) gone();
}

/** The cover of an envelope with which nothing was answered, once its moment has come. */
function dueCover(slot: string): Parcel | null {
  const kept = load(slot);
  if (!kept?.wallet || kept.waiting || kept.unstamped || kept.leaf || !kept.cover?.parcel) return null;
  const isOpen = Date.now() < Date.parse(kept.closesAt);
  return isOpen && Date.now() >= kept.cover.at ? kept.cover.parcel : null;
}

/** Send a cover as an answer is sent, after as long a while: nobody shall see which it is. */
function coverLater(slot: string, delaySeconds: number): void {
  const parcel = dueCover(slot);
  if (!parcel) return;
  const wait = randomWhile(delaySeconds);
  void layDown(slot, parcel, Date.now() + wait);
  setTimeout(() => void navigator.locks.request(wayOut(slot), () => sendCover(slot)).catch(() => undefined), wait);
}

async function sendCover(slot: string): Promise<void> {
  const parcel = dueCover(slot);
  if (!parcel) return;
  await receiptFor(slot, parcel).catch((error) => {
    if (!isFinal(error)) throw error; // an answer from another device is there: none is needed
  });
  settleCover(slot);
}

function settleCover(slot: string): void {
  const kept = load(slot);
  if (kept?.cover) keep(slot, { ...kept, cover: { ...kept.cover, parcel: null } });
  if (!kept?.waiting) void pickUp(slot);
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
