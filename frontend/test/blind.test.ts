// Blinding with the RFC's own chance gives the RFC's own blinded message.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { blindWith } from "../src/blind.ts";
import { fromHex, joined, random, toBytes, toHex, toText } from "../src/bytes.ts";

declare const DATA: string;
const { key, vectors } = JSON.parse(readFileSync(`${DATA}/rfc9474.json`, "utf8"));
const even = (hex: string): string => (hex.length % 2 ? `0${hex}` : hex);
const [n, e] = [key.n, key.e].map((hex: string) => fromHex(even(hex)));
const jwk = { kty: "RSA", n: toText(n!), e: toText(e!), alg: "PS384", ext: true };
const publicKey = await crypto.subtle.importKey("jwk", jwk, { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
const whole = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`);

/** r of the vector, out of its inverse: the chance that gives it is one less. */
function chanceOf(inverse: string): Uint8Array<ArrayBuffer> {
  const [modulus, known] = [whole(n!), BigInt(`0x${inverse}`)];
  let [before, now, first, second] = [modulus, known, 0n, 1n];
  while (now) {
    const times = before / now;
    [before, now] = [now, before - times * now];
    [first, second] = [second, first - times * second];
  }
  const r = ((first % modulus) + modulus) % modulus;
  return fromHex((r - 1n).toString(16).padStart(1024, "0"));
}

for (const vector of vectors) {
  test(`RFC 9474: ${vector.name} is blinded to the published message`, async () => {
    const prepared = joined(fromHex(vector.msg_prefix ?? ""), fromHex(vector.msg));

    const { blinded, inverse } = await blindWith(publicKey, prepared, fromHex(vector.salt ?? ""), chanceOf(vector.inv));

    assert.equal(toHex(blinded), vector.blinded_msg);
    assert.equal(toHex(inverse).replace(/^0+/, ""), vector.inv.replace(/^0+/, ""));
  });
}

test("other chance gives another message, of the key's length", async () => {
  const [one, other] = await Promise.all(
    [0, 1].map(() => blindWith(publicKey, random(20), random(48), random(528))),
  );

  assert.notEqual(toText(one!.blinded), toText(other!.blinded));
  assert.equal(toBytes(toText(one!.blinded)).length, n!.length);
});
