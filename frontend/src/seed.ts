// An Ed25519 key out of its 32 secret bytes.

import { fromHex, joined, toBytes, type Bytes } from "./bytes.ts";

export const BEFORE_SEED = fromHex("302e020100300506032b657004220420"); // what stands before it in PKCS #8

/** Return the secret as PKCS #8 and its public half. */
export async function ed25519Of(seed: Bytes): Promise<{ secret: Bytes; key: Bytes }> {
  const secret = joined(BEFORE_SEED, seed);
  return { secret, key: await publicHalf(secret) };
}

export async function publicHalf(secret: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey("pkcs8", secret, "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  return toBytes(x ?? "", 32);
}
