// A cover: a sealed ballot without an answer, from a device whose owner has not answered, so that a
// ballot in the box alone does not tell that somebody did. It is sealed with the envelope and leaves
// at a moment that was drawn then (outbox.ts); an answer takes its place. The count leaves it out.

import { randomWhile } from "./chance.ts";
import { coverCounter } from "./counter.ts";
import { isShared } from "./device.ts";
import { keep, load } from "./drawer.ts";
import type { Place } from "./post.ts";
import { putInside, type Manifest } from "./protocol.ts";
import { declined } from "./wish.ts";

/** Seal a cover, once for each envelope, on a device of one's own whose owner did not decline. */
export async function layCover(place: Place, manifest: Manifest, slot: string): Promise<void> {
  const kept = load(slot);
  const { wallet } = kept ?? {};
  if (!place.own || isShared() || declined()) return;
  if (!kept || !wallet?.credential || wallet.start === undefined || wallet.counter) return;
  if (kept.cover || kept.waiting || kept.unstamped || kept.leaf) return;
  const before = { ...wallet, start: undefined, counter: coverCounter(wallet.start) - 1 };
  const { ballot } = await putInside(before, manifest, new Uint8Array(manifest.size));
  if ("stamp" in ballot && !ballot.stamp) return; // the second signer's will come
  const { receiptKey, closesAt } = manifest;
  const parcel = { boxUrl: place.boxUrl, manifestHash: wallet.manifestHash, receiptKey, closesAt, ballot };
  const now = load(slot);
  if (now?.wallet) keep(slot, { ...now, cover: { at: momentIn(manifest), parcel } });
}

/** A random moment while the box is open, and not before now. */
function momentIn({ opensAt, closesAt }: Manifest): number {
  const from = Math.max(Date.now(), Date.parse(opensAt));
  return from + randomWhile(Math.max(0, Date.parse(closesAt) - from) / 1000);
}
