// A round with two keys whose private halves lie open here: what the company and the holder do.

import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { sha256, toBytes, toHex, toText, utf8, type Bytes } from "../src/bytes.ts";
import { askedOf, type Wallet } from "../src/protocol.ts";
import type { Stamps } from "../src/slips.ts";
import { newSigner, stamp } from "./signer.ts";

export const ROUND = "0123456789abcdef0123456789abcdef";
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

export interface TwoKeyRound {
  text: string;
  hash: string;
  companySeal: CryptoKey;
  guardianSeal: CryptoKey;
  company: CryptoKeyPair; // signs receipts and the sheet
  guardian: CryptoKeyPair;
  sign(wallet: Wallet): Promise<Stamps>;
}

const der = async (pair: CryptoKeyPair): Promise<string> =>
  toText(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
const raw = async (key: CryptoKey): Promise<string> => toText(new Uint8Array(await crypto.subtle.exportKey("raw", key)));
const sealing = async (pair: CryptoKeyPair): Promise<string> =>
  toText(new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)));
const PAIRS = Promise.all([newSigner(), newSigner(), newSigner()]); // making them takes seconds: the rounds of a run share them
const ed25519 = async (): Promise<CryptoKeyPair> =>
  (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;

export async function twoKeyRound(): Promise<TwoKeyRound> {
  const [block, slips, second] = await PAIRS;
  const [company, guardian] = [await ed25519(), await ed25519()];
  const [companySeal, guardianSeal] = [await suite.kem.generateKeyPair(), await suite.kem.generateKeyPair()];
  const text = JSON.stringify({
    v: 2,
    round: ROUND,
    questions: ["A", "B", "C"].map((id) => ({ id, text: `${id}?` })),
    closes_at: "2026-11-09T08:00:00Z",
    size: 64,
    keys: {
      seal: await sealing(companySeal),
      receipt: await raw(company.publicKey),
      blocks: { b1: await der(block) },
      slips: await der(slips),
    },
    guardian: {
      name: "E. F.",
      key: await raw(guardian.publicKey),
      seal: await sealing(guardianSeal),
      blocks: { b1: await der(second) },
      where: "apart",
    },
  });
  return {
    text,
    hash: toHex(await sha256(utf8(text))),
    companySeal: companySeal.privateKey,
    guardianSeal: guardianSeal.privateKey,
    company,
    guardian,
    sign: async (wallet) => {
      const asked = askedOf(wallet);
      return {
        signature: stamp(block, asked.blinded),
        slip: stamp(slips, asked.slip),
        stamp: stamp(second, asked.guardian),
      };
    },
  };
}

export async function opened(recipientKey: CryptoKey, sealed: Bytes, info: Bytes): Promise<Bytes> {
  return new Uint8Array(await suite.open({ recipientKey, enc: sealed.slice(0, 32), info }, sealed.slice(32)));
}
