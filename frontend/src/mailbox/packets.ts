// Downloading everybody's letters: those of a month that is over in one piece, the others one by one,
// a few at a time. What fails is asked for again, and at the end left out rather than everything.

import { toHex, sha256, utf8, type Bytes } from "../bytes.ts";
import { NAMELESS } from "./posting.ts";

const AT_ONCE = 4;
const TRIES = 3;
const TOGETHER = 3; // packets of one month, from which on they are asked for together

/** The packets that could be had, by id. now: the month that goes on, as 2026-11. */
export async function fetchPackets(lettersUrl: string, ids: string[], now: string): Promise<Map<string, Bytes>> {
  const came = new Map<string, Bytes>();
  await someAtOnce(
    bundlesOf(ids, now).map((bundle) => async () => {
      const bytes = await fetched(`${lettersUrl}${await addressOf(bundle)}`);
      if (bytes) for (const [id, records] of packetsIn(bytes)) if (bundle.includes(id)) came.set(id, records);
    }),
  );
  const left = ids.filter((id) => !came.has(id)); // what a bundle lacked is asked for by itself
  await someAtOnce(
    left.map((id) => async () => {
      const bytes = await fetched(`${lettersUrl}packet/${id}`);
      if (bytes) came.set(id, bytes);
    }),
  );
  return came;
}

/** The ids of each month that is over, where there are some. */
export function bundlesOf(ids: string[], now: string): string[][] {
  const months = [...new Set(ids.map((id) => id.slice(0, 7)))].filter((month) => month < now);
  return months.map((month) => ids.filter((id) => id.startsWith(month))).filter((some) => some.length >= TOGETHER);
}

/** Where the packets of a month lie together. Others than these would lie elsewhere, so it may be kept. */
export async function addressOf(bundle: string[]): Promise<string> {
  const told = toHex(await sha256(utf8([...bundle].sort().join("\n"))));
  return `month/${bundle[0]!.slice(0, 7)}/${told.slice(0, 32)}`;
}

/** Each packet of a bundle: length of its id (1 byte), id, length (4 bytes), records. Stops at what is none. */
export function* packetsIn(bytes: Bytes): Generator<[string, Bytes]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const begins = at + 1 + view.getUint8(at);
    if (begins + 4 > bytes.length) return;
    const ends = begins + 4 + view.getUint32(begins);
    if (ends > bytes.length) return;
    yield [new TextDecoder().decode(bytes.subarray(at + 1, begins)), bytes.slice(begins + 4, ends)];
    at = ends;
  }
}

async function fetched(url: string): Promise<Bytes | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const response = await fetch(url, NAMELESS).catch(() => null);
    if (response?.ok) return new Uint8Array(await response.arrayBuffer());
    if (response && response.status < 500) return null; // it is not there, and will not be
  }
  return null;
}

async function someAtOnce(works: (() => Promise<void>)[]): Promise<void> {
  const waiting = works.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const work of waiting) await work();
    }),
  );
}
