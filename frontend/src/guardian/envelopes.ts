// The records of a box with two keys, read and checked by the second key alone.

import { joined, sha256, utf8, type Bytes } from "../bytes.ts";
import { boundTo } from "../rules.ts";
import { Distrust } from "./distrust.ts";
import { signatureHolds, stampHolds, verifier, type Rules } from "./rules.ts";

const FILLED = 1;
const LENGTHS = { key: 32, prefix: 32, credential: 384, counter: 8, signature: 64, stamp: 384 };
const SLIP_OVERHEAD = 32 + 32 + 384 + 64;
const SEAL_OVERHEAD = 32 + 16;

export interface Envelope {
  block: string;
  key: Bytes;
  prefix: Bytes;
  credential: Bytes;
  counter: Bytes;
  signature: Bytes;
  stamp: Bytes;
  sealed: Bytes;
}

export const slipSize = (size: number): number => SLIP_OVERHEAD + size;

/** Read a record; its length follows from the rules. */
export function unpack(record: Bytes, block: string, rules: Rules): Envelope {
  let at = 1;
  const next = (length: number): Bytes => record.slice(at, (at += length));
  const { key, prefix, credential, counter, signature, stamp } = LENGTHS;
  const fields = {
    key: next(key),
    prefix: next(prefix),
    credential: next(credential),
    counter: next(counter),
    signature: next(signature),
    stamp: next(stamp),
  };
  const sealed = record.slice(at);
  if (record[0] !== FILLED || sealed.length !== slipSize(rules.size) + 2 * SEAL_OVERHEAD) throw new Distrust("ballot_bad");
  return { block, ...fields, sealed };
}

export interface Verifiers {
  company: CryptoKey;
  own: CryptoKey;
}

export async function verifiersOf(rules: Rules, block: string): Promise<Verifiers> {
  const [company, own] = await Promise.all([verifier(rules.keys.blocks[block]!), verifier(rules.guardian.blocks[block]!)]);
  return { company, own };
}

/** Both stamps and its own signature; anything less was added or altered by somebody. */
export async function holds(envelope: Envelope, rules: Rules, { company, own }: Verifiers): Promise<boolean> {
  const { block, key, prefix, credential, stamp, counter, signature, sealed } = envelope;
  const stamped = (purpose: string): Bytes => joined(prefix, boundTo(purpose, rules.hash, block), key);
  const told = joined(boundTo("bothways-envelope-v1", rules.hash, block), counter, sealed);
  const checks = [
    stampHolds(company, credential, stamped("bothways-ballot-v1")),
    stampHolds(own, stamp, stamped("bothways-ballot-guardian-v1")),
    signatureHolds(key, signature, told),
  ];
  return (await Promise.all(checks)).every(Boolean);
}

export const leafOf = ({ key, counter, sealed }: Envelope): Promise<Bytes> =>
  sha256(joined(new Uint8Array([0]), key, counter, sealed));

export function sealInfo({ block, key, counter }: Envelope, rules: Rules): Bytes {
  return joined(boundTo("bothways-seal-v1", rules.hash, block), key, counter);
}

export const innerInfo = (rules: Rules): Bytes => joined(utf8("bothways-inner-v1\0"), rules.hash);


