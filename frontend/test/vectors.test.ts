// The RFCs' own vectors, through the libraries that the client is built of.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { Aes128Gcm, Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { fromHex, joined, toHex, toText } from "../src/bytes.ts";

declare const DATA: string;
const read = (name: string) => JSON.parse(readFileSync(`${DATA}/${name}`, "utf8"));

const KINDS: Record<string, ReturnType<typeof RSABSSA.SHA384.PSS.Randomized>> = {
  "RSABSSA-SHA384-PSS-Randomized": RSABSSA.SHA384.PSS.Randomized(),
  "RSABSSA-SHA384-PSSZERO-Randomized": RSABSSA.SHA384.PSSZero.Randomized(),
  "RSABSSA-SHA384-PSS-Deterministic": RSABSSA.SHA384.PSS.Deterministic(),
  "RSABSSA-SHA384-PSSZERO-Deterministic": RSABSSA.SHA384.PSSZero.Deterministic(),
};
const even = (hex: string): string => (hex.length % 2 ? `0${hex}` : hex);
const { key, vectors } = read("rfc9474.json");

async function imported(): Promise<CryptoKey> {
  const [n, e] = [key.n, key.e].map((value: string) => toText(fromHex(even(value))));
  const jwk = { kty: "RSA", n, e, alg: "PS384", ext: true };
  return crypto.subtle.importKey("jwk", jwk, { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
}

test("RFC 9474 has four vectors and all are tried", () => {
  assert.deepEqual(vectors.map((vector: { name: string }) => vector.name), Object.keys(KINDS));
});

for (const vector of vectors) {
  test(`RFC 9474: ${vector.name} is finalised to the published signature`, async () => {
    const prepared = joined(fromHex(vector.msg_prefix ?? ""), fromHex(vector.msg));
    const [signed, inverse] = [fromHex(vector.blind_sig), fromHex(even(vector.inv))];

    const signature = await KINDS[vector.name]!.finalize(await imported(), prepared, signed, inverse);

    assert.equal(toHex(signature), vector.sig);
  });

  test(`RFC 9474: ${vector.name} refuses an altered signature`, async () => {
    const prepared = joined(fromHex(vector.msg_prefix ?? ""), fromHex(vector.msg));
    const signed = fromHex(vector.blind_sig);
    signed[100]! ^= 1;

    const cheated = KINDS[vector.name]!.finalize(await imported(), prepared, signed, fromHex(even(vector.inv)));

    await assert.rejects(cheated, /invalid signature/);
  });
}

for (const vector of read("rfc9180.json")) {
  test(`RFC 9180: base mode, X25519, AEAD ${vector.aead_id} opens the published ciphertext`, async () => {
    const aead = vector.aead_id === 1 ? new Aes128Gcm() : new Aes256Gcm();
    const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead });
    const recipientKey = await suite.kem.deserializePrivateKey(fromHex(vector.skRm));
    const context = await suite.createRecipientContext({
      recipientKey,
      enc: fromHex(vector.enc),
      info: fromHex(vector.info),
    });
    const [first] = vector.encryptions;

    const plain = await context.open(fromHex(first.ct), fromHex(first.aad));

    assert.equal(toHex(new Uint8Array(plain)), first.pt);
  });
}
