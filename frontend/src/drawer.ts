// Where a device keeps what is one person's: per round and person, never shared between two.

import type { Ballot, Wallet } from "./protocol.ts";

/** A wallet and what became of it. */
export interface Kept {
  wallet: Wallet;
  drawnAt: number; // when the envelope was asked for, on this device's clock
  waiting: Ballot | null; // sealed, not yet acknowledged by the box
  leaf: string; // of the last ballot that was acknowledged
}

const nameOf = (round: string, tag: string): string => `bothways:${tag}:${round}`;
const mineOf = (tag: string): string => `bothways:${tag}:mine`;

export function load(round: string, tag: string): Kept | null {
  const text = localStorage.getItem(nameOf(round, tag));
  return text === null ? null : (JSON.parse(text) as Kept);
}

export function keep(round: string, tag: string, kept: Kept): void {
  localStorage.setItem(nameOf(round, tag), JSON.stringify(kept));
}

export function wipe(round: string, tag: string): void {
  localStorage.removeItem(nameOf(round, tag));
}

export function isMine(tag: string): boolean {
  return localStorage.getItem(mineOf(tag)) !== null;
}

export function setMine(tag: string, mine: boolean): void {
  if (mine) {
    localStorage.setItem(mineOf(tag), "1");
    void navigator.storage?.persist?.();
  } else {
    localStorage.removeItem(mineOf(tag));
  }
}
