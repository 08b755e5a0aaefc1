// Blinding for RFC 9474 (section 4.2) with chance that is handed in.
//
// The library draws its chance itself. Here it comes from one secret of the wallet, so that the
// same three blinded messages can be made again on another device out of 32 bytes.

import { fromHex, joined, toBytes, toHex, type Bytes } from "./bytes.ts";

const HASH = "SHA-384";
const HASH_LENGTH = 48;
export const SALT_LENGTH = 48;

export interface Blinded {
  blinded: Bytes;
  inverse: Bytes;
}

/** Blind a prepared message under a public key. salt: of the encoding; chance: for r, longer than the key. */
export async function blindWith(key: CryptoKey, prepared: Bytes, salt: Bytes, chance: Bytes): Promise<Blinded> {
  const { n: modulus = "", e = "" } = await crypto.subtle.exportKey("jwk", key);
  const [n, length] = [whole(toBytes(modulus)), toBytes(modulus).length];
  const r = 1n + (whole(chance) % (n - 1n));
  const m = whole(await encoded(prepared, salt, length));
  const blinded = (m * power(r, whole(toBytes(e)), n)) % n;
  return { blinded: bytesOf(blinded, length), inverse: bytesOf(inverseOf(r, n), length) };
}

/** EMSA-PSS (RFC 8017, section 9.1.1) for a key whose length is a whole number of bytes. */
async function encoded(message: Bytes, salt: Bytes, length: number): Promise<Bytes> {
  const digest = await hashed(message);
  const told = await hashed(joined(new Uint8Array(8), digest, salt));
  const room = length - HASH_LENGTH - 1;
  const data = joined(new Uint8Array(room - salt.length - 1), new Uint8Array([1]), salt);
  const mask = await maskOf(told, room);
  const masked = data.map((byte, place) => byte ^ mask[place]!);
  masked[0]! &= 0x7f;
  return joined(masked, told, new Uint8Array([0xbc]));
}

async function maskOf(seed: Bytes, length: number): Promise<Bytes> {
  const parts: Bytes[] = [];
  for (let place = 0; place * HASH_LENGTH < length; place += 1) {
    parts.push(await hashed(joined(seed, new Uint8Array([0, 0, 0, place]))));
  }
  return joined(...parts).slice(0, length);
}

async function hashed(data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(HASH, data));
}

const whole = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`);
const bytesOf = (value: bigint, length: number): Bytes => fromHex(value.toString(16).padStart(length * 2, "0"));

function power(base: bigint, exponent: bigint, n: bigint): bigint {
  let result = 1n;
  for (let left = exponent, square = base % n; left; left >>= 1n, square = (square * square) % n) {
    if (left & 1n) result = (result * square) % n;
  }
  return result;
}

/** The inverse of r modulo n. A number without one would be a factor of the key. */
function inverseOf(r: bigint, n: bigint): bigint {
  let [before, now, first, second] = [n, r % n, 0n, 1n];
  while (now) {
    const times = before / now;
    [before, now] = [now, before - times * now];
    [first, second] = [second, first - times * second];
  }
  if (before !== 1n) throw new Error("no number to blind with");
  return ((first % n) + n) % n;
}
