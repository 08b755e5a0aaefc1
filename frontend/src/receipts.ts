// Receipts that are kept: what the box signed, on the person's own device, and written so that a
// link, a code to photograph and a file can hold it.

import { fromHex, joined, toBytes, toHex, toText, utf8, type Bytes } from "./bytes.ts";
import { keep, load, slotOf, type KeptReceipt, type Parcel } from "./drawer.ts";
import type { Receipt } from "./receipt.ts";

const VERSION = 1;
const KIND = "bothways-receipt";
const PARTS = [1, 16, 32, 32, 64] as const; // version, round, rules, leaf, signature; then the closing moment
const MOST = 20; // of one round; who answers more often loses the oldest
const CODE = /(?:^|[^\w-])(A[Q-Za-f][\w-]{190,260})(?![\w-])/;

/** A receipt with the round that it is of. */
export interface Told extends KeptReceipt {
  round: string;
}

/** Of this sitting: on a shared device a receipt is shown and never kept. */
const here = new Map<string, KeptReceipt>();

export function keepReceipt(slot: string, parcel: Parcel, { leaf, closes, receipt }: Receipt): void {
  const told = { leaf, closes, receipt, manifestHash: parcel.manifestHash };
  here.set(leaf, told);
  const kept = load(slot);
  if (!kept?.wallet) return;
  const before = (kept.receipts ?? []).filter((other) => other.leaf !== leaf);
  keep(slot, { ...kept, receipts: [...before, told].slice(-MOST) });
}

/** The receipt for a leaf, if it is still known here. */
export function receiptFor(slot: string, leaf: string): KeptReceipt | undefined {
  return here.get(leaf) ?? load(slot)?.receipts?.find((told) => told.leaf === leaf);
}

/** All that this device keeps of one person and round, the newest last. */
export function receiptsOf(round: string, tag: string): Told[] {
  return (load(slotOf(round, tag))?.receipts ?? []).map((told) => ({ ...told, round }));
}

export function written({ round, manifestHash, leaf, receipt, closes }: Told): string {
  return toText(
    joined(
      new Uint8Array([VERSION]),
      fromHex(round),
      fromHex(manifestHash),
      fromHex(leaf),
      toBytes(receipt, 64),
      utf8(closes),
    ),
  );
}

/** A receipt as `bothways verify` reads it too. */
export function asFile({ round, manifestHash, leaf, closes, receipt }: Told): string {
  return JSON.stringify({ v: VERSION, kind: KIND, round, rules: manifestHash, leaf, closes, receipt });
}

function fromFile(text: string): Told | null {
  try {
    const { kind, v, round, rules, leaf, closes, receipt } = JSON.parse(text) as Record<string, unknown>;
    const parts = [round, rules, leaf, closes, receipt].map(String);
    const [ofRound = "", manifestHash = "", itsLeaf = "", until = "", signature = ""] = parts;
    if (kind !== KIND || v !== VERSION) return null;
    return { round: ofRound, manifestHash, leaf: itsLeaf, closes: until, receipt: signature };
  } catch {
    return null;
  }
}

/** Find a receipt in a text: a file, a link, or the bare code. Nothing of it is checked yet. */
export function read(text: string): Told | null {
  return fromFile(text) ?? fromCode(text);
}

function fromCode(text: string): Told | null {
  const code = CODE.exec(text)?.[1];
  if (!code) return null;
  const bytes = toBytes(code);
  let at = 0;
  const [version, round, rules, leaf, signature] = PARTS.map((length) => bytes.slice(at, (at += length))) as Bytes[];
  if (version?.[0] !== VERSION || signature?.length !== 64) return null;
  const closes = new TextDecoder().decode(bytes.slice(at));
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(closes)) return null;
  return { round: toHex(round!), manifestHash: toHex(rules!), leaf: toHex(leaf!), receipt: toText(signature), closes };
}

/** The first part of a leaf, for people: groups of four. */
export const shortForm = (leaf: string): string => (leaf.slice(0, 20).match(/.{4}/g) ?? []).join(" ");
