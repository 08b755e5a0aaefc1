// The signer's side of RFC 9474 in the browser: a raw RSA private operation.
//
// WebCrypto has none, so it is done on whole numbers, by the Chinese remainder. What is signed is
// multiplied by a number drawn by chance first, so that the time it takes tells nothing of the key
// to whoever chose the message, and the result is checked before it is handed out.

import { fromHex, random, toBytes, toHex, type Bytes } from "../bytes.ts";

const KIND = { name: "RSA-PSS", hash: "SHA-384" };
const SIZE = { modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };

export interface RsaPair {
  publicDer: Bytes;
  privateDer: Bytes;
}

export interface Signer {
  publicDer: Bytes;
  sign(blinded: Bytes): Bytes;
}

export async function newRsaPair(): Promise<RsaPair> {
  const pair = await crypto.subtle.generateKey({ ...KIND, ...SIZE }, true, ["sign", "verify"]);
  return {
    publicDer: new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)),
    privateDer: new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
  };
}

/** Return what signs with a private key in PKCS #8. Throws for another kind of key. */
export async function signerOf(privateDer: Bytes): Promise<Signer> {
  const key = await crypto.subtle.importKey("pkcs8", privateDer, KIND, true, ["sign"]);
  const jwk = await crypto.subtle.exportKey("jwk", key);
  const [n, e, p, q, dp, dq, qi] = (["n", "e", "p", "q", "dp", "dq", "qi"] as const).map((name) => wholeOf(jwk[name]));
  const told = await crypto.subtle.importKey("jwk", { kty: "RSA", n: jwk.n!, e: jwk.e! }, KIND, true, ["verify"]);
  const publicDer = new Uint8Array(await crypto.subtle.exportKey("spki", told));
  const numbers = { n: n!, e: e!, p: p!, q: q!, dp: dp!, dq: dq!, qi: qi! };
  return { publicDer, sign: (blinded) => signed(numbers, blinded) };
}

type Numbers = Record<"n" | "e" | "p" | "q" | "dp" | "dq" | "qi", bigint>;

function signed({ n, e, p, q, dp, dq, qi }: Numbers, blinded: Bytes): Bytes {
  const message = whole(blinded);
  const length = Math.ceil(n.toString(2).length / 8);
  if (blinded.length !== length || message <= 1n || message >= n - 1n) throw new Error("it does not fit the key");
  const { r, inverse } = drawnUnder(n, length);
  const hidden = (message * power(r, e, n)) % n;
  const [a, b] = [power(hidden % p, dp, p), power(hidden % q, dq, q)];
  const together = b + q * (((qi * (((a - b) % p) + p)) % p) % p);
  const signature = (together * inverse) % n;
  if (power(signature, e, n) !== message) throw new Error("a wrong signature; nothing was handed out");
  return fromHex(signature.toString(16).padStart(length * 2, "0"));
}

/** A number that nobody knows, with its inverse. */
function drawnUnder(n: bigint, length: number): { r: bigint; inverse: bigint } {
  const r = whole(random(length + 16)) % n;
  const inverse = inverseOf(r, n);
  return inverse === null ? drawnUnder(n, length) : { r, inverse };
}

function power(base: bigint, exponent: bigint, n: bigint): bigint {
  let result = 1n;
  for (let left = exponent, square = base % n; left; left >>= 1n, square = (square * square) % n) {
    if (left & 1n) result = (result * square) % n;
  }
  return result;
}

function inverseOf(r: bigint, n: bigint): bigint | null {
  let [before, now, first, second] = [n, r, 0n, 1n];
  while (now) {
    const times = before / now;
    [before, now] = [now, before - times * now];
    [first, second] = [second, first - times * second];
  }
  return before === 1n ? ((first % n) + n) % n : null;
}

const whole = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`);
const wholeOf = (text: string | undefined): bigint => whole(toBytes(text ?? ""));
