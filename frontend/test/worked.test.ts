// A ballot worked through in Python (tests/data/ballot-v1.json) comes out the same here.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CipherSuite, Aes256Gcm, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { fromHex, joined, toBytes, toHex, toText } from "../src/bytes.ts";
import {
  credentialMessage,
  encodeAnswers,
  leafOf,
  readManifest,
  receiptHolds,
  sealInfo,
  signedPart,
  withCredential,
  type Wallet,
} from "../src/protocol.ts";

declare const DATA: string;
const worked = JSON.parse(readFileSync(`${DATA}/ballot-v1.json`, "utf8"));
const manifest = await readManifest(worked.manifest, worked.manifest_hash);
const ballot = JSON.parse(worked.body);
const text = (name: string): string => toText(fromHex(worked[name]));
const PKCS8_OF_SEED = fromHex("302e020100300506032b657004220420");

const wallet: Wallet = {
  manifestHash: worked.manifest_hash,
  block: worked.block,
  secret: toText(joined(PKCS8_OF_SEED, fromHex(worked.seed))),
  key: text("key"),
  prefix: text("prefix"),
  inverse: text("inverse"),
  blinded: text("blinded"),
  credential: "",
  counter: 0,
};

test("the messages that are signed and sealed are the same bytes", () => {
  const { hash } = manifest;
  const [key, sealed] = [fromHex(worked.key), fromHex(worked.sealed)];

  assert.equal(toHex(credentialMessage(hash, worked.block, key)), worked.message);
  assert.equal(toHex(sealInfo(hash, worked.block, key, worked.counter)), worked.info);
  assert.equal(toHex(signedPart(hash, worked.block, worked.counter, sealed)), worked.signed_part);
});

test("the blind signature becomes the same credential", async () => {
  const signed = await withCredential(wallet, manifest, text("blind_signature"));

  assert.equal(signed.credential, ballot.credential);
});

test("the answers are the same plain text, and the seal opens to it", async () => {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const recipientKey = await suite.kem.deserializePrivateKey(fromHex(worked.private.seal));
  const sealed = fromHex(worked.sealed);
  const parts = { recipientKey, enc: sealed.slice(0, 32), info: fromHex(worked.info) };

  const plain = new Uint8Array(await suite.open(parts, sealed.slice(32)));

  assert.equal(toHex(plain), worked.plain);
  assert.equal(toHex(encodeAnswers(worked.answers, manifest.size)), worked.plain);
});

test("the one-time key signs the same", async () => {
  const secret = await crypto.subtle.importKey("pkcs8", toBytes(wallet.secret), "Ed25519", false, ["sign"]);

  const signature = await crypto.subtle.sign("Ed25519", secret, fromHex(worked.signed_part));

  assert.equal(toHex(new Uint8Array(signature)), worked.signature);
});

test("the leaf is the same, and the receipt holds for it alone", async () => {
  const box = { ...manifest, receiptKey: toBytes(manifest.receiptKey, 32) };
  const receipt = { leaf: worked.leaf, closes: manifest.closesAt, receipt: text("receipt") };

  assert.equal(toHex(await leafOf(ballot)), worked.leaf);
  assert.ok(await receiptHolds(box, ballot, receipt));
  assert.ok(!(await receiptHolds(box, { ...ballot, counter: 2 }, receipt)));
  assert.ok(!(await receiptHolds(box, ballot, { ...receipt, receipt: ballot.signature })));
});
