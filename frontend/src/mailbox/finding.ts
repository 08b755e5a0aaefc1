// Finding one's own letters among everybody's: by marks that nobody else can make.

import { toHex, type Bytes } from "../bytes.ts";
import { same } from "../ledger.ts";
import { BODY_SIZES, DESK_LENGTH, recordSize, unpack, type Letter } from "./letters.ts";
import { outOf, threadOf, type Thread } from "./keys.ts";
import { ANSWERS, freePlace, MARK_LENGTH, markAt, marksOf, ownMark, PLACES, THREADS } from "./marks.ts";

const AT_ONCE = 65_536; // marks that are looked up together: a megabyte
const MARK_AT = 1 + DESK_LENGTH;

/** Everybody's letters by their marks, none of them opened. */
export class Heap {
  private readonly byMark = new Map<string, Kept[]>();
  private readonly beginnings = new Set<number>(); // the first four bytes of each mark
  size = 0;

  /** Take in a packet, whose id tells hour and size. */
  add(id: string, bytes: Bytes): void {
    const [hour = "", length] = id.split("/");
    const size = Number(length);
    if (!BODY_SIZES.map(recordSize).includes(size) || bytes.length % size) throw new Error("no packet");
    for (let at = 0; at < bytes.length; at += size) {
      const record = bytes.subarray(at, at + size);
      const mark = toHex(record.subarray(MARK_AT, MARK_AT + MARK_LENGTH));
      this.beginnings.add(new DataView(record.buffer, record.byteOffset + MARK_AT).getUint32(0));
      const there = this.byMark.get(mark) ?? [];
      this.byMark.set(mark, there);
      const again = there.find((one) => same(one.record, record));
      if (again) again.hour = again.hour < hour ? again.hour : hour; // posted again by a stranger: said once
      else there.push({ hour, record });
      this.size = this.size + (again ? 0 : 1);
    }
  }

  with(mark: Bytes): Came[] {
    return (this.byMark.get(toHex(mark)) ?? []).map(unpacked);
  }

  /** Whether this very letter has come out. */
  holds(record: Bytes): boolean {
    const mark = toHex(record.subarray(MARK_AT, MARK_AT + MARK_LENGTH));
    return (this.byMark.get(mark) ?? []).some((there) => toHex(there.record) === toHex(record));
  }

  /** The letters that bear one of these marks, with its place among them. */
  among(marks: Bytes): [number, Came[]][] {
    const view = new DataView(marks.buffer, marks.byteOffset, marks.byteLength);
    const found: [number, Came[]][] = [];
    for (let at = 0; at * MARK_LENGTH < marks.length; at++) {
      if (!this.beginnings.has(view.getUint32(at * MARK_LENGTH))) continue;
      const letters = this.with(markAt(marks, at));
      if (letters.length) found.push([at, letters]);
    }
    return found;
  }

  /** All letters to one desk, in no order. */
  of(desk: Bytes): Came[] {
    const wanted = toHex(desk);
    return [...this.byMark.values()].flat().map(unpacked).filter((letter) => toHex(letter.desk) === wanted);
  }
}

interface Kept {
  hour: string;
  record: Bytes;
}

/** A letter and the fixed hour at which it came out. */
export interface Came extends Letter {
  hour: string;
}

const unpacked = ({ hour, record }: Kept): Came => ({ ...unpack(record.slice()), hour });

/**
 * What was found of one thread. nextOut: the number of the author's next letter, for their order;
 * taken: the places that its letters have.
 */
export interface Found {
  thread: Thread;
  mine: Came[];
  answers: Came[];
  nextOut: number;
  taken: Set<number>;
}

/** All threads of a code that have a letter of the author in the heap, whatever else was deleted. */
export async function threadsIn(heap: Heap, root: Bytes): Promise<Found[]> {
  const out = await outOf(root);
  const found = new Map<number, Found>();
  for (let first = 0; first < THREADS * PLACES; first += AT_ONCE) {
    for (const [at, letters] of heap.among(await marksOf(out, first, AT_ONCE))) {
      const number = Math.floor((first + at) / PLACES);
      const there = found.get(number) ?? (await threadWith(heap, root, number));
      found.set(number, there);
      there.mine.push(...letters);
      there.taken.add((first + at) % PLACES);
      there.nextOut = there.taken.size;
    }
  }
  return [...found.values()];
}

/** What was found, with what was sent from this page and is not out: no place is taken twice, nothing is forgotten. */
export function withSent(found: Found[], before: Found[]): Found[] {
  const all = [...found];
  for (const one of before) {
    const there = found.find(({ thread }) => thread.number === one.thread.number);
    if (!there) all.push(one);
    else {
      one.taken.forEach((place) => there.taken.add(place));
      there.nextOut = Math.max(there.nextOut, one.nextOut);
    }
  }
  return all;
}

async function threadWith(heap: Heap, root: Bytes, number: number): Promise<Found> {
  const thread = await threadOf(root, number);
  const answers = heap.among(await marksOf(thread.in, 0, ANSWERS)).flatMap(([, letters]) => letters);
  return { thread, mine: [], answers, nextOut: 0, taken: new Set() };
}

/** A mark for a letter of this thread that none of them has. */
export function newMark({ thread, taken }: Found): Promise<Bytes> {
  const place = freePlace(PLACES, taken);
  taken.add(place);
  return ownMark(thread.out, thread.number, place);
}

/** A thread that nothing was written in yet. */
export const begun = (thread: Thread): Found => ({ thread, mine: [], answers: [], nextOut: 0, taken: new Set() });

/** A new thread: its number by chance, so that two devices hardly ever take the same. */
export async function newThread(root: Bytes, found: Found[]): Promise<Thread> {
  return threadOf(root, freePlace(THREADS, new Set(found.map(({ thread }) => thread.number))));
}
