// Spare keys, made ahead: so that announcing a round never waits for whoever keeps the second key.

import { toText } from "../bytes.ts";
import type { Json } from "../canonical.ts";
import type { Answer, Work } from "./exchange.ts";
import { wrapTo } from "./identity.ts";
import { newRsaPair } from "./rsa.ts";
import type { Progress } from "./stamping.ts";

export const AT_MOST = 40; // in one document of answers

/** How many are missing, of each kind. */
export function missing({ blocks, seals, want_blocks, want_seals }: Work["spare"]): { blocks: number; seals: number } {
  return { blocks: Math.max(0, want_blocks - blocks), seals: Math.max(0, want_seals - seals) };
}

/** Make what is missing, up to `AT_MOST`; the seals first, for they are quick. */
export async function makeSpares(spare: Work["spare"], recipient: string, progress: Progress): Promise<Answer | null> {
  const { blocks, seals } = missing(spare);
  const [nSeals, nBlocks] = [Math.min(seals, AT_MOST), Math.min(blocks, AT_MOST - Math.min(seals, AT_MOST))];
  const keys: Json[] = [];
  for (let made = 0; made < nSeals; made++) keys.push(await sealKey(recipient));
  for (let made = 0; made < nBlocks; made++) {
    progress(made, nBlocks);
    keys.push(await blockKey(recipient));
  }
  return keys.length ? { kind: "spare", keys } : null;
}

async function blockKey(recipient: string): Promise<Json> {
  const { publicDer, privateDer } = await newRsaPair();
  const wrapped = await wrapTo(recipient, { kind: "block", private: toText(privateDer) });
  return { kind: "block", public: toText(publicDer), wrapped };
}

async function sealKey(recipient: string): Promise<Json> {
  const pair = (await crypto.subtle.generateKey("X25519", true, ["deriveBits"])) as CryptoKeyPair;
  const [shown, hidden] = [await exported(pair.publicKey, "x"), await exported(pair.privateKey, "d")];
  return { kind: "seal", public: shown, wrapped: await wrapTo(recipient, { kind: "seal", private: hidden }) };
}

async function exported(key: CryptoKey, part: "x" | "d"): Promise<string> {
  return (await crypto.subtle.exportKey("jwk", key))[part]!;
}
