// Opening seals (RFC 9180, base mode): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.

import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { Bytes } from "../bytes.ts";

const ENC_LENGTH = 32;

export type Opener = (sealed: Bytes, info: Bytes) => Promise<Bytes | null>;

/** Return what opens with a raw private key; null where a seal does not open. */
export async function openerWith(secret: Bytes): Promise<Opener> {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const recipientKey = await suite.kem.deserializePrivateKey(secret);
  return async (sealed, info) => {
    try {
      const enc = sealed.slice(0, ENC_LENGTH);
      return new Uint8Array(await suite.open({ recipientKey, enc, info }, sealed.slice(ENC_LENGTH)));
    } catch {
      return null;
    }
  };
}
