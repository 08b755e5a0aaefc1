// Two keys: the second signer's stamp on the envelope, and the slip inside it.
//
// The holder of the second key opens the outer seal and shuffles, and could exchange what it hands
// back. So the paper inside carries a stamp of its own: the company signs, blindly and once for
// each person, a second one-time key under one key for the whole round. The holder of the second
// key can't make such a stamp, and the company can't tell whose it is.

import { blindWith, SALT_LENGTH, type Blinded } from "./blind.ts";
import { joined, random, sha256, toBytes, toHex, toText, utf8, type Bytes } from "./bytes.ts";
import { freshStart } from "./counter.ts";
import {
  blockKey,
  boundTo,
  CREDENTIAL_LENGTH,
  credentialMessage,
  stampKey,
  type Guardian,
  type Manifest,
  type Second,
  type Wallet,
} from "./rules.ts";
import { ed25519Of } from "./seed.ts";

const CHANCE_LENGTH = CREDENTIAL_LENGTH + 16; // so much longer than the key that no number is likelier

/** What the device sends to be signed, and the order in which the server remembers it. */
export interface Asked {
  blinded: string;
  slip: string;
  guardian: string;
}

/** The answer to it; stamp is null while the holder of the second key has not signed. */
export interface Stamps {
  signature: string;
  slip: string;
  stamp: string | null;
}

export function guardianMessage(manifestHash: Bytes, block: string, key: Bytes): Bytes {
  return joined(boundTo("bothways-ballot-guardian-v1", manifestHash, block), key);
}

export function slipMessage(manifestHash: Bytes, key: Bytes): Bytes {
  return joined(utf8("bothways-slip-v1\0"), manifestHash, key);
}

export function innerInfo(manifestHash: Bytes): Bytes {
  return joined(utf8("bothways-inner-v1\0"), manifestHash);
}

/** Make the wallet of a round with two keys; seed: 32 secret bytes, of which all of it comes. */
export async function walletOfTwo(
  manifest: Manifest,
  block: string,
  seed = random(32),
  start = freshStart(),
): Promise<Wallet> {
  const { hash } = manifest;
  const guardian = guardianOf(manifest);
  const part = await partsOf(seed, hash);
  const [own, inner] = [await ed25519Of(await part("key", 32)), await ed25519Of(await part("slip key", 32))];
  const [prefix, slipPrefix] = [await part("prefix", 32), await part("slip prefix", 32)];
  const blind = async (name: string, key: CryptoKey, message: Bytes): Promise<Blinded> =>
    blindWith(key, message, await part(`${name} salt`, SALT_LENGTH), await part(`${name} chance`, CHANCE_LENGTH));
  const first = joined(prefix, credentialMessage(hash, block, own.key));
  const other = joined(prefix, guardianMessage(hash, block, own.key));
  const within = joined(slipPrefix, slipMessage(hash, inner.key));
  const company = await blind("company", await blockKey(manifest, block), first);
  const holder = await blind("guardian", await stampKey(guardian.blocks[block]), other);
  const slip = await blind("slip", await stampKey(guardian.slips), within);
  return {
    manifestHash: toHex(hash),
    block,
    secret: toText(own.secret),
    key: toText(own.key),
    prefix: toText(prefix),
    inverse: toText(company.inverse),
    blinded: toText(company.blinded),
    credential: "",
    counter: 0,
    start,
    second: {
      seed: toText(seed),
      inverse: toText(holder.inverse),
      blinded: toText(holder.blinded),
      stamp: "",
      slip: {
        secret: toText(inner.secret),
        key: toText(inner.key),
        prefix: toText(slipPrefix),
        inverse: toText(slip.inverse),
        blinded: toText(slip.blinded),
        credential: "",
      },
    },
  };
}

/** Everybody who must has signed. */
export const isStamped = (wallet: Wallet): boolean => Boolean(wallet.credential && wallet.second?.stamp !== "");

export function askedOf(wallet: Wallet): Asked {
  const second = secondOf(wallet);
  return { blinded: wallet.blinded, slip: second.slip.blinded, guardian: second.blinded };
}

/** What the server remembers of the three, so that the stamp can be asked for by nobody in particular. */
export async function digestOf(asked: Asked): Promise<string> {
  return toHex(await sha256(joined(toBytes(asked.blinded), toBytes(asked.slip), toBytes(asked.guardian))));
}

/** The paper inside the envelope: its one-time key, its stamp, its signature, the answers. */
export async function slipOf(wallet: Wallet, manifestHash: Bytes, plain: Bytes): Promise<Bytes> {
  const { slip } = secondOf(wallet);
  const secret = await crypto.subtle.importKey("pkcs8", toBytes(slip.secret), "Ed25519", false, ["sign"]);
  const signature = await crypto.subtle.sign("Ed25519", secret, slipMessage(manifestHash, plain));
  return joined(
    toBytes(slip.key, 32),
    toBytes(slip.prefix, 32),
    toBytes(slip.credential, CREDENTIAL_LENGTH),
    new Uint8Array(signature),
    plain,
  );
}

export function guardianOf(manifest: Manifest): Guardian {
  if (!manifest.guardian) throw new Error("these rules know one key");
  return manifest.guardian;
}

export function secondOf(wallet: Wallet): Second {
  if (!wallet.second) throw new Error("this wallet is of a round with one key");
  return wallet.second;
}

/** Parts of one secret, each for its own purpose and these rules alone (HKDF, RFC 5869). */
async function partsOf(seed: Bytes, manifestHash: Bytes): Promise<(name: string, length: number) => Promise<Bytes>> {
  const secret = await crypto.subtle.importKey("raw", seed, "HKDF", false, ["deriveBits"]);
  return async (name, length) => {
    const info = utf8(`bothways-wallet-v2\0${name}`);
    const kind = { name: "HKDF", hash: "SHA-256", salt: manifestHash, info };
    return new Uint8Array(await crypto.subtle.deriveBits(kind, secret, length * 8));
  };
}
