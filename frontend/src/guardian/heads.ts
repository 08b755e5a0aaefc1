// The ledger must go on from where this device last saw it, or nothing is done for its keeper.

import { toBytes, toHex, type Bytes } from "../bytes.ts";
import type { Json } from "../canonical.ts";
import { entryCommitment, headHolds, includes, isConsistent, leafHash, readHead, type SignedHead } from "../ledger.ts";
import { Distrust } from "./distrust.ts";
import type { Announced, Work } from "./exchange.ts";
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
    if (signed(before).key !== now.key) return false;
    if (seen.origin !== readHead(now.text).origin) return true; // begun anew, as after a restore
    const hashes = Array.isArray(path) ? path.map((hash) => toBytes(String(hash), 32)) : [];
    return await isConsistent(seen.size, size, seen.root, root, hashes);
  } catch {
    return false; // no head, or no proof
  }
}

/** Refuse rules that no announcement names on the ledger of this head. rules: their hash. */
export async function insistOnAnnounced(announced: Announced | null, head: Json, rules: Bytes): Promise<void> {
  if (announced && head && (await isAnnounced(announced, signed(head), rules).catch(() => false))) return;
  throw new Distrust("not_announced");
}

async function isAnnounced({ text, salt, position, path }: Announced, head: SignedHead, rules: Bytes): Promise<boolean> {
  const said = JSON.parse(text) as { verb?: string; details?: { rules?: string } };
  if (said.verb !== "round.announced" || said.details?.rules !== toHex(rules)) return false;
  if (!(await headHolds(toBytes(head.key, 32), toBytes(head.signature, 64), head.text))) return false;
  const { size, root } = readHead(head.text);
  const leaf = await leafHash(await entryCommitment(toBytes(salt), text));
  return includes(leaf, position, size, path.map((hash) => toBytes(hash, 32)), root);
}

const signed = (head: Json): SignedHead => head as unknown as SignedHead;
