// Files cut into sealed pieces of one size, as pure/mailbox/pieces.py does it.

import { fromHex, joined, random, sha256, toBytes, toHex, utf8, type Bytes } from "../../bytes.ts";
import { publicHalf } from "../../seed.ts";
import { four, signed } from "../keys.ts";
import type { Stamp } from "../stamps.ts";

export const PIECE = 131_072;
export const ROOM = PIECE - 1 - 16 - 16;
export const MOST_BYTES = 20_000_000;
export const MOST_FILES = 3;
const A_STAMP = 40; // pieces that one stamp pays for
const STEPS = [1, 2, 3, 4, 6, 8, 12, 18, 27, 40, 60, 80, 120, 160];
const BEFORE_SEED = fromHex("302e020100300506032b657004220420");

/** A piece is missing, was altered, or is not where it belongs. */
export class BrokenPiece extends Error {}

export const newFileKey = (): Bytes => random(32);

/** Into how many pieces so many bytes are sealed. */
export function piecesFor(length: number): number {
  const step = length > 0 && length <= MOST_BYTES ? STEPS.find((count) => count * ROOM >= length) : undefined;
  if (!step) throw new Error("attachments have at least one byte and at most 20 MB");
  return step;
}

/** How many stamps a letter with so many pieces takes. */
export const stampsFor = (pieces: number): number => Math.max(1, Math.ceil(pieces / A_STAMP));

/** By what a piece is fetched, in hex. */
export async function pieceId(key: Bytes, number: number): Promise<string> {
  return toHex((await hmac(key, joined(utf8("bothways-piece-id-v1\0"), four(number)))).slice(0, 16));
}

/** The sealed pieces one after the other; one at a time, so that a phone holds the files once. */
export async function* sealed(plain: Bytes, key: Bytes, desk: Bytes): AsyncGenerator<Bytes> {
  const [count, cipher] = [piecesFor(plain.length), await sealingKey(key)];
  for (let number = 0; number < count; number += 1) {
    const filled = new Uint8Array(ROOM);
    filled.set(plain.subarray(number * ROOM, (number + 1) * ROOM));
    const body = await crypto.subtle.encrypt(sealOf(desk, number, count), cipher, filled);
    yield joined(Uint8Array.of(1), fromHex(await pieceId(key, number)), new Uint8Array(body));
  }
}

/** What was sealed; length: as the letter tells. Throws BrokenPiece. */
export async function opened(records: Bytes[], length: number, key: Bytes, desk: Bytes): Promise<Bytes> {
  if (records.length !== piecesFor(length)) throw new BrokenPiece("not all pieces, or too many");
  const cipher = await sealingKey(key);
  const plain = await Promise.all(
    records.map(async (record, number) => {
      const isIt = record[0] === 1 && toHex(record.subarray(1, 17)) === (await pieceId(key, number));
      if (!isIt) throw new BrokenPiece("another piece");
      const how = sealOf(desk, number, records.length);
      return crypto.subtle.decrypt(how, cipher, record.slice(17)).then(
        (found) => new Uint8Array(found),
        () => Promise.reject(new BrokenPiece("altered")),
      );
    }),
  );
  const whole = joined(...plain);
  if (whole.subarray(length).some((byte) => byte)) throw new BrokenPiece("not filled up as pieces are");
  return whole.slice(0, length);
}

/** Each piece of a letter under the stamp that pays for it. */
export async function* stampedPieces(stamps: Stamp[], records: Bytes[]): AsyncGenerator<Bytes> {
  for (const [at, record] of records.entries()) yield stampedPiece(stamps[Math.floor(at / A_STAMP)]!, at % A_STAMP, record);
}

/** A piece under a stamp, as it is posted. */
export async function stampedPiece({ month, seed, prefix, credential }: Stamp, number: number, record: Bytes): Promise<Bytes> {
  if (!credential) throw new Error("this stamp was not signed yet");
  const [id, secret] = [fromHex(month), toBytes(seed, 32)];
  const told = joined(utf8("bothways-piece-posted-v1\0"), id, four(number), await sha256(record));
  const key = await publicHalf(joined(BEFORE_SEED, secret));
  return joined(id, key, toBytes(prefix, 32), toBytes(credential, 384), Uint8Array.of(number), await signed(secret, told), record);
}

async function hmac(key: Bytes, told: Bytes): Promise<Bytes> {
  const known = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", known, told));
}

async function sealingKey(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", await hmac(key, utf8("bothways-piece-seal-v1\0")), "AES-GCM", false, ["encrypt", "decrypt"]);
}

function sealOf(desk: Bytes, number: number, count: number): AesGcmParams {
  const additionalData = joined(utf8("bothways-piece-v1\0"), desk, four(number), four(count));
  return { name: "AES-GCM", iv: joined(new Uint8Array(8), four(number)), additionalData };
}
