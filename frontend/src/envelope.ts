// Getting an envelope and sending what is in it, whatever happens in between.

import { fromHex, toBytes } from "./bytes.ts";
import { keep, load, namelessSlot, slotOf, slots, wipe, type Kept, type Parcel } from "./drawer.ts";
import { askForSignature, fetchManifest, putIn, Refusal, type Place } from "./post.ts";
import { fillIn, newWallet, receiptHolds, withCredential, type Manifest, type Wallet } from "./protocol.ts";

const FRESH_MS = 60 * 60 * 1000;
const FINAL = new Set(["late", "older", "forged", "crowded", "unknown", "malformed", "shape", "long"]);

export interface Ready {
  wallet: Wallet;
  manifest: Manifest;
}

/**
 * Have the one envelope of this person and round. The wallet is kept before its signature is
 * asked for, so that a crash in between asks again with the same blinded message. Two presses,
 * or two tabs, wait for one another: a second wallet would lose the first one's envelope.
 * check: may refuse the rules before anything is asked for.
 */
export async function drawEnvelope(
  place: Place,
  check: (manifest: Manifest) => void = () => undefined,
): Promise<Ready> {
  const manifest = await fetchManifest(place);
  check(manifest);
  const slot = slotOf(place.round, place.tag);
  const wallet = await navigator.locks.request(slot, () => signedWallet(place, manifest, slot));
  return { wallet, manifest };
}

async function signedWallet(place: Place, manifest: Manifest, slot: string): Promise<Wallet> {
  const kept = load(slot) ?? (await fresh(place, manifest));
  const { wallet } = kept;
  if (!wallet) throw new Refusal("boxclosed");
  if (wallet.manifestHash !== place.manifestHash) throw new Refusal("rules");
  if (wallet.credential) return wallet;
  keep(slot, kept);
  const signature = await askForSignature(place, wallet.blinded);
  const done = await withCredential(wallet, manifest, signature).catch(() => {
    throw new Refusal("signer");
  });
  keep(slot, { ...kept, wallet: done });
  return done;
}

async function fresh(place: Place, manifest: Manifest): Promise<Kept> {
  const wallet = await newWallet(manifest, place.block);
  return { wallet, closesAt: manifest.closesAt, drawnAt: Date.now(), waiting: null, leaf: "" };
}

/**
 * Seal the answers and say in which slot they wait until the box has acknowledged them. On a
 * shared device the wallet goes at the same moment, and the slot names nobody.
 */
export async function sealUp(
  place: Place,
  manifest: Manifest,
  answers: (number | null)[],
): Promise<string> {
  const own = slotOf(place.round, place.tag);
  return navigator.locks.request(own, async () => {
    const kept = load(own);
    if (!kept?.wallet) throw new Refusal("envelopegone");
    const { wallet, ballot } = await fillIn(kept.wallet, manifest, answers);
    const { manifestHash } = wallet;
    const { boxUrl } = place;
    const { receiptKey, closesAt } = manifest;
    const waiting = { boxUrl, manifestHash, receiptKey, closesAt, ballot };
    if (place.own) {
      keep(own, { ...kept, wallet, waiting });
      return own;
    }
    const slot = namelessSlot();
    keep(slot, { wallet: null, closesAt, drawnAt: 0, waiting, leaf: "" });
    wipe(own);
    return slot;
  });
}

/** A random part of so many seconds, in ms. */
export function randomWhile(seconds: number): number {
  return ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32) * seconds * 1000;
}

/** Whether the envelope was drawn so shortly before that the server can put the two together. */
export function drawnLate(slot: string): boolean {
  const drawnAt = load(slot)?.drawnAt ?? 0;
  return Date.now() - drawnAt < FRESH_MS;
}

/** How long a sealed ballot waits, in ms: longer where the envelope was drawn just now. */
export function waitingTime(slot: string, delaySeconds: number): number {
  const kept = load(slot);
  if (!kept?.wallet) return 0;
  return drawnLate(slot) ? delaySeconds * 1000 + randomWhile(delaySeconds * 2) : randomWhile(delaySeconds);
}

/**
 * Send what waits in a slot, check the receipt, say the leaf. No request with the person's
 * session goes before it: that would tell the server when, and so whose, this ballot is.
 */
export async function send(slot: string): Promise<string> {
  const parcel = load(slot)?.waiting;
  if (!parcel) return load(slot)?.leaf ?? "";
  const receipt = await putIn(parcel.boxUrl, parcel.ballot).catch((error) => {
    if (isFinal(error)) settle(slot, parcel, load(slot)?.leaf ?? "");
    throw error;
  });
  const box = {
    hash: fromHex(parcel.manifestHash),
    receiptKey: toBytes(parcel.receiptKey, 32),
    closesAt: parcel.closesAt,
  };
  if (!(await receiptHolds(box, parcel.ballot, receipt))) throw new Refusal("receipt");
  settle(slot, parcel, receipt.leaf);
  return receipt.leaf;
}

/** The box will never take this ballot: sending it again is of no use. */
export function isFinal(error: unknown): boolean {
  return error instanceof Refusal && FINAL.has(error.code);
}

/** Note that nothing waits any more, unless a newer one waits by now. */
function settle(slot: string, parcel: Parcel, leaf: string): void {
  const kept = load(slot);
  if (!kept) return;
  const newer = kept.waiting && kept.waiting.ballot.counter !== parcel.ballot.counter;
  if (kept.wallet) keep(slot, { ...kept, waiting: newer ? kept.waiting : null, leaf });
  else wipe(slot);
}

/** The page is being left: send now, and again next time, since sending twice changes nothing. */
export function sendWhileLeaving(slot: string): void {
  const parcel = load(slot)?.waiting;
  if (parcel) void putIn(parcel.boxUrl, parcel.ballot, true).catch(() => undefined);
}

/** Send, each after a random while, what else waits on this device, whoever sealed it. */
export function sendTheRest(delaySeconds: number, except = ""): void {
  for (const slot of slots()) {
    if (slot === except || !load(slot)?.waiting) continue;
    setTimeout(() => void send(slot).catch(() => undefined), randomWhile(delaySeconds));
  }
}
