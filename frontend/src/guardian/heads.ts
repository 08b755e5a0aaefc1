// The ledger must go on from where this device last saw it, or nothing is done for its keeper.

import { toBytes } from "../bytes.ts";
import type { Json } from "../canonical.ts";
import { headHolds, isConsistent, readHead, type SignedHead } from "../ledger.ts";
import { Distrust } from "./distrust.ts";
import type { Work } from "./exchange.ts";
import type { Memory } from "./memory.ts";

/** How many entries the last head had that this device has seen. */
export function seenSize(memory: Memory): number {
  return memory.head === null ? 0 : readHead(signed(memory.head).text).size;
}

/** The memory with the newer head, once it is signed and the older one is its beginning. */
export async function withHead(memory: Memory, { head, since_head }: Work): Promise<Memory> {
  if (head === null && memory.head === null) return memory;
  if (head === null || !(await goesOn(memory.head, signed(head), since_head))) throw new Distrust("head_differs");
  return { ...memory, head };
}

async function goesOn(before: Json, now: SignedHead, path: Json): Promise<boolean> {
  try {
    const { size, root } = readHead(now.text);
    if (!(await headHolds(toBytes(now.key, 32), toBytes(now.signature, 64), now.text))) return false;
    if (before === null) return true;
    const seen = readHead(signed(before).text);
    const hashes = Array.isArray(path) ? path.map((hash) => toBytes(String(hash), 32)) : [];
    return await isConsistent(seen.size, size, seen.root, root, hashes);
  } catch {
    return false; // no head, or no proof
  }
}

const signed = (head: Json): SignedHead => head as unknown as SignedHead;
