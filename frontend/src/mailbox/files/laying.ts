// Files sealed for a letter, and laid down with the letter's stamp until they are sent.

import { fromHex, joined, type Bytes } from "../../bytes.ts";
import { enqueue, newSlot, queued, type Queued } from "../queue.ts";
import { stamped, type Stamp } from "../stamps.ts";
import type { Attached } from "./manifest.ts";
import { newFileKey, sealed, stampedPieces } from "./pieces.ts";
import { dropOrphans, keepPiece, piecesOf, readPiece } from "./store.ts";

const BEFORE_RECORD = 32 + 32 + 32 + 384 + 1 + 64;
const LOCK = "bothways-pieces";

/** Files sealed for a letter to a desk; their key goes into the letter. */
export interface Sealed {
  key: Bytes;
  files: Attached[];
  records: Bytes[];
}

export async function sealFiles(files: Attached[], desk: string): Promise<Sealed> {
  const key = newFileKey();
  const records: Bytes[] = [];
  for await (const record of sealed(joined(...files.map(({ bytes }) => bytes)), key, fromHex(desk))) records.push(record);
  return { key, files, records };
}

/** Lay a letter down with its pieces; the first stamp is the letter's. Nothing is sent before all of it lies there. */
export function layDown(letter: Omit<Queued, "leaveAt" | "posted" | "pieces">, stamps: Stamp[], record: Bytes, pieces: Bytes[], delay: number): Promise<string> {
  return navigator.locks.request(LOCK, async () => {
    const slot = newSlot();
    let number = 0;
    let fleeting = false;
    for await (const piece of stampedPieces(stamps, pieces)) fleeting = !(await keepPiece(slot, number++, piece, letter.own)) || fleeting;
    return enqueue({ ...letter, fleeting, pieces: pieces.length, posted: await stamped(stamps[0]!, record) }, delay, slot);
  });
}

/** The sealed pieces that still lie there for a letter, for another stamp. */
export async function piecesAt(slot: string): Promise<Bytes[]> {
  const bodies = await Promise.all((await piecesOf(slot)).map(readPiece));
  return bodies.flatMap((body) => (body ? [body.slice(BEFORE_RECORD)] : []));
}

/** Pieces whose letter was never laid down, because the page was closed in between. */
export function tidy(): Promise<void> {
  return navigator.locks.request(LOCK, () => dropOrphans(queued()));
}
