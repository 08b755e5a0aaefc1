// An envelope on its way from one device to another: 480 bytes, written so that a link can hold them.
// Of a round with two keys it is one secret of 32 bytes: all else comes of it, and the new device
// asks for the same three stamps once more.
//
// It travels behind the # of an address, which no browser sends to any server. Whoever has it can
// answer as its owner until the box closes. Nothing in it says whose it is.

import { eight, fromHex, joined, toBytes, toHex, toText, utf8, type Bytes } from "./bytes.ts";
import { Refusal } from "./post.ts";
import { blockKey, CREDENTIAL_LENGTH, credentialMessage, type Manifest, type Wallet } from "./rules.ts";
import { BEFORE_SEED, ed25519Of } from "./seed.ts";
import { walletOfTwo } from "./slips.ts";

const ONE_KEY = 1;
const TWO_KEYS = 2;
const PARTS = { round: 16, seed: 32, prefix: 32, credential: CREDENTIAL_LENGTH, counter: 8, start: 8 };
const PARTS_OF_TWO: typeof PARTS = { ...PARTS, prefix: 0, credential: 8 };
const SALT_LENGTH = 48;

/** What arrived; nothing of it is checked yet. */
export interface Arrived {
  twoKeys: boolean;
  round: string;
  block: string;
  seed: Bytes;
  prefix: Bytes; // with two keys none: it comes of the seed
  credential: Bytes; // with two keys the first bytes of the one-time key, to find out a torn link
  counter: number;
  start: number;
}

/** Write an envelope as text for a link: a stamped one, or with two keys what it is made of. */
export function packed(round: string, wallet: Wallet): string {
  const [version, seed, prefix, credential] = wallet.second
    ? ([TWO_KEYS, toBytes(wallet.second.seed, 32), "", wallet.key] as const)
    : ([ONE_KEY, seedOf(wallet), wallet.prefix, wallet.credential] as const);
  const parts = wallet.second ? PARTS_OF_TWO : PARTS;
  return toText(
    joined(
      new Uint8Array([version]),
      fromHex(round),
      seed,
      toBytes(prefix, parts.prefix),
      toBytes(credential).slice(0, parts.credential),
      eight(wallet.counter),
      eight(wallet.start ?? 0),
      utf8(wallet.block),
    ),
  );
}

function seedOf(wallet: Wallet): Bytes {
  const secret = toBytes(wallet.secret);
  const seed = secret.slice(BEFORE_SEED.length);
  if (!wallet.credential || toText(secret.slice(0, BEFORE_SEED.length)) !== toText(BEFORE_SEED) || seed.length !== PARTS.seed) {
    throw new Refusal("notready");
  }
  return seed;
}

/** Read what a link held, or refuse it. */
export function unpacked(text: string): Arrived {
  const bytes = read(text);
  const twoKeys = bytes[0] === TWO_KEYS;
  const parts = twoKeys ? PARTS_OF_TWO : PARTS;
  const fixed = 1 + Object.values(parts).reduce((sum, length) => sum + length, 0);
  if (!twoKeys && bytes[0] !== ONE_KEY) throw new Refusal("torn");
  if (bytes.length <= fixed || bytes.length > fixed + 255) throw new Refusal("torn");
  let at = 1;
  const next = (length: number): Bytes => bytes.slice(at, (at += length));
  return {
    twoKeys,
    round: toHex(next(parts.round)),
    seed: next(parts.seed),
    prefix: next(parts.prefix),
    credential: next(parts.credential),
    counter: whole(next(parts.counter)),
    start: whole(next(parts.start)),
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

/**
 * Make a wallet of what arrived; refuse it unless it fits the public rules. With one key its stamp
 * shows that. With two it has none yet: the signers are asked again, for what they signed before.
 */
export async function accepted(arrived: Arrived, manifest: Manifest, block: string): Promise<Wallet> {
  if (arrived.round !== manifest.round) throw new Refusal("otherround");
  if (arrived.block !== block) throw new Refusal("otherperson");
  if (arrived.twoKeys !== (manifest.guardian !== null)) throw new Refusal("torn");
  return arrived.twoKeys ? madeAgain(arrived, manifest) : stamped(arrived, manifest);
}

async function madeAgain(arrived: Arrived, manifest: Manifest): Promise<Wallet> {
  const wallet = await walletOfTwo(manifest, arrived.block, arrived.seed, arrived.start);
  const begins = toBytes(wallet.key).slice(0, PARTS_OF_TWO.credential);
  if (toHex(begins) !== toHex(arrived.credential)) throw new Refusal("torn");
  return { ...wallet, counter: arrived.counter };
}

async function stamped(arrived: Arrived, manifest: Manifest): Promise<Wallet> {
  const { block } = arrived;
  const { secret, key } = await ed25519Of(arrived.seed);
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
