// Ballots that were sealed before the second key's stamp was there, on whosever device they lie.

import { keep, load, slots } from "./drawer.ts";
import { drawEnvelope, stamped } from "./envelope.ts";
import { fetchManifest, fetchStamp, Refusal, type Place } from "./post.ts";
import { readManifest } from "./protocol.ts";
import { stampOf } from "./stamps.ts";

/** Say whether a sealed ballot lies in this slot that lacks the second stamp. */
export const lacksStamp = (slot: string): boolean => Boolean(load(slot)?.unstamped);

/** Ask once more for the stamp that a ballot lacks. On one's own device that is asking for the envelope. */
export async function askAgain(place: Place, slot: string): Promise<void> {
  if (load(slot)?.wallet) await drawEnvelope(place);
  else await completeNameless(place, slot);
}

/** Everybody's, on a shared device: asked for without a session, since the slot names nobody. */
export async function completeAll(place: Place): Promise<void> {
  const lacking = slots().filter((slot) => lacksStamp(slot) && !load(slot)?.wallet);
  for (const slot of lacking) await completeNameless(place, slot);
}

async function completeNameless(place: Place, slot: string): Promise<void> {
  await navigator.locks.request(slot, async () => {
    const kept = load(slot);
    if (!kept?.unstamped || kept.unstamped.manifestHash !== place.manifestHash) return;
    const { asked, inverse, ballot } = kept.unstamped;
    const signed = await fetchStamp(place, asked);
    if (signed === null) return;
    const { block, key, prefix } = ballot;
    const manifest = await fetchManifest(place, readManifest);
    const stamp = await stampOf(manifest, { block, key, prefix, inverse }, signed).catch(() => {
      throw new Refusal("signer");
    });
    keep(slot, { ...kept, waiting: stamped(kept.unstamped, stamp), unstamped: null });
  });
}
