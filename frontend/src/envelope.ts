// Getting an envelope and sealing what is in it, whatever happens in between.

import { announced } from "./announced.ts";
import { toHex } from "./bytes.ts";
import { randomWhile } from "./chance.ts";
import { layCover } from "./cover.ts";
import { keep, load, namelessSlot, slotOf, wipe, type Kept, type Parcel, type Unstamped } from "./drawer.ts";
import { sameHolder } from "./holder.ts";
import { askForStamps, fetchManifest, Refusal, type Place } from "./post.ts";
import { askedOf, fillIn, newWallet, readManifest, withCredential, withStamps, type Manifest, type Wallet } from "./protocol.ts";
import { digestOf, isStamped, type Stamps } from "./slips.ts";
import timing from "./timing.json";

const FRESH_MS = timing.freshSeconds * 1000;

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
  check: (manifest: Manifest) => void | Promise<void> = () => undefined,
): Promise<Ready> {
  const manifest = await fetchManifest(place, readManifest);
  await check(manifest);
  const slot = slotOf(place.round, place.tag);
  const wallet = await navigator.locks.request(slot, () => signedWallet(place, manifest, slot));
  await layCover(place, manifest, slot).catch(() => undefined);
  return { wallet, manifest };
}

async function signedWallet(place: Place, manifest: Manifest, slot: string): Promise<Wallet> {
  const kept = load(slot) ?? (await fresh(place, manifest));
  const { wallet } = kept;
  if (!wallet) throw new Refusal("boxclosed");
  if (wallet.manifestHash !== place.manifestHash) throw new Refusal("rules");
  if (isStamped(wallet)) return wallet;
  await trusted(place, manifest);
  keep(slot, kept);
  const done = await (manifest.guardian ? stampedByTwo(place, manifest, wallet) : stampedByOne(place, manifest, wallet));
  keep(slot, withItsStamp({ ...kept, wallet: done }));
  return done;
}

/** Before anything is asked for under these rules: who holds the second key, and were they announced? */
export async function trusted(place: Place, manifest: Manifest): Promise<void> {
  sameHolder(manifest, place.own);
  await announced(`${place.manifestUrl}proof/`, toHex(manifest.hash), place.own);
}

async function stampedByOne(place: Place, manifest: Manifest, wallet: Wallet): Promise<Wallet> {
  const { blinded } = wallet;
  const { signature } = await askForStamps<{ signature: string }>(place, { blinded });
  return withCredential(wallet, manifest, signature).catch(notTheirs);
}

/** Asking again with the same three messages gets the same stamps; the second signer's comes later. */
async function stampedByTwo(place: Place, manifest: Manifest, wallet: Wallet): Promise<Wallet> {
  const stamps = await askForStamps<Stamps>(place, askedOf(wallet));
  return withStamps(wallet, manifest, stamps).catch(notTheirs);
}

/** What was sealed without the second stamp gets it, and waits anew: the time must tell nothing. */
function withItsStamp(kept: Kept): Kept {
  const stamp = kept.wallet?.second?.stamp;
  if (!stamp || !kept.unstamped) return kept;
  return { ...kept, waiting: stamped(kept.unstamped, stamp), unstamped: null, drawnAt: Date.now() };
}

export function stamped({ asked: _, inverse: __, ...parcel }: Unstamped, stamp: string): Parcel {
  return { ...parcel, ballot: { ...parcel.ballot, stamp } };
}

function notTheirs(): never {
  throw new Refusal("signer");
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
    const parcel = { boxUrl, manifestHash, receiptKey, closesAt, ballot };
    const sealed = isStamped(wallet)
      ? { waiting: parcel, unstamped: null }
      : { waiting: null, unstamped: { ...parcel, ...(await whatIsMissing(wallet)) } };
    if (place.own) {
      keep(own, { ...kept, wallet, ...sealed });
      return own;
    }
    const slot = namelessSlot();
    keep(slot, { wallet: null, closesAt, drawnAt: 0, ...sealed, leaf: "" });
    wipe(own);
    return slot;
  });
}

async function whatIsMissing(wallet: Wallet): Promise<Pick<Unstamped, "asked" | "inverse">> {
  return { asked: await digestOf(askedOf(wallet)), inverse: wallet.second?.inverse ?? "" };
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
  const [least, most] = drawnLate(slot) ? timing.freshWaitsDelays : [0, 1];
  return least! * delaySeconds * 1000 + randomWhile((most! - least!) * delaySeconds);
}
