// A sealed ballot on its way and the box's signature for it; light enough for every page.

import { eight, fromHex, joined, sha256, toBytes, toHex, utf8, type Bytes } from "./bytes.ts";
import type { Parcel } from "./drawer.ts";
import { Refusal } from "./post.ts";

export interface Ballot {
  v: 1 | 2;
  block: string;
  key: string;
  prefix: string;
  credential: string;
  stamp?: string; // the second signer's, where there are two keys
  counter: number;
  sealed: string;
  signature: string;
}

export interface Receipt {
  leaf: string;
  closes: string;
  receipt: string;
}

/** What the box answered, if it is its signature for this parcel's ballot; else refuse it. */
export async function receiptOf(parcel: Parcel, got: Receipt): Promise<Receipt> {
  const { manifestHash, receiptKey, closesAt, ballot } = parcel;
  const box = { hash: fromHex(manifestHash), receiptKey: toBytes(receiptKey, 32), closesAt };
  if (!(await receiptHolds(box, ballot, got))) throw new Refusal("receipt");
  return got;
}

export async function leafOf(ballot: Ballot): Promise<Bytes> {
  const told = [new Uint8Array([0]), toBytes(ballot.key), eight(ballot.counter), toBytes(ballot.sealed)];
  return sha256(joined(...told));
}

/** Say whether the box of these rules signed for this very ballot. */
export async function receiptHolds(
  box: { hash: Bytes; receiptKey: Bytes; closesAt: string },
  ballot: Ballot,
  got: Receipt,
): Promise<boolean> {
  const leaf = await leafOf(ballot);
  if (toHex(leaf) !== got.leaf || got.closes !== box.closesAt) return false;
  const told = joined(utf8("bothways-receipt-v1"), new Uint8Array([0]), leaf, box.hash, utf8(got.closes));
  const key = await crypto.subtle.importKey("raw", box.receiptKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, toBytes(got.receipt, 64), told);
}
