// What a letter tells of its attachments: the key of their pieces, and what each of them is.

import { toBytes, toText, type Bytes } from "../../bytes.ts";
import type { Json } from "../../canonical.ts";
import { KINDS, type Kind } from "./clean.ts";
import { MOST_BYTES, MOST_FILES } from "./pieces.ts";

export interface Attached {
  kind: Kind;
  bytes: Bytes;
}

export interface Manifest {
  key: Bytes;
  of: { kind: Kind; length: number }[];
}

/** As it stands in the letter's fields. */
export function manifestOf(key: Bytes, files: Attached[]): Json {
  return { v: 1, key: toText(key), of: files.map(({ kind, bytes }) => ({ type: kind, length: bytes.length })) };
}

/** What a letter's fields tell, read strictly; null where they tell of nothing. */
export function manifestIn(told: unknown): Manifest | null {
  const { v, key, of } = (told ?? {}) as { v?: unknown; key?: unknown; of?: unknown };
  if (v !== 1 || typeof key !== "string" || !Array.isArray(of) || !of.length || of.length > MOST_FILES) return null;
  const files = of.map((one: { type?: unknown; length?: unknown } | null) => ({ kind: one?.type as Kind, length: Number(one?.length) }));
  const isFit = files.every(({ kind, length }) => KINDS.includes(kind) && Number.isInteger(length) && length > 0);
  if (!isFit || lengthOf({ of: files }) > MOST_BYTES) return null;
  try {
    return { key: toBytes(key, 32), of: files };
  } catch {
    return null;
  }
}

export const lengthOf = ({ of }: Pick<Manifest, "of">): number => of.reduce((sum, { length }) => sum + length, 0);
