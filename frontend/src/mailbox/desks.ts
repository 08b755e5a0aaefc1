// A desk's epochs: each one's keys are signed by the one before and by the reader who made it, and
// shared among its readers. Byte for byte as bothways.pure.mailbox.desks has it.

import { fromHex, joined, random, sha256, toBytes, toHex, toText, utf8, type Bytes } from "../bytes.ts";
import { openerWith } from "../guardian/seals.ts";
import { hourNumber } from "./hours.ts";
import { deskKeys, four, holds, signed, type Pair } from "./keys.ts";
import { sealTo } from "./letters.ts";

const LATE = 2; // fixed hours by which an answer may come out late, if the worker stood still

/** What everybody may know of an epoch, as the server tells it; keys raw, in base64url. */
export interface Epoch {
  number: number;
  begins: string; // the last fixed hour before it was made
  again: boolean; // it begins anew: nobody had the one before
  seal: string;
  sign: string;
  by: string; // the key by which the reader who made it signs
  signature: string; // by the epoch before; the first, and one that begins anew, signs itself
  co: string; // by `by`
}

/** A share with the reader who made it; all in base64url. */
export interface Share {
  sealed: string;
  by: string;
  signature: string;
}

type Bare = Omit<Epoch, "signature" | "co">;

export function statementOf(desk: Bytes, { number, begins, again, seal, sign, by }: Bare): Bytes {
  if (Number.isNaN(hourNumber(begins))) throw new Error("this is no fixed hour");
  const [sealKey, signKey, byKey] = [seal, sign, by].map((key) => toBytes(key, 32)) as [Bytes, Bytes, Bytes];
  const flag = new Uint8Array([again ? 1 : 0]);
  return joined(utf8("bothways-epoch-v1\0"), desk, four(number), utf8(begins), flag, sealKey, signKey, byKey);
}

/** Every epoch was signed by the one before it, or begins anew; the first signs itself. */
export async function isChain(desk: Bytes, epochs: Epoch[]): Promise<boolean> {
  let before: Epoch | null = null;
  for (const epoch of epochs) {
    if (!(await follows(desk, epoch, before).catch(() => false))) return false;
    before = epoch;
  }
  return true;
}

async function follows(desk: Bytes, epoch: Epoch, before: Epoch | null): Promise<boolean> {
  if (epoch.number !== (before ? before.number + 1 : 1)) return false;
  if (before && epoch.begins < before.begins) return false;
  const told = statementOf(desk, epoch);
  const signer = before && epoch.again !== true ? before.sign : epoch.sign;
  const both = [holds(toBytes(signer, 32), toBytes(epoch.signature, 64), told), holds(toBytes(epoch.by, 32), toBytes(epoch.co, 64), told)];
  return (await Promise.all(both)).every(Boolean);
}

/** The epochs under which an answer of this fixed hour's packet counts: it was written in their time. */
export function countingAt(epochs: Epoch[], hour: string): Epoch[] {
  const at = hourNumber(hour);
  return epochs.filter(({ begins }, place) => {
    const next = epochs[place + 1];
    return hourNumber(begins) < at && !(next && at > hourNumber(next.begins) + 1 + LATE);
  });
}

/** The address at which a desk takes letters beside one thing, as a round. */
export async function addressBeside(desk: Bytes, key: string): Promise<Bytes> {
  return (await sha256(joined(utf8("bothways-beside-v1\0"), desk, utf8(key)))).slice(0, 8);
}

export function shareInfo(desk: Bytes, number: number, readerSeal: Bytes): Bytes {
  return joined(utf8("bothways-share-v1\0"), desk, four(number), readerSeal);
}

/** What a reader signs of a share; to: the key that it is sealed to. */
export async function sharedStatement(desk: Bytes, number: number, to: Bytes, sealed: Bytes): Promise<Bytes> {
  return joined(utf8("bothways-share-signed-v1\0"), shareInfo(desk, number, to), await sha256(sealed));
}

/** Seal an epoch's secret to one reader, and sign it. */
export async function shareFor(to: string, desk: Bytes, number: number, secret: Bytes, by: Pair): Promise<Share> {
  const key = toBytes(to, 32);
  const sealed = await sealTo(key, secret, shareInfo(desk, number, key));
  const signature = await signed(by.sign, await sharedStatement(desk, number, key, sealed));
  return { sealed: toText(sealed), by: toText(by.signPublic), signature: toText(signature) };
}

/** An epoch's secret out of a reader's share; null if it does not open, or was not signed by whom it says. */
export async function openShare(reader: Pair, desk: Bytes, number: number, { sealed, by, signature }: Share): Promise<Bytes | null> {
  const bytes = toBytes(sealed, 80);
  const told = await sharedStatement(desk, number, reader.sealPublic, bytes);
  if (!(await holds(toBytes(by, 32), toBytes(signature, 64), told))) return null;
  const open = await openerWith(reader.seal);
  return open(bytes, shareInfo(desk, number, reader.sealPublic));
}

/** Who makes an epoch, and when; before: the keys of the last one, null for the first and to begin anew. */
export interface Making {
  begins: string;
  by: Pair;
  before: Pair | null;
  again?: boolean;
}

export async function newEpoch(desk: Bytes, number: number, making: Making): Promise<{ epoch: Epoch; secret: Bytes }> {
  const { begins, by, before, again = false } = making;
  const secret = random(32);
  const keys = await deskKeys(secret);
  const halves = { seal: toText(keys.sealPublic), sign: toText(keys.signPublic), by: toText(by.signPublic) };
  const bare = { number, begins, again, ...halves };
  const told = statementOf(desk, bare);
  const [signature, co] = await Promise.all([signed((before ?? keys).sign, told), signed(by.sign, told)]);
  return { epoch: { ...bare, signature: toText(signature), co: toText(co) }, secret };
}

/** Twenty signs of a reader's key in groups of four, for two people to compare. */
export async function fingerprintOf({ seal, sign }: { seal: string; sign: string }): Promise<string> {
  const told = await sha256(joined(utf8("bothways-reader-v1\0"), toBytes(seal, 32), toBytes(sign, 32)));
  return toHex(told).slice(0, 20).match(/.{4}/g)!.join(" ");
}

export const deskBytes = (id: string): Bytes => fromHex(id);
