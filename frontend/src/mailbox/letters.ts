// A letter: sealed to a desk and to its author, of one of three sizes, found by its mark.
// Byte for byte as bothways.pure.mailbox.letters has it.

import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { joined, random, sha256, toBytes, utf8, type Bytes } from "../bytes.ts";
import { canonicalJson, type Json } from "../canonical.ts";
import { openerWith } from "../guardian/seals.ts";
import { holds, signed } from "./keys.ts";
import { MARK_LENGTH } from "./marks.ts";

export type Role = "desk" | "author";
export type Fields = { [name: string]: Json };

export const LONGEST_TEXT = 20_000;
export const DESK_LENGTH = 8;
const KEY_LENGTH = 32;
const SLOT_LENGTH = 80;
const HEAD_LENGTH = 1 + DESK_LENGTH + MARK_LENGTH;
const FIXED_PART = HEAD_LENGTH + 2 * SLOT_LENGTH;
const SIGNATURE_LENGTH = 64;
const START = SIGNATURE_LENGTH + 4;
export const BODY_SIZES = [2_048, 16_384, 98_304];
const NONCE = new Uint8Array(12); // each body has a key of its own, used once

export interface Letter {
  desk: Bytes;
  mark: Bytes;
  forDesk: Bytes;
  forAuthor: Bytes;
  body: Bytes;
}

/** The letter does not open, or was not signed by whom it says: it was altered. */
export class Altered extends Error {}

export const recordSize = (bodySize: number): number => FIXED_PART + bodySize + 16;

export function pack({ desk, mark, forDesk, forAuthor, body }: Letter): Bytes {
  return joined(new Uint8Array([1]), desk, mark, forDesk, forAuthor, body);
}

export function unpack(record: Bytes): Letter {
  if (record[0] !== 1 || !BODY_SIZES.map(recordSize).includes(record.length)) throw new Altered("no letter");
  let at = 1;
  const next = (length: number): Bytes => record.slice(at, (at += length));
  return {
    desk: next(DESK_LENGTH),
    mark: next(MARK_LENGTH),
    forDesk: next(SLOT_LENGTH),
    forAuthor: next(SLOT_LENGTH),
    body: record.slice(at),
  };
}

export interface Addressed {
  desk: Bytes;
  mark: Bytes;
  sign: Bytes; // the writer's seed
  toDesk: Bytes;
  toAuthor: Bytes;
}

export async function sealLetter(fields: Fields, { desk, mark, sign, toDesk, toAuthor }: Addressed): Promise<Letter> {
  const told = utf8(canonicalJson(fields));
  const size = BODY_SIZES.find((room) => START + told.length <= room);
  if (size === undefined) throw new Error("the letter is longer than the largest size");
  const plain = new Uint8Array(size);
  new DataView(plain.buffer).setUint32(SIGNATURE_LENGTH, told.length);
  plain.set(told, START);
  const key = random(KEY_LENGTH);
  plain.set(await signed(sign, await signedPart(desk, mark, key, told)));
  const forDesk = await sealTo(toDesk, key, slotInfo("desk", desk, mark));
  const forAuthor = await sealTo(toAuthor, key, slotInfo("author", desk, mark));
  const empty = { desk, mark, forDesk, forAuthor, body: new Uint8Array() };
  const kind = { name: "AES-GCM", iv: NONCE, additionalData: pack(empty) };
  const body = new Uint8Array(await crypto.subtle.encrypt(kind, await aes(key, "encrypt"), plain));
  return { ...empty, body };
}

/** Who must have signed a letter in which this stands. Throws if nobody can be meant. */
export type Signer = (fields: Fields) => Bytes;

/** Of the author's letters: the thread's own key, which the letter tells. */
export const itsThread: Signer = (fields) => threadIn(fields);

/** What stands in a letter; signedBy: who must have signed. Throws Altered. */
export async function readLetter(letter: Letter, secret: Bytes, role: Role, signedBy: Bytes | Signer): Promise<Fields> {
  const open = await openerWith(secret);
  const slot = role === "desk" ? letter.forDesk : letter.forAuthor;
  const key = await open(slot, slotInfo(role, letter.desk, letter.mark));
  if (!key) throw new Altered("the letter does not open");
  const bound = pack({ ...letter, body: new Uint8Array() });
  const kind = { name: "AES-GCM", iv: NONCE, additionalData: bound };
  const plain = await crypto.subtle.decrypt(kind, await aes(key, "decrypt"), letter.body).then(
    (found) => new Uint8Array(found),
    () => {
      throw new Altered("the letter does not open");
    },
  );
  const told = toldIn(plain);
  const fields = fieldsIn(told);
  const signer = typeof signedBy === "function" ? signedBy(fields) : signedBy;
  if (!(await holds(signer, plain.slice(0, SIGNATURE_LENGTH), await signedPart(letter.desk, letter.mark, key, told)))) {
    throw new Altered("the letter was not signed by whom it says");
  }
  return fields;
}

/** Seal a few bytes to a raw X25519 key (RFC 9180, base mode). */
export async function sealTo(key: Bytes, plain: Bytes, info: Bytes): Promise<Bytes> {
  const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const recipientPublicKey = await suite.kem.deserializePublicKey(key);
  const { ct, enc } = await suite.seal({ recipientPublicKey, info }, plain);
  return joined(new Uint8Array(enc), new Uint8Array(ct));
}

export function slotInfo(role: Role, desk: Bytes, mark: Bytes): Bytes {
  return joined(utf8(`bothways-letter-v1\0${role}\0`), desk, mark);
}

/** What is signed; the key too, since AES-GCM alone would let one body open to two texts. */
async function signedPart(desk: Bytes, mark: Bytes, key: Bytes, told: Bytes): Promise<Bytes> {
  return joined(utf8("bothways-letter-signed-v1\0"), desk, mark, await sha256(key), await sha256(told));
}

function aes(key: Bytes, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, [use]);
}

function toldIn(plain: Bytes): Bytes {
  const length = new DataView(plain.buffer).getUint32(SIGNATURE_LENGTH);
  if (START + length > plain.length || plain.subarray(START + length).some(Boolean)) {
    throw new Altered("the letter is not filled up as letters are");
  }
  return plain.slice(START, START + length);
}

function fieldsIn(told: Bytes): Fields {
  try {
    const fields: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(told));
    if (fields && typeof fields === "object" && !Array.isArray(fields)) return fields as Fields;
  } catch {
    // said below
  }
  throw new Altered("the letter is not written as letters are");
}

function threadIn(fields: Fields): Bytes {
  try {
    return toBytes(String(fields.thread), KEY_LENGTH);
  } catch {
    throw new Altered("the letter does not say whose thread it is of");
  }
}
