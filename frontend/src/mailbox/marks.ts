// Marks: by which one's own letters are found among everybody's. Each is one block of AES-256 in
// counter mode, as bothways.pure.mailbox.marks says it: a million are made in milliseconds.

import { drawBelow } from "../chance.ts";
import { toHex, type Bytes } from "../bytes.ts";

export const MARK_LENGTH = 16;
export const THREADS = 4096; // numbers that a thread is drawn from
export const PLACES = 256; // in each thread, for the author's letters
export const ANSWERS = 4096; // places in each thread for answers

/** So many marks one after the other, from that place on. */
export async function marksOf(key: Bytes, first: number, n: number): Promise<Bytes> {
  const aes = await crypto.subtle.importKey("raw", key, "AES-CTR", false, ["encrypt"]);
  const counter = new Uint8Array(MARK_LENGTH);
  new DataView(counter.buffer).setUint32(MARK_LENGTH - 4, first);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CTR", counter, length: 32 }, aes, new Uint8Array(n * MARK_LENGTH)));
}

/** The mark of an author's letter. out: the key of all of them. */
export const ownMark = (out: Bytes, thread: number, place: number): Promise<Bytes> => marksOf(out, thread * PLACES + place, 1);

/** The mark of an answer that no answer of the thread has yet. taken: theirs, in hex. */
export async function answerMark(replies: Bytes, taken: ReadonlySet<string> = new Set()): Promise<Bytes> {
  const all = await marksOf(replies, 0, ANSWERS);
  const free = Array.from({ length: ANSWERS }, (_, place) => markAt(all, place)).filter((mark) => !taken.has(toHex(mark)));
  return free[drawBelow(free.length)]!;
}

/** A place that is free, by chance: two devices that don't hear of each other hardly take the same. */
export function freePlace(n: number, taken: ReadonlySet<number>): number {
  const free = Array.from({ length: n }, (_, place) => place).filter((place) => !taken.has(place));
  return free[drawBelow(free.length)] ?? drawBelow(n);
}

export const markAt = (marks: Bytes, at: number): Bytes => marks.slice(at * MARK_LENGTH, (at + 1) * MARK_LENGTH);
