// A round with two keys: three blinded messages, two seals, a slip inside; opened here by both.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { joined, sha256, toBytes, toHex, toText, utf8, type Bytes } from "../src/bytes.ts";
import { newWallet, readManifest, sealInfo, signedPart, fillIn, askedOf, withStamps, type Ballot, type Manifest, type Wallet } from "../src/protocol.ts";
import { credentialMessage, stampKey } from "../src/rules.ts";
import { digestOf, guardianMessage, innerInfo, isStamped, slipMessage, type Stamps } from "../src/slips.ts";
import { stampOf } from "../src/stamps.ts";
import { drawn } from "../src/qr.ts";
import { accepted, packed, unpacked } from "../src/wallet.ts";
import { opened, twoKeyRound, ROUND, type TwoKeyRound } from "./round.ts";

let round: TwoKeyRound;
let manifest: Manifest;
let wallet: Wallet;
let stamps: Stamps;
let ready: Wallet;
let ballot: Ballot;
const STAMP = { name: "RSA-PSS", saltLength: 48 };

before(async () => {
  round = await twoKeyRound();
  manifest = await readManifest(round.text, round.hash);
  wallet = await newWallet(manifest, "b1");
  stamps = await round.sign(wallet);
  ready = await withStamps(wallet, manifest, stamps);
  ({ ballot } = await fillIn(ready, manifest, [5, null, 1]));
});

const holds = async (der: string, message: Bytes, prefix: string, credential: string): Promise<boolean> =>
  crypto.subtle.verify(STAMP, await stampKey(der), toBytes(credential), joined(toBytes(prefix), message));

test("both signers stamp one key, and each stamp holds under its own rules alone", async () => {
  const { guardian, hash } = manifest;
  const key = toBytes(ballot.key);
  const [company, second] = [manifest.blockKeys.b1!, guardian!.blocks.b1!];

  assert.ok(await holds(company, credentialMessage(hash, "b1", key), ballot.prefix, ballot.credential));
  assert.ok(await holds(second, guardianMessage(hash, "b1", key), ballot.prefix, ballot.stamp!));
  assert.ok(!(await holds(second, credentialMessage(hash, "b1", key), ballot.prefix, ballot.stamp!)));
});

test("the second key opens the outer seal and finds the company's, of the length that the rules fix", async () => {
  const sealed = toBytes(ballot.sealed);
  const info = sealInfo(manifest.hash, "b1", toBytes(ballot.key), ballot.counter);

  const inner = await opened(round.guardianSeal, sealed, info);

  assert.equal(sealed.length, manifest.size + 512 + 96);
  assert.equal(inner.length, manifest.size + 512 + 48);
  await assert.rejects(opened(round.companySeal, sealed, info), "the company alone opens nothing");
  await assert.rejects(opened(round.guardianSeal, inner, innerInfo(manifest.hash)), "nor does the second key");
});

test("the company's key opens the slip: its own key, stamp and signature, then the answers", async () => {
  const info = sealInfo(manifest.hash, "b1", toBytes(ballot.key), ballot.counter);
  const inner = await opened(round.guardianSeal, toBytes(ballot.sealed), info);

  const slip = await opened(round.companySeal, inner, innerInfo(manifest.hash));

  const [key, prefix, credential, signature] = [slip.slice(0, 32), slip.slice(32, 64), slip.slice(64, 448), slip.slice(448, 512)];
  const plain = slip.slice(512);
  assert.deepEqual([...plain.slice(0, 5)], [1, 5, 0, 1, 0]);
  assert.notEqual(toText(key), ballot.key);
  assert.notEqual(toText(prefix), ballot.prefix);
  assert.ok(await holds(manifest.guardian!.slips, slipMessage(manifest.hash, key), toText(prefix), toText(credential)));
  const verifying = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  assert.ok(await crypto.subtle.verify("Ed25519", verifying, signature, slipMessage(manifest.hash, plain)));
});

