// A desk's epochs: each one's keys are signed by the one before, and shared among its readers.

import { fromHex, joined, random, sha256, toBytes, toHex, toText, utf8, type Bytes } from "../bytes.ts";
import { openerWith } from "../guardian/seals.ts";
import { deskKeys, four, holds, signed, type Pair } from "./keys.ts";
import { sealTo } from "./letters.ts";

/** What everybody may know of an epoch, as the server tells it; keys raw, in base64url. */
export interface Epoch {
  number: number;
  seal: string;
  sign: string;
  signature: string;
}

export function statementOf(desk: Bytes, number: number, seal: Bytes, sign: Bytes): Bytes {
  return joined(utf8("bothways-epoch-v1\0"), desk, four(number), seal, sign);
}

/** Every epoch was signed by the one before it, the first by itself. */
export async function isChain(desk: Bytes, epochs: Epoch[]): Promise<boolean> {
  let before: Epoch | null = null;
  for (const epoch of epochs) {
    if (epoch.number !== (before ? before.number + 1 : 1)) return false;
    const told = statementOf(desk, epoch.number, toBytes(epoch.seal, 32), toBytes(epoch.sign, 32));
    const signer = toBytes((before ?? epoch).sign, 32);
    if (!(await holds(signer, toBytes(epoch.signature, 64), told))) return false;
    before = epoch;
  }
  return true;
}

export function shareInfo(desk: Bytes, number: number, readerSeal: Bytes): Bytes {
  return joined(utf8("bothways-share-v1\0"), desk, four(number), readerSeal);
}

/** Seal an epoch's secret to one reader. */
export async function shareFor(readerSeal: string, desk: Bytes, number: number, secret: Bytes): Promise<string> {
  const key = toBytes(readerSeal, 32);
  return toText(await sealTo(key, secret, shareInfo(desk, number, key)));
}

/** An epoch's secret out of a reader's share; null if it does not open. */
export async function openShare(reader: Pair, desk: Bytes, number: number, sealed: string): Promise<Bytes | null> {
  const open = await openerWith(reader.seal);
  return open(toBytes(sealed), shareInfo(desk, number, reader.sealPublic));
}

/** A new epoch; before: the keys of the last one, null for the first. */
export async function newEpoch(desk: Bytes, number: number, before: Pair | null): Promise<{ epoch: Epoch; secret: Bytes }> {
  const secret = random(32);
  const keys = await deskKeys(secret);
  const told = statementOf(desk, number, keys.sealPublic, keys.signPublic);
  const signature = await signed((before ?? keys).sign, told);
  const epoch = { number, seal: toText(keys.sealPublic), sign: toText(keys.signPublic), signature: toText(signature) };
  return { epoch, secret };
}

/** Twenty signs of a reader's key in groups of four, for two people to compare. */
export async function fingerprintOf({ sealPublic, signPublic }: Pair): Promise<string> {
  const told = await sha256(joined(utf8("bothways-reader-v1\0"), sealPublic, signPublic));
  return toHex(told).slice(0, 20).match(/.{4}/g)!.join(" ");
}

export const deskBytes = (id: string): Bytes => fromHex(id);
