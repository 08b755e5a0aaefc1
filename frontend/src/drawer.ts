// Where a device keeps what is one person's: per round and person, never shared between two.
//
// A slot is named by the person's tag and the round. On a shared device a sealed ballot that waits
// lies in a slot with a random name instead, so that nothing there says whose it is.

import { random, toHex } from "./bytes.ts";
import type { Ballot } from "./receipt.ts";
import type { Wallet } from "./rules.ts";

/** A sealed ballot with all that it takes to bring it to the box and to check the receipt. */
export interface Parcel {
  boxUrl: string;
  manifestHash: string;
  receiptKey: string;
  closesAt: string;
  ballot: Ballot;
}

/** A sealed ballot whose second stamp is missing, with all that it takes to fetch and check that stamp. */
export interface Unstamped extends Parcel {
  asked: string; // the digest by which the server knows what was asked for
  inverse: string;
}

/** The box's signed word that it holds a ballot. */
export interface KeptReceipt {
  leaf: string;
  closes: string;
  receipt: string;
  manifestHash: string;
}

/** A wallet and what became of it. */
export interface Kept {
  wallet: Wallet | null; // null in a slot without a name, and once the round is over
  closesAt: string;
  drawnAt: number; // when the envelope was asked for, on this device's clock
  waiting: Parcel | null; // sealed, not yet acknowledged by the box
  leaf: string; // of the last ballot that was acknowledged
  unstamped?: Unstamped | null; // sealed, and the second stamp is missing
  receipts?: KeptReceipt[]; // the newest last; on a device of one's own
  cover?: Cover; // on a device of one's own, unless declined
}

/** A sealed ballot without an answer, and the moment from which on it may leave. */
export interface Cover {
  at: number;
  parcel: Parcel | null; // null once it is in the box
}

const OURS = "bothways:";

export const slotOf = (round: string, tag: string): string => `${OURS}${tag}:${round}`;

/** A slot that says nothing of whose it is. */
export const namelessSlot = (): string => `${OURS}sealed:${toHex(random(16))}`;

export function load(slot: string): Kept | null {
  const text = localStorage.getItem(slot);
  return text === null ? null : (JSON.parse(text) as Kept);
}

export function keep(slot: string, kept: Kept): void {
  localStorage.setItem(slot, JSON.stringify(kept));
}

export function wipe(slot: string): void {
  localStorage.removeItem(slot);
}

export function slots(): string[] {
  return Object.keys(localStorage).filter((name) => name.startsWith(OURS));
}

/** Forget the secrets of rounds that are over, and what never reached the box; receipts stay. */
export function forgetClosed(now: number): void {
  for (const slot of slots()) {
    const kept = load(slot);
    if (!kept || now < Date.parse(kept.closesAt)) continue;
    if (kept.leaf) keep(slot, { ...kept, wallet: null, waiting: null, unstamped: null, cover: undefined });
    else wipe(slot);
  }
}

/** Ask the browser not to clear what is kept here when room gets scarce. */
export function stayKept(): void {
  void navigator.storage?.persist?.();
}
