// Sealed pieces on their way, kept on one's own device until the slot has them; on any other, and
// where a browser lends no room, as long as the page.

import type { Bytes } from "../../bytes.ts";

const NAME = "bothways-pieces";
const here = new Map<string, Bytes>();
let opened: Promise<IDBDatabase | null> | null = null;

const keyOf = (slot: string, number: number): string => `${slot}/${String(number).padStart(3, "0")}`;

/** Keep a piece as it is posted, under the letter that it belongs to; whether it lasts longer than the page. */
export async function keepPiece(slot: string, number: number, body: Bytes, own = true): Promise<boolean> {
  const kept = own ? await within("readwrite", (pieces) => pieces.put(body, keyOf(slot, number))) : null;
  if (kept === null) here.set(keyOf(slot, number), body);
  return kept !== null;
}

/** The names of the pieces of a letter that are still here, in their order. */
export async function piecesOf(slot: string): Promise<string[]> {
  const kept = await within("readonly", (pieces) => pieces.getAllKeys(IDBKeyRange.bound(`${slot}/`, `${slot}/~`)));
  const own = [...here.keys()].filter((key) => key.startsWith(`${slot}/`));
  return [...new Set([...((kept as string[] | null) ?? []), ...own])].sort();
}

export async function readPiece(key: string): Promise<Bytes | null> {
  return here.get(key) ?? ((await within("readonly", (pieces) => pieces.get(key))) as Bytes | undefined) ?? null;
}

export async function dropPiece(key: string): Promise<void> {
  here.delete(key);
  await within("readwrite", (pieces) => pieces.delete(key));
}

/** All that belong to none of these letters. */
export async function dropOrphans(slots: string[]): Promise<void> {
  const keys = ((await within("readonly", (pieces) => pieces.getAllKeys())) as string[] | null) ?? [];
  for (const key of keys) if (!slots.includes(key.split("/")[0]!)) await dropPiece(key);
}

export async function dropPieces(slot: string): Promise<void> {
  for (const key of await piecesOf(slot)) await dropPiece(key);
}

/** What a request brings; null where there is no store, or no room in it. */
async function within<Found>(mode: IDBTransactionMode, ask: (pieces: IDBObjectStore) => IDBRequest<Found>): Promise<Found | null> {
  opened ??= open();
  const database = await opened;
  if (!database) return null;
  return new Promise((found) => {
    try {
      const transaction = database.transaction(NAME, mode);
      const request = ask(transaction.objectStore(NAME));
      transaction.oncomplete = () => found(request.result);
      transaction.onabort = transaction.onerror = () => found(null);
    } catch {
      found(null);
    }
  });
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((found) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(NAME);
      request.onsuccess = () => found(request.result);
      request.onerror = request.onblocked = () => found(null);
    } catch {
      found(null);
    }
  });
}
