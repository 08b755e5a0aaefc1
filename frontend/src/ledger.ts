// The ledger's proofs, checked where nobody else does the sum: in the reader's browser.
// The same as bothways.pure.ledger; nothing happens when this file is loaded.

import { joined, sha256, toBytes, utf8, type Bytes } from "./bytes.ts";

const HASH_LENGTH = 32;
const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export interface Head {
  origin: string;
  size: number;
  root: Bytes;
  at: string;
}

/** A head as the server gives it: the signed text, and signature and key in base64. */
export interface SignedHead {
  text: string;
  signature: string;
  key: string;
}

export const leafHash = (data: Uint8Array): Promise<Bytes> => sha256(joined(LEAF, data));

export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(joined(NODE, left, right));

/** What stands on the ledger for the text of an entry. */
export const entryCommitment = (salt: Uint8Array, text: string): Promise<Bytes> =>
  sha256(joined(utf8("bothways-entry-v1"), LEAF, salt, utf8(text)));

/** Say whether a leaf hash stands at `index` in the tree of this size and root (RFC 9162, 2.1.3.2). */
export async function includes(
  leaf: Bytes,
  index: number,
  size: number,
  path: readonly Bytes[],
  root: Bytes,
): Promise<boolean> {
  const found = await rootFromInclusion(leaf, index, size, path);
  return found !== undefined && same(found, root);
}

/** Return the root to which a path leads from a leaf, or nothing if it leads to none. */
export async function rootFromInclusion(
  leaf: Bytes,
  index: number,
  size: number,
  path: readonly Bytes[],
): Promise<Bytes | undefined> {
  if (!areWhole(index, size) || index >= size || !areHashes([leaf, ...path])) return undefined;
  let [at, last, node] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      node = await nodeHash(beside, node);
      [at, last] = upToARightChild(at, last);
    } else node = await nodeHash(node, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? node : undefined;
}

/** Say whether the tree of `first` leaves is the beginning of that of `second` (RFC 9162, 2.1.4.2). */
export async function isConsistent(
  first: number,
  second: number,
  firstRoot: Bytes,
  secondRoot: Bytes,
  path: readonly Bytes[],
): Promise<boolean> {
  if (!areWhole(first, second) || first > second) return false;
  if (!areHashes([firstRoot, secondRoot, ...path])) return false;
  if (first === 0 || first === second) {
    const known = first === 0 ? await sha256(new Uint8Array()) : secondRoot;
    return path.length === 0 && same(firstRoot, known);
  }
  const nodes = isPowerOfTwo(first) ? [firstRoot, ...path] : path;
  return leadsToBoth(first, second, firstRoot, secondRoot, nodes);
}

async function leadsToBoth(
  first: number,
  second: number,
  firstRoot: Bytes,
  secondRoot: Bytes,
  nodes: readonly Bytes[],
): Promise<boolean> {
  const [begin, ...rest] = nodes;
  if (begin === undefined) return false;
  let [at, last] = [first - 1, second - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [older, newer] = [begin, begin];
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      older = await nodeHash(beside, older);
      newer = await nodeHash(beside, newer);
      [at, last] = upToARightChild(at, last);
    } else newer = await nodeHash(newer, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(older, firstRoot) && same(newer, secondRoot);
}

/** Return the head from its text; throws for a text that no ledger of ours writes. */
export function readHead(text: string): Head {
  const lines = text.split("\n");
  const [origin = "", size = "", root = "", at = "", end] = lines;
  const well = lines.length === 5 && end === "" && origin !== "" && /^(0|[1-9]\d{0,14})$/.test(size);
  if (!well || !/^[A-Za-z0-9+/]{43}=$/.test(root)) throw new Error("this is no head of a ledger");
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at)) throw new Error("a head has a moment");
  return { origin, size: Number(size), root: toBytes(root, HASH_LENGTH), at };
}

/** Say whether the text of a head was signed with this key (32 bytes). */
export async function headHolds(publicKey: Bytes, signature: Bytes, text: string): Promise<boolean> {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, utf8(text));
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Pass over the levels at which a node without a neighbour went up as it was. */
function upToARightChild(at: number, last: number): [number, number] {
  while (at > 0 && at % 2 === 0) [at, last] = [half(at), half(last)];
  return [at, last];
}

const half = (value: number): number => Math.floor(value / 2);

const isPowerOfTwo = (value: number): boolean => (BigInt(value) & (BigInt(value) - 1n)) === 0n;

const areWhole = (...values: number[]): boolean => values.every((value) => Number.isSafeInteger(value) && value >= 0);

const areHashes = (values: readonly Uint8Array[]): boolean => values.every((value) => value.length === HASH_LENGTH);
