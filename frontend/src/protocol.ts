// The ballot's protocol, byte for byte as bothways.pure.ballots speaks it on the server.
//
// A one-time key gets a blind signature (RFC 9474: RSABSSA-SHA384-PSS-Randomized, RSA-3072); the
// answers are sealed to the round's key (RFC 9180) and signed with the one-time key (Ed25519).

import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { eight, joined, random, toBytes, toHex, toText, type Bytes } from "./bytes.ts";
import { freshStart, nextCounter } from "./counter.ts";
import type { Ballot } from "./receipt.ts";
import { blockKey, boundTo, CREDENTIAL_LENGTH, credentialMessage, type Manifest, type Wallet } from "./rules.ts";
import { innerInfo, secondOf, slipOf, walletOfTwo } from "./slips.ts";

export { CREDENTIAL_LENGTH, credentialMessage, readManifest } from "./rules.ts";
export type { Manifest, Wallet } from "./rules.ts";
export { leafOf, receiptHolds } from "./receipt.ts";
export type { Ballot, Receipt } from "./receipt.ts";
export { askedOf } from "./slips.ts";
export { withStamps } from "./stamps.ts";

const SEAL_OVERHEAD = 48;
const blindRsa = RSABSSA.SHA384.PSS.Randomized();

export function sealInfo(manifestHash: Bytes, block: string, key: Bytes, counter: number): Bytes {
  return joined(boundTo("bothways-seal-v1", manifestHash, block), key, eight(counter));
}

export function signedPart(manifestHash: Bytes, block: string, counter: number, sealed: Bytes): Bytes {
  return joined(boundTo("bothways-envelope-v1", manifestHash, block), eight(counter), sealed);
}

/** Make a one-time key and blind it; keep the wallet before its `blinded` is sent anywhere. */
export async function newWallet(manifest: Manifest, block: string): Promise<Wallet> {
  if (manifest.guardian) return walletOfTwo(manifest, block);
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const key = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const secret = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const prefix = random(32);
  const prepared = joined(prefix, credentialMessage(manifest.hash, block, key));
  const { blindedMsg, inv } = await blindRsa.blind(await blockKey(manifest, block), prepared);
  return {
    manifestHash: toHex(manifest.hash),
    block,
    secret: toText(secret),
    key: toText(key),
    prefix: toText(prefix),
    inverse: toText(inv),
    blinded: toText(blindedMsg),
    credential: "",
    counter: 0,
    start: freshStart(),
  };
}

/** Unblind the signature; throws if it does not hold, so a cheating signer is found out here. */
export async function withCredential(wallet: Wallet, manifest: Manifest, signature: string): Promise<Wallet> {
  const message = credentialMessage(manifest.hash, wallet.block, toBytes(wallet.key, 32));
  const credential = await blindRsa.finalize(
    await blockKey(manifest, wallet.block),
    joined(toBytes(wallet.prefix, 32), message),
    toBytes(signature, CREDENTIAL_LENGTH),
    toBytes(wallet.inverse, CREDENTIAL_LENGTH),
  );
  return { ...wallet, credential: toText(credential) };
}

/** The plain text of a ballot: version, one byte a question (0: not answered), zeros. */
export function encodeAnswers(answers: (number | null)[], size: number): Bytes {
  if (1 + answers.length > size) throw new Error("too many answers");
  const plain = new Uint8Array(size);
  plain[0] = 1;
  answers.forEach((answer, place) => {
    if (answer !== null && !(Number.isInteger(answer) && answer >= 1 && answer <= 5)) {
      throw new Error("an answer outside the scale");
    }
    plain[1 + place] = answer ?? 0;
  });
  return plain;
}

/**
 * Raise the counter, seal the answers and sign the envelope. Keep the wallet before sending. Where
 * the second stamp is missing the ballot's is empty, and must be put on before it is sent.
 */
export async function fillIn(
  wallet: Wallet,
  manifest: Manifest,
  answers: (number | null)[],
  now = Date.now(),
): Promise<{ wallet: Wallet; ballot: Ballot }> {
  if (answers.length !== manifest.asked.length) throw new Error("not ready to seal");
  return putInside(wallet, manifest, encodeAnswers(answers, manifest.size), now);
}

/** The same for a plain text that is written already. */
export async function putInside(
  wallet: Wallet,
  manifest: Manifest,
  plain: Bytes,
  now = Date.now(),
): Promise<{ wallet: Wallet; ballot: Ballot }> {
  if (!wallet.credential || plain.length !== manifest.size) throw new Error("not ready to seal");
  const counter = nextCounter(wallet, manifest.closesAt, now);
  const info = sealInfo(manifest.hash, wallet.block, toBytes(wallet.key, 32), counter);
  const sealed = manifest.guardian
    ? await seal(await innerOf(wallet, manifest, plain), manifest.guardian.seal, info)
    : await seal(plain, manifest.sealKey, info);
  const secret = await crypto.subtle.importKey("pkcs8", toBytes(wallet.secret), "Ed25519", false, ["sign"]);
  const told = signedPart(manifest.hash, wallet.block, counter, sealed);
  const signature = new Uint8Array(await crypto.subtle.sign("Ed25519", secret, told));
  const { block, key, prefix, credential } = wallet;
  const ballot: Ballot = {
    v: manifest.guardian ? 2 : 1,
    block,
    key,
    prefix,
    credential,
    ...(manifest.guardian ? { stamp: secondOf(wallet).stamp } : {}),
    counter,
    sealed: toText(sealed),
    signature: toText(signature),
  };
  return { wallet: { ...wallet, counter }, ballot };
}

/** The slip under the company's seal, which lies under the second one. */
async function innerOf(wallet: Wallet, manifest: Manifest, plain: Bytes): Promise<Bytes> {
  return seal(await slipOf(wallet, manifest.hash, plain), manifest.sealKey, innerInfo(manifest.hash));
}

async function seal(plain: Bytes, to: Bytes, info: Bytes): Promise<Bytes> {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const recipientPublicKey = await suite.kem.deserializePublicKey(to);
  const { ct, enc } = await suite.seal({ recipientPublicKey, info }, plain);
  const sealed = joined(new Uint8Array(enc), new Uint8Array(ct));
  if (sealed.length !== plain.length + SEAL_OVERHEAD) throw new Error("a seal of another length");
  return sealed;
}
