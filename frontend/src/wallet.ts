// An envelope on its way from one device to another: 480 bytes, written so that a link can hold them.
//
// It travels behind the # of an address, which no browser sends to any server. Whoever has it can
// answer as its owner until the box closes. Nothing in it says whose it is.

import { eight, fromHex, joined, toBytes, toHex, toText, utf8, type Bytes } from "./bytes.ts";
import { Refusal } from "./post.ts";
import { blockKey, CREDENTIAL_LENGTH, credentialMessage, type Manifest, type Wallet } from "./rules.ts";

const VERSION = 1;
const SEED = fromHex("302e020100300506032b657004220420"); // what stands before the seed in PKCS #8
const PARTS = { round: 16, seed: 32, prefix: 32, credential: CREDENTIAL_LENGTH, counter: 8, start: 8 } as const;
const SALT_LENGTH = 48;

/** What arrived; nothing of it is checked yet. */
export interface Arrived {
  round: string;
  block: string;
  seed: Bytes;
  prefix: Bytes;
  credential: Bytes;
  counter: number;
  start: number;
}

/** Write a stamped envelope as text for a link. */
export function packed(round: string, wallet: Wallet): string {
  const secret = toBytes(wallet.secret);
  const seed = secret.slice(SEED.length);
  if (!wallet.credential || toText(secret.slice(0, SEED.length)) !== toText(SEED) || seed.length !== PARTS.seed) {
    throw new Refusal("notready");
  }
  return toText(
    joined(
      new Uint8Array([VERSION]),
      fromHex(round),
      seed,
      toBytes(wallet.prefix, PARTS.prefix),
      toBytes(wallet.credential, PARTS.credential),
      eight(wallet.counter),
      eight(wallet.start ?? 0),
      utf8(wallet.block),
    ),
  );
}

/** Read what a link held, or refuse it. */
export function unpacked(text: string): Arrived {
  const bytes = read(text);
  const fixed = 1 + Object.values(PARTS).reduce((sum, length) => sum + length, 0);
  if (bytes[0] !== VERSION || bytes.length <= fixed || bytes.length > fixed + 255) throw new Refusal("torn");
  let at = 1;
  const next = (length: number): Bytes => bytes.slice(at, (at += length));
  return {
    round: toHex(next(PARTS.round)),
    seed: next(PARTS.seed),
    prefix: next(PARTS.prefix),
    credential: next(PARTS.credential),
    counter: whole(next(PARTS.counter)),
    start: whole(next(PARTS.start)),
    block: new TextDecoder().decode(bytes.slice(at)),
  };
}

function read(text: string): Bytes {
  try {
    return toBytes(text);
  } catch {
    throw new Refusal("torn");
  }
}

function whole(bytes: Bytes): number {
  const value = Number(new DataView(bytes.buffer).getBigUint64(0));
  if (!Number.isSafeInteger(value)) throw new Refusal("torn");
  return value;
}

/** Make a wallet of what arrived, once its stamp holds under the public rules; else refuse it. */
export async function accepted(arrived: Arrived, manifest: Manifest, block: string): Promise<Wallet> {
  if (arrived.round !== manifest.round) throw new Refusal("otherround");
  if (arrived.block !== block) throw new Refusal("otherperson");
  const secret = joined(SEED, arrived.seed);
  const key = await publicHalf(secret);
  const told = joined(arrived.prefix, credentialMessage(manifest.hash, block, key));
  const stamp = { name: "RSA-PSS", saltLength: SALT_LENGTH };
  if (!(await crypto.subtle.verify(stamp, await blockKey(manifest, block), arrived.credential, told))) {
    throw new Refusal("torn");
  }
  return {
    manifestHash: toHex(manifest.hash),
    block,
    secret: toText(secret),
    key: toText(key),
    prefix: toText(arrived.prefix),
    inverse: "",
    blinded: "",
    credential: toText(arrived.credential),
    counter: arrived.counter,
    ...(arrived.start ? { start: arrived.start } : {}),
  };
}

async function publicHalf(secret: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey("pkcs8", secret, "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  return toBytes(x ?? "", 32);
}
