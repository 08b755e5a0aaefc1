// The rules of a round as the device reads them, and what it holds under them.

import { joined, sha256, toBytes, toHex, utf8, type Bytes } from "./bytes.ts";

export const CREDENTIAL_LENGTH = 384;

export interface Manifest {
  hash: Bytes;
  round: string;
  asked: { id: string; text: string; texts?: Record<string, string> }[];
  scaleWords: Record<string, string[]>;
  closesAt: string;
  size: number;
  sealKey: Bytes;
  receiptKey: string;
  blockKeys: Record<string, string>;
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
    closesAt: rules.closes_at,
    size: rules.size,
    sealKey: toBytes(rules.keys.seal, 32),
    receiptKey: rules.keys.receipt,
    blockKeys: rules.keys.blocks,
  };
}

export function boundTo(purpose: string, manifestHash: Bytes, block: string): Bytes {
  const name = utf8(block);
  return joined(utf8(purpose), new Uint8Array([0]), manifestHash, new Uint8Array([name.length]), name);
}

export function credentialMessage(manifestHash: Bytes, block: string, key: Bytes): Bytes {
  return joined(boundTo("bothways-ballot-v1", manifestHash, block), key);
}

export async function blockKey(manifest: Manifest, block: string): Promise<CryptoKey> {
  const der = manifest.blockKeys[block];
  if (der === undefined) throw new Error("the rules have no such group");
  const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
  return crypto.subtle.importKey("spki", toBytes(der), algorithm, true, ["verify"]);
}
