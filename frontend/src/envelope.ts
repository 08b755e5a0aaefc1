// Getting an envelope and sending what is in it, whatever happens in between.

import { isMine, keep, load, wipe, type Kept } from "./drawer.ts";
import { askForSignature, fetchManifest, putIn, Refusal, type Place } from "./post.ts";
import { fillIn, newWallet, receiptHolds, withCredential, type Manifest } from "./protocol.ts";

const FRESH_MS = 60 * 60 * 1000;

export interface Ready {
  kept: Kept;
  manifest: Manifest;
}

/**
 * Have the one envelope of this person and round. The wallet is kept before its signature is
 * asked for, so that a crash in between asks again with the same blinded message.
 */
export async function drawEnvelope(place: Place): Promise<Ready> {
  const manifest = await fetchManifest(place);
  let kept = load(place.round, place.tag);
  if (kept && kept.wallet.manifestHash !== place.manifestHash) throw new Refusal("rules");
  if (!kept) {
    const wallet = await newWallet(manifest, place.block);
    kept = { wallet, drawnAt: Date.now(), waiting: null, leaf: "" };
    keep(place.round, place.tag, kept);
  }
  if (!kept.wallet.credential) {
    const signature = await askForSignature(place, kept.wallet.blinded);
    try {
      kept = { ...kept, wallet: await withCredential(kept.wallet, manifest, signature) };
    } catch {
      throw new Refusal("signer");
    }
    keep(place.round, place.tag, kept);
  }
  return { kept, manifest };
}

/** Seal the answers; the sealed ballot is kept on the device until the box has acknowledged it. */
export async function sealUp(place: Place, ready: Ready, answers: (number | null)[]): Promise<Kept> {
  const { wallet, ballot } = await fillIn(ready.kept.wallet, ready.manifest, answers);
  const kept = { ...ready.kept, wallet, waiting: ballot };
  keep(place.round, place.tag, kept);
  return kept;
}

/** How long a sealed ballot waits, in ms: longer where the envelope was drawn just now. */
export function waitingTime(kept: Kept, delaySeconds: number, mine: boolean): number {
  if (!mine) return 0;
  const fresh = Date.now() - kept.drawnAt < FRESH_MS;
  const chance = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
  return (fresh ? 1 + chance * 2 : chance) * delaySeconds * 1000;
}

/** Send what waits and check the receipt; say the leaf. On a shared device wipe everything. */
export async function send(place: Place, manifest: Manifest): Promise<string> {
  const kept = load(place.round, place.tag);
  if (!kept?.waiting) return kept?.leaf ?? "";
  const receipt = await putIn(place, kept.waiting);
  if (!(await receiptHolds(manifest, kept.waiting, receipt))) throw new Refusal("receipt");
  if (isMine(place.tag)) {
    keep(place.round, place.tag, { ...kept, waiting: null, leaf: receipt.leaf });
  } else {
    wipe(place.round, place.tag);
  }
  return receipt.leaf;
}

/** The page is being left: send now, and again next time, since sending twice changes nothing. */
export function sendWhileLeaving(place: Place): void {
  const kept = load(place.round, place.tag);
  if (!kept?.waiting) return;
  void putIn(place, kept.waiting, true).catch(() => undefined);
  if (!isMine(place.tag)) wipe(place.round, place.tag);
}
