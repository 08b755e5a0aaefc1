// Getting an envelope and sealing what is in it, whatever happens in between.

import { keep, load, namelessSlot, slotOf, wipe, type Kept } from "./drawer.ts";
import { randomWhile } from "./outbox.ts";
import { askForSignature, fetchManifest, Refusal, type Place } from "./post.ts";
import { fillIn, newWallet, readManifest, withCredential, type Manifest, type Wallet } from "./protocol.ts";

const FRESH_MS = 60 * 60 * 1000;

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
  const manifest = await fetchManifest(place, readManifest);
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
