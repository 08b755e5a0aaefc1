// The rules of a round as the device reads them, and what it holds under them.

import { joined, sha256, toBytes, toHex, utf8, type Bytes } from "./bytes.ts";

export const CREDENTIAL_LENGTH = 384;

/** Who holds the second key of a round, and its keys for this round. */
export interface Guardian {
  name: string;
  key: string; // signs; the same from round to round
  seal: Bytes;
  blocks: Record<string, string>;
  slips: string; // the company's, under which the paper inside every envelope is stamped
  where: string;
}

export interface Manifest {
  hash: Bytes;
  round: string;
  asked: { id: string; text: string; texts?: Record<string, string> }[];
  scaleWords: Record<string, string[]>;
  opensAt: string;
  closesAt: string;
  size: number;
  sealKey: Bytes;
  receiptKey: string;
  blockKeys: Record<string, string>;
  guardian: Guardian | null; // null: the company holds the only key
}

/** What one person holds for one round; every field is text, so that it can be kept as JSON. */
export interface Wallet {
  manifestHash: string;
  block: string;
  secret: string; // the one-time key, PKCS #8
  key: string; // its public half
  prefix: string;
  inverse: string;
  blinded: string;
  credential: string; // '' until it was signed
  counter: number; // of the last ballot; the higher one counts
  start?: number; // where its counting begins, by chance (counter.ts)
  second?: Second; // only where there are two keys
}

/** What a wallet holds besides, where there are two keys. */
export interface Second {
  seed: string; // all else that is secret comes of it
  inverse: string; // of the second signer's stamp on the same one-time key
  blinded: string;
  stamp: string; // '' until it was signed, which may be long after the company's
  slip: { secret: string; key: string; prefix: string; inverse: string; blinded: string; credential: string };
}

/** Read a manifest; refuse it unless its bytes have the hash that the page was sent with. */
export async function readManifest(text: string, expectedHash: string): Promise<Manifest> {
  const hash = await sha256(utf8(text));
  if (toHex(hash) !== expectedHash) throw new Error("the rules are not those of the page");
  const rules = JSON.parse(text);
  return {
    hash,
    round: rules.round,
    asked: rules.questions,
    scaleWords: rules.scale_words ?? {},
    opensAt: rules.opens_at,
    closesAt: rules.closes_at,
    size: rules.size,
    sealKey: toBytes(rules.keys.seal, 32),
    receiptKey: rules.keys.receipt,
    blockKeys: rules.keys.blocks,
    guardian: guardianOf(rules),
  };
}

/** Whoever reads rules of a version that this script does not know must not answer under them. */
function guardianOf(rules: { v?: number; keys: { slips?: string }; guardian?: Omit<Guardian, "seal" | "slips"> & { seal: string } | null }): Guardian | null {
  const { v = 1, keys, guardian } = rules;
  if (v === 1 && !guardian) return null;
  if (v !== 2 || !guardian || !keys.slips) throw new Error("rules of another version");
  const { name, key, blocks, where } = guardian;
  return { name, key, blocks, where, slips: keys.slips, seal: toBytes(guardian.seal, 32) };
}

export function boundTo(purpose: string, manifestHash: Bytes, block: string): Bytes {
  const name = utf8(block);
  return joined(utf8(purpose), new Uint8Array([0]), manifestHash, new Uint8Array([name.length]), name);
}

export function credentialMessage(manifestHash: Bytes, block: string, key: Bytes): Bytes {
  return joined(boundTo("bothways-ballot-v1", manifestHash, block), key);
}

export async function blockKey(manifest: Manifest, block: string): Promise<CryptoKey> {
  return stampKey(manifest.blockKeys[block]);
}

/** A signer's public key out of the rules. */
export async function stampKey(der: string | undefined): Promise<CryptoKey> {
  if (der === undefined) throw new Error("the rules have no such group");
  const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
  return crypto.subtle.importKey("spki", toBytes(der), algorithm, true, ["verify"]);
}
