// The way of sealed pieces into the slot, before the letter that they belong to.

import type { Bytes } from "../../bytes.ts";
import { Distrust } from "../../guardian/distrust.ts";
import { NAMELESS, reached, Refused } from "../posting.ts";
import { dropPiece, piecesOf, readPiece } from "./store.ts";

const TRIES = 6;
const FIRST_WAIT_MS = 1_000;

export type Told = (done: number, of: number) => void;

/**
 * Post the pieces of a letter that are still here, one after the other; each is let go once it is in.
 * left: how many are not in the box yet; if some of them are gone, nothing leaves.
 */
export async function sendPieces(slot: string, url: string, left: number, sent: (left: number) => void, told: Told = () => undefined, firstWaitMs = FIRST_WAIT_MS): Promise<void> {
  const keys = await piecesOf(slot);
  if (keys.length < left) throw new Distrust("file_gone");
  for (const [at, key] of keys.entries()) {
    told(at, keys.length);
    const body = await readPiece(key);
    if (!body) throw new Distrust("file_gone");
    await patiently(() => post(url, body), firstWaitMs);
    sent(Math.min(left, keys.length - at - 1)); // before it is let go: once too often is no harm
    await dropPiece(key);
  }
}

/** Once more after a while, ever longer, where the network or the box is to blame. */
async function patiently(go: () => Promise<void>, firstWaitMs: number): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await go();
    } catch (error) {
      const isHopeless = error instanceof Refused && error.isFinal;
      if (isHopeless || tried === TRIES) throw error;
      await new Promise((again) => setTimeout(again, firstWaitMs * 2 ** (tried - 1) * (0.5 + Math.random())));
    }
  }
}

async function post(url: string, body: Bytes): Promise<void> {
  const how: RequestInit = { ...NAMELESS, method: "POST", cache: "no-store", headers: { "Content-Type": "text/plain" }, body };
  const response = await reached(() => fetch(`${url}piece`, how));
  if (response.ok) return;
  const { error = "broken", say = "" } = (await response.json().catch(() => ({}))) as { error?: string; say?: string };
  throw new Refused(error, say);
}
