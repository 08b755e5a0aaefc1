// What comes of a code: a thread's keys and a reader's; and a desk's, of a secret of its own.

import { argon2idAsync } from "@noble/hashes/argon2.js";
import { fromHex, joined, toBytes, utf8, type Bytes } from "../bytes.ts";
import { publicHalf } from "../seed.ts";

const SALT = utf8("bothways-mailbox-v1");
const COST = { m: 19 * 1024, t: 2, p: 1, dkLen: 32 };
const MAILBOX = utf8("bothways-mailbox-v1\0");
const DESK = utf8("bothways-desk-v1\0");
const BEFORE_SEED = fromHex("302e020100300506032b657004220420"); // Ed25519 in PKCS #8
const BEFORE_SEAL = fromHex("302e020100300506032b656e04220420"); // X25519

/** A key that signs and one that opens, with their public halves, all raw. */
export interface Pair {
  sign: Bytes;
  signPublic: Bytes;
  seal: Bytes;
  sealPublic: Bytes;
}

/** The keys of one thread; out: for the marks of all threads of a code, in: for those of answers. */
export interface Thread extends Pair {
  number: number;
  out: Bytes;
  in: Bytes;
}

/** The 32 bytes of which all keys of a code come (Argon2id). It takes up to some seconds. */
export async function rootOf(code: Bytes): Promise<Bytes> {
  return new Uint8Array(await argon2idAsync(code, SALT, COST));
}

/** 32 bytes for one purpose (HKDF-SHA256 without salt). */
export async function partOf(secret: Bytes, label: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const kind = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: label };
  return new Uint8Array(await crypto.subtle.deriveBits(kind, key, 256));
}

export async function threadOf(root: Bytes, number: number): Promise<Thread> {
  const secret = await partOf(root, joined(MAILBOX, utf8("thread\0"), four(number)));
  const [out, into] = await Promise.all([outOf(root), part(secret, "in")]);
  return { number, out, in: into, ...(await pairOf(await part(secret, "sign"), await part(secret, "seal"))) };
}

/** The key of the marks of all letters of a code. */
export const outOf = (root: Bytes): Promise<Bytes> => part(root, "out");

export async function readerKeys(root: Bytes): Promise<Pair> {
  return pairOf(await part(root, "reader sign"), await part(root, "reader seal"));
}

/** The keys of one epoch of a desk, out of its secret. */
export async function deskKeys(secret: Bytes): Promise<Pair> {
  const [sign, seal] = [await partOf(secret, joined(DESK, utf8("sign"))), await partOf(secret, joined(DESK, utf8("seal")))];
  return pairOf(sign, seal);
}

export async function signed(seed: Bytes, told: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey("pkcs8", joined(BEFORE_SEED, seed), "Ed25519", false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key, told));
}

export async function holds(key: Bytes, signature: Bytes, told: Bytes): Promise<boolean> {
  try {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", known, signature, told);
  } catch {
    return false; // no point of the curve
  }
}

/** A whole number as 4 bytes, big endian. */
export function four(number: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

/** A whole number as 8 bytes, big endian. */
export function eight(number: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return bytes;
}

const part = (secret: Bytes, name: string): Promise<Bytes> => partOf(secret, joined(MAILBOX, utf8(name)));

async function pairOf(sign: Bytes, seal: Bytes): Promise<Pair> {
  const signPublic = await publicHalf(joined(BEFORE_SEED, sign));
  return { sign, signPublic, seal, sealPublic: await publicOfSeal(seal) };
}

async function publicOfSeal(seal: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey("pkcs8", joined(BEFORE_SEAL, seal), "X25519", true, ["deriveBits"]);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  return toBytes(x ?? "", 32);
}
