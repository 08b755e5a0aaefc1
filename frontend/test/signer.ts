// Who stamps in tests: RSA-3072 pairs, and the raw signature by OpenSSL, which takes milliseconds.

import { constants, KeyObject, privateDecrypt } from "node:crypto";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { toBytes, toText } from "../src/bytes.ts";

export const newSigner = (): Promise<CryptoKeyPair> =>
  RSABSSA.SHA384.generateKey({ modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) });

/** Sign what was blinded, unseen (RFC 9474, BlindSign). Both are base64url. */
export function stamp(signer: CryptoKeyPair, blinded: string): string {
  const key = KeyObject.from(signer.privateKey);
  return toText(new Uint8Array(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, toBytes(blinded))));
}
