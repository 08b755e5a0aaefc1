// Sealed letters on their way. Each lies on this device under a name of chance until the slot has
// taken it, so that nothing that was written is lost; whichever page is open brings it.

import { Distrust } from "../guardian/distrust.ts";
import { random, toHex } from "../bytes.ts";
import { randomWhile } from "../chance.ts";
import { sendPieces, type Told } from "./files/sending.ts";
import { dropPieces } from "./files/store.ts";
import timing from "../timing.json";
import { postLetter, Refused } from "./posting.ts";
import type { Posted } from "./stamps.ts";

export const LETTERS = "bothways-letter:"; // kiosk.ts and app.ts know it too
const LOST = "bothways-letter-lost"; // letters that were not taken and are gone, until somebody was told
const GONE = "gone"; // of its files some are no more
const here = new Map<string, string>(); // for a browser that lends no storage

/** pieces: of its files, that are not in the box yet; leaveAt: ms, a moment of chance; refused: the code of a refusal that would come again. */
export interface Queued {
  url: string;
  posted: Posted;
  own: boolean;
  pieces?: number;
  leaveAt: number;
  refused?: string;
  fleeting?: boolean; // what it needs lasts no longer than the page, so it may not either
}

export const newSlot = (): string => LETTERS + toHex(random(8));

/** Lay a stamped letter down; return the name under which it lies. */
export function enqueue(letter: Omit<Queued, "leaveAt">, delaySeconds: number, slot = newSlot()): string {
  keepQueued(slot, { ...letter, leaveAt: Date.now() + randomWhile(delaySeconds) });
  return slot;
}

export function queued(): string[] {
  const kept = inStorage((storage) => Object.keys(storage).filter((name) => name.startsWith(LETTERS)));
  return [...(kept ?? []), ...here.keys()];
}

export function readQueued(slot: string): Queued | null {
  const text = here.get(slot) ?? inStorage((storage) => storage.getItem(slot)) ?? "null";
  return JSON.parse(text) as Queued | null;
}

export function dropQueued(slot: string): void {
  here.delete(slot);
  inStorage((storage) => storage.removeItem(slot));
  void dropPieces(slot);
}

/** Whether a letter lies on this device, so that another page brings it. */
export const isKept = (slot: string): boolean => Boolean(inStorage((storage) => storage.getItem(slot)));

/** A letter that nobody will take is dropped, and that is kept until it was said. */
export function letGo(slot: string): void {
  inStorage((storage) => storage.setItem(LOST, JSON.stringify([...lostOnes(), slot])));
  dropQueued(slot);
}

export const lostOnes = (): string[] => JSON.parse(inStorage((storage) => storage.getItem(LOST)) ?? "[]") as string[];

/** Whether this letter was let go; it is told once. */
export function takeLost(slot: string): boolean {
  const lost = lostOnes();
  if (!lost.includes(slot)) return false;
  const others = lost.filter((one) => one !== slot);
  inStorage((storage) => (others.length ? storage.setItem(LOST, JSON.stringify(others)) : storage.removeItem(LOST)));
  return true;
}

/** How long a letter still has to wait, and then a little while of chance on the page that sends it. */
export function waitOf({ leaveAt }: Queued, delaySeconds: number): number {
  return Math.max(0, leaveAt - Date.now()) + randomWhile(Math.min(delaySeconds, timing.onThisPageSeconds));
}

/** Post what lies there, attachments first; pages take turns, and the second finds that it went. */
export function sendQueued(slot: string, told?: Told): Promise<void> {
  return navigator.locks.request(`${slot}:out`, async () => {
    const letter = readQueued(slot);
    if (!letter) return;
    if (letter.refused) throw letter.refused === GONE ? new Distrust("file_gone") : new Refused(letter.refused, "");
    try {
      await sendPieces(slot, letter.url, letter.pieces ?? 0, (left) => keepQueued(slot, { ...letter, pieces: left }), told);
      await postLetter(letter.url, letter.posted);
    } catch (error) {
      const refused = error instanceof Refused && error.isFinal ? error.reason : isGone(error) ? GONE : "";
      if (refused) keepQueued(slot, { ...(readQueued(slot) ?? letter), refused });
      throw error;
    }
    dropQueued(slot);
  });
}

/** Send each letter that waits on this device. told: hears how many are left, at the beginning too. */
export function sendTheLetters(delaySeconds: number, told: (left: number) => void): void {
  const left = new Set(queued().filter((slot) => !readQueued(slot)?.refused));
  told(left.size);
  for (const slot of left) {
    setTimeout(() => void sendOne(slot).then((went) => went && left.delete(slot) && told(left.size)), waitOf(readQueued(slot)!, delaySeconds));
  }
}

/** The page goes, and what this browser lent no room to would go with it. */
export function sendWhileLeaving(): void {
  for (const text of here.values()) {
    const { url, posted, pieces } = JSON.parse(text) as Queued;
    if (!pieces) void postLetter(url, posted, true).catch(() => undefined);
  }
}

/** Whether it waits no more. On a shared device nobody can put another stamp on it: it is let go. */
async function sendOne(slot: string): Promise<boolean> {
  await sendQueued(slot).catch(() => undefined);
  const letter = readQueued(slot);
  if (letter?.refused && !letter.own) letGo(slot);
  return !letter || Boolean(letter.refused);
}

function keepQueued(slot: string, letter: Queued): void {
  const text = JSON.stringify(letter);
  const mayStay = !letter.fleeting && (letter.own || !letter.pieces); // files stay on nobody else's device, nor does what needs them
  const kept = mayStay && inStorage((storage) => (storage.setItem(slot, text), true));
  if (kept) here.delete(slot);
  else here.set(slot, text);
}

const isGone = (error: unknown): boolean => error instanceof Distrust && error.code === "file_gone";

function inStorage<Found>(use: (storage: Storage) => Found): Found | null {
  try {
    return use(localStorage);
  } catch {
    return null; // full, or lent to no page
  }
}
