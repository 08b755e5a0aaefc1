import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { eight, sha256, toBytes, toHex, toText, utf8, type Bytes } from "../src/bytes.ts";
import {
  encodeAnswers,
  fillIn,
  leafOf,
  newWallet,
  readManifest,
  receiptHolds,
  sealInfo,
  signedPart,
  withCredential,
  type Manifest,
  type Wallet,
} from "../src/protocol.ts";
import { newSigner, stamp } from "./signer.ts";

let signer: CryptoKeyPair;
let receiptPair: CryptoKeyPair;
let box: CryptoKeyPair;
let manifest: Manifest;
let text: string;
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

const raw = async (key: CryptoKey): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.exportKey("raw", key));

before(async () => {
  signer = await newSigner();
  receiptPair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  box = await suite.kem.generateKeyPair();
  const der = new Uint8Array(await crypto.subtle.exportKey("spki", signer.publicKey));
  text = JSON.stringify({
    round: "0".repeat(32),
    questions: ["A", "B", "C"].map((id) => ({ id, text: `${id}?` })),
    closes_at: "2026-11-09T08:00:00Z",
    size: 64,
    keys: {
      seal: toText(new Uint8Array(await suite.kem.serializePublicKey(box.publicKey))),
      receipt: toText(await raw(receiptPair.publicKey)),
      blocks: { b1: toText(der) },
    },
  });
  manifest = await readManifest(text, toHex(await sha256(utf8(text))));
});

async function signed(wallet: Wallet): Promise<Wallet> {
  return withCredential(wallet, manifest, stamp(signer, wallet.blinded));
}

test("rules with another hash than the page's are refused", async () => {
  await assert.rejects(readManifest(text + " ", toHex(await sha256(utf8(text)))), /not those of the page/);
});

test("a wallet is whole before it is signed, and survives as text", async () => {
  const wallet = await newWallet(manifest, "b1");
  const again: Wallet = JSON.parse(JSON.stringify(wallet));

  const done = await signed(again);

  assert.equal(toBytes(done.credential).length, 384);
});

test("a group that the rules don't have gets no wallet", async () => {
  await assert.rejects(newWallet(manifest, "b9"), /no such group/);
});

test("a signature for somebody else is noticed", async () => {
  const [one, other] = [await newWallet(manifest, "b1"), await newWallet(manifest, "b1")];

  await assert.rejects(withCredential(one, manifest, stamp(signer, other.blinded)), /invalid signature/);
});

test("a sealed ballot opens to the answers, one byte each, and is signed", async () => {
  const ready = await signed(await newWallet(manifest, "b1"));

  const { wallet, ballot } = await fillIn(ready, manifest, [5, null, 1]);

  const sealed = toBytes(ballot.sealed);
  const plain = await suite.open(
    {
      recipientKey: box.privateKey,
      enc: sealed.slice(0, 32),
      info: sealInfo(manifest.hash, "b1", toBytes(ballot.key), ballot.counter),
    },
    sealed.slice(32),
  );
  assert.deepEqual([...new Uint8Array(plain)].slice(0, 5), [1, 5, 0, 1, 0]);
  assert.equal(sealed.length, 64 + 48);
  assert.equal(wallet.counter, ballot.counter);
  const key = await crypto.subtle.importKey("raw", toBytes(ballot.key), "Ed25519", false, ["verify"]);
  const told = signedPart(manifest.hash, "b1", ballot.counter, sealed);
  assert.ok(await crypto.subtle.verify("Ed25519", key, toBytes(ballot.signature), told));
});

test("each sealing has a higher counter, so that an older one can't come back", async () => {
  const ready = await signed(await newWallet(manifest, "b1"));
  const first = await fillIn(ready, manifest, [1, 1, 1]);

  const second = await fillIn(first.wallet, manifest, [2, 2, 2]);

  assert.ok(second.ballot.counter > first.ballot.counter);
  assert.equal(first.ballot.key, second.ballot.key);
});

test("nothing outside the scale is sealed", () => {
  for (const wrong of [0, 6, 1.5, Number.NaN]) {
    assert.throws(() => encodeAnswers([wrong], 64), /outside the scale/);
  }
  assert.throws(() => encodeAnswers(new Array(64).fill(1), 64), /too many/);
});

const boxOf = () => ({ ...manifest, receiptKey: toBytes(manifest.receiptKey, 32) });

test("a receipt holds for its own ballot alone", async () => {
  const ready = await signed(await newWallet(manifest, "b1"));
  const { wallet, ballot } = await fillIn(ready, manifest, [3, 3, 3]);
  const other = (await fillIn(wallet, manifest, [3, 3, 3])).ballot;
  const leaf = await leafOf(ballot);
  const told = [utf8("bothways-receipt-v1"), new Uint8Array([0]), leaf, manifest.hash, utf8(manifest.closesAt)];
  const signature = await crypto.subtle.sign("Ed25519", receiptPair.privateKey, new Uint8Array(told.flatMap((part) => [...part])));
  const receipt = { leaf: toHex(leaf), closes: manifest.closesAt, receipt: toText(new Uint8Array(signature)) };

  assert.ok(await receiptHolds(boxOf(), ballot, receipt));
  assert.ok(!(await receiptHolds(boxOf(), other, receipt)));
  assert.ok(!(await receiptHolds(boxOf(), ballot, { ...receipt, closes: "2026-12-01T00:00:00Z" })));
});

test("whole numbers are eight bytes, big endian", () => {
  assert.deepEqual([...eight(258)], [0, 0, 0, 0, 0, 0, 1, 2]);
});