test("the envelope is of version 2 and signed as before; an envelope of one key has no such part", async () => {
  assert.deepEqual(Object.keys(ballot).sort(), ["block", "counter", "credential", "key", "prefix", "sealed", "signature", "stamp", "v"]);
  assert.equal(ballot.v, 2);
  const key = await crypto.subtle.importKey("raw", toBytes(ballot.key), "Ed25519", false, ["verify"]);
  const told = signedPart(manifest.hash, "b1", ballot.counter, toBytes(ballot.sealed));
  assert.ok(await crypto.subtle.verify("Ed25519", key, toBytes(ballot.signature), told));
});

test("while the second stamp is missing the ballot can be sealed, and the stamp is put on later", async () => {
  const half = await withStamps(wallet, manifest, { ...stamps, stamp: null });
  const { block, key, prefix, second } = half;
  const { ballot: sealed } = await fillIn(half, manifest, [5, null, 1]);

  const stamp = await stampOf(manifest, { block, key, prefix, inverse: second!.inverse }, stamps.stamp!);

  assert.ok(!isStamped(half) && isStamped(ready));
  assert.equal(sealed.stamp, "");
  assert.equal(stamp, ballot.stamp);
});

test("a wallet that was kept as text asks for the same, known by the same digest", async () => {
  const again: Wallet = JSON.parse(JSON.stringify(wallet));
  const { blinded, slip, guardian } = askedOf(wallet);
  const told = joined(toBytes(blinded), toBytes(slip), toBytes(guardian));

  assert.deepEqual(askedOf(again), askedOf(wallet));
  assert.equal(await digestOf(askedOf(again)), toHex(await sha256(told)));
  assert.deepEqual(await withStamps(again, manifest, stamps), ready);
  await assert.rejects(fillIn(again, manifest, [1, 1, 1]), /not ready/, "not even the company has signed");
});

test("each of the three stamps is found out if it is not the right one", async () => {
  const other = await round.sign(await newWallet(manifest, "b1"));
  for (const part of ["signature", "slip", "stamp"] as const) {
    const cheated = withStamps(wallet, manifest, { ...stamps, [part]: other[part] });
    await assert.rejects(cheated, /invalid signature/, part);
  }
  await assert.rejects(withStamps(wallet, manifest, { ...other, stamp: null }), /invalid signature/);
});

test("the same secret makes the same three messages, under other rules it makes others", async () => {
  const told = { ...JSON.parse(round.text), closes_at: "2026-12-09T08:00:00Z" };
  const text = JSON.stringify(told);
  const elsewhere = await readManifest(text, toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)))));
  const arrived = unpacked(packed(ROUND, ready));

  const here = await accepted(arrived, manifest, "b1");
  const there = await accepted({ ...arrived, credential: arrived.credential }, elsewhere, "b1").catch((error) => error.code);

  assert.deepEqual(askedOf(here), askedOf(wallet));
  assert.equal(there, "torn");
});

test("an envelope goes over whole once its signers say the same again, stamped or not", async () => {
  for (const left of [wallet, { ...ready, counter: 2 ** 45 + 3 }]) {
    const arrived = await accepted(unpacked(packed(ROUND, left)), manifest, "b1");
    const done = await withStamps(arrived, manifest, await round.sign(arrived));

    assert.deepEqual(done, { ...ready, counter: left.counter });
  }
});

test("its code is coarser than that of an envelope with one key", () => {
  const link = `https://trust.a-firm-with-a-long-name.example/rounds/take/#${packed(ROUND, ready)}`;

  assert.ok(drawn(link).size <= 57, `${drawn(link).size} modules`);
});

test("rules with half a second key, or of a version that is not known, are refused", async () => {
  const rules = JSON.parse(round.text);
  const { slips: _, ...keys } = rules.keys;
  for (const wrong of [{ ...rules, v: 1 }, { ...rules, v: 3 }, { ...rules, guardian: null }, { ...rules, keys }]) {
    const text = JSON.stringify(wrong);
    const hash = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text))));
    await assert.rejects(readManifest(text, hash), /another version/);
  }
});

test("a link of a round with one key is no envelope of a round with two", async () => {
  const { second: _, ...one } = ready;

  await assert.rejects(accepted(unpacked(packed(ROUND, one)), manifest, "b1"), (error: { code?: string }) => error.code === "torn");
});
