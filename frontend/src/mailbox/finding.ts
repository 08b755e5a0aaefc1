// Finding one's own letters among everybody's: by marks that nobody else can make.

import { drawBelow } from "../chance.ts";
import { toHex, type Bytes } from "../bytes.ts";
import { BODY_SIZES, DESK_LENGTH, recordSize, unpack, type Letter } from "./letters.ts";
import { markOf, MARK_LENGTH, threadOf, type Thread } from "./keys.ts";

const THREADS_AHEAD = 32; // so many numbers without a letter, and there are no more threads
const GAP = 16; // a new thread takes one of so many next numbers
const MARKS_AHEAD = 8;
const MARK_AT = 1 + DESK_LENGTH;

/** Everybody's letters by their marks, none of them opened. */
export class Heap {
  private readonly byMark = new Map<string, Kept[]>();
  size = 0;

  /** Take in a packet, whose id tells hour and size. */
  add(id: string, bytes: Bytes): void {
    const [hour = "", length] = id.split("/");
    const size = Number(length);
    if (!BODY_SIZES.map(recordSize).includes(size) || bytes.length % size) throw new Error("no packet");
    for (let at = 0; at < bytes.length; at += size) {
      const record = bytes.subarray(at, at + size);
      const mark = toHex(record.subarray(MARK_AT, MARK_AT + MARK_LENGTH));
      const there = this.byMark.get(mark);
      if (there) there.push({ hour, record });
      else this.byMark.set(mark, [{ hour, record }]);
      this.size += 1;
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

/** What was found of one thread; nextOut: the number of the author's next letter. */
export interface Found {
  thread: Thread;
  mine: Came[];
  answers: Came[];
  nextOut: number;
}

/** All threads of a code that have a letter in the heap. */
export async function threadsIn(heap: Heap, root: Bytes): Promise<Found[]> {
  const found: Found[] = [];
  for (let number = 0, missing = 0; missing < THREADS_AHEAD; number++) {
    const thread = await threadOf(root, number);
    const { letters: mine, next } = await marked(heap, thread.out);
    const { letters: answers } = mine.length ? await marked(heap, thread.in) : { letters: [] };
    missing = mine.length ? 0 : missing + 1;
    if (mine.length) found.push({ thread, mine, answers, nextOut: next });
  }
  return found;
}

/** The letters under the marks of a key, one after the other; next: the first number that is free. */
export async function marked(heap: Heap, key: Bytes): Promise<{ letters: Came[]; next: number }> {
  const letters: Came[] = [];
  let next = 0;
  for (let number = 0; number < next + MARKS_AHEAD; number++) {
    const there = heap.with(await markOf(key, number));
    letters.push(...there);
    if (there.length) next = number + 1;
  }
  return { letters, next };
}

/** A number for a new thread: by chance, so that two devices hardly take the same. */
export async function newThread(root: Bytes, found: Found[]): Promise<Thread> {
  const last = Math.max(-1, ...found.map(({ thread }) => thread.number));
  return threadOf(root, last + 1 + drawBelow(GAP));
}
