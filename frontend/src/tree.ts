// Trees of hashes (RFC 9162, section 2.1): over a round's leaves, and over the parts of a release.

import { joined, sha256, toHex, utf8, type Bytes } from "./bytes.ts";
import { canonicalJson, type Json } from "./canonical.ts";

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);
const SALT_LENGTH = 16;

/** The root over leaves that are hashes already; of none: SHA-256 of nothing. */
export async function rootOf(leaves: readonly Bytes[]): Promise<Bytes> {
  if (!leaves.length) return sha256(new Uint8Array());
  let level = [...leaves];
  // taking neighbours together, with the odd one carried up, gives the RFC's own tree
  while (level.length > 1) {
    const pairs: Promise<Bytes>[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at]!, level[at + 1]];
      pairs.push(right ? sha256(joined(NODE, left, right)) : Promise.resolve(left));
    }
    level = await Promise.all(pairs);
  }
  return level[0]!;
}

/** Leaves as they are published: ascending by their bytes. */
export function sorted(leaves: readonly Bytes[]): Bytes[] {
  const spelled = leaves.map((leaf) => [toHex(leaf), leaf] as const);
  return spelled.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, leaf]) => leaf);
}

/** The texts that a release is signed by: all but the cells, then each cell. */
export function partsOf(document: { cells: readonly unknown[] }): string[] {
  const { cells, ...rest } = document;
  return [rest, ...cells].map((part) => canonicalJson(part as Json));
}

/** The salt of part i: without it a hidden part can't be guessed from its hash. */
export async function saltOf(sealPrivate: Bytes, i: number): Promise<Bytes> {
  const place = new Uint8Array(4);
  new DataView(place.buffer).setUint32(0, i);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", sealPrivate, hmac, false, ["sign"]);
  const told = joined(utf8("bothways-cell-v1"), LEAF, place);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, told)).slice(0, SALT_LENGTH);
}

export const leafOfPart = (salt: Bytes, part: string): Promise<Bytes> => sha256(joined(LEAF, salt, utf8(part)));

/** The root that both keyholders sign of a release. */
export async function releaseRoot(document: { cells: readonly unknown[] }, sealPrivate: Bytes): Promise<Bytes> {
  const leaves = partsOf(document).map(async (part, i) => leafOfPart(await saltOf(sealPrivate, i), part));
  return rootOf(await Promise.all(leaves));
}
