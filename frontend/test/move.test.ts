// An envelope goes through a link and a QR code and comes out the same; nothing else comes out.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import decodeQR from "qr/decode.js";
import { sha256, toBytes, toHex, toText, utf8 } from "../src/bytes.ts";
import { newWallet, readManifest, withCredential, type Manifest, type Wallet } from "../src/protocol.ts";
import { drawn } from "../src/qr.ts";
import { accepted, packed, unpacked } from "../src/wallet.ts";
import { newSigner, stamp } from "./signer.ts";

const ROUND = "0123456789abcdef0123456789abcdef";
const PIXELS = 4; // a module
let manifest: Manifest;
let wallet: Wallet;

before(async () => {
  const signer = await newSigner();
  const der = toText(new Uint8Array(await crypto.subtle.exportKey("spki", signer.publicKey)));
  const key = toText(new Uint8Array(32));
  const text = JSON.stringify({
    round: ROUND,
    questions: [{ id: "A", text: "A?" }],
    closes_at: "2026-11-09T08:00:00Z",
    size: 64,
    keys: { seal: key, receipt: key, blocks: { b1: der, b2: der } },
  });
  manifest = await readManifest(text, toHex(await sha256(utf8(text))));
  const blank = await newWallet(manifest, "b1");
  wallet = { ...(await withCredential(blank, manifest, stamp(signer, blank.blinded))), counter: 2 ** 45 + 3 };
});

const refusedAs = (code: string) => (error: { code?: string }) => error.code === code;

/** Draw the path as a camera would see it: RGBA, dark on light. */
function photograph({ size, path }: { size: number; path: string }): Uint8Array {
  const side = size * PIXELS;
  const picture = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * PIXELS; row < (Number(y) + 1) * PIXELS; row += 1) {
      for (let column = Number(x) * PIXELS; column < (Number(x) + Number(width)) * PIXELS; column += 1) {
        picture.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  return picture;
}

test("the envelope that arrives is the one that left", async () => {
  const arrived = await accepted(unpacked(packed(ROUND, wallet)), manifest, "b1");

  assert.deepEqual(arrived, { ...wallet, inverse: "", blinded: "" });
});

test("the whole way by camera: link, code, photograph, link", () => {
  const link = `https://trust.a-firm-with-a-long-name.example/rounds/take/#${packed(ROUND, wallet)}`;

  const drawing = drawn(link);
  const side = drawing.size * PIXELS;
  const seen = decodeQR({ width: side, height: side, data: photograph(drawing) });

  assert.equal(seen, link);
  assert.ok(drawing.size <= 105, `${drawing.size} modules are too fine for a phone`);
});

test("nothing in the link says whose it is, and it fits a link", () => {
  const text = packed(ROUND, wallet);

  assert.match(text, /^[\w-]+$/);
  assert.ok(text.length < 700, `${text.length}`);
});

test("an envelope without a stamp is not moved", () => {
  assert.throws(() => packed(ROUND, { ...wallet, credential: "" }), refusedAs("notready"));
});

test("a link that was cut short, made longer or made up is refused", () => {
  const whole = packed(ROUND, wallet);
  for (const text of ["", "x", whole.slice(0, 300), whole.slice(0, 640), `B${whole.slice(1)}`, whole + "A".repeat(400), "<b>"]) {
    assert.throws(() => unpacked(text), refusedAs("torn"), text.slice(0, 20));
  }
});

test("each altered byte of the secret, the stamp or the prefix is found out", async () => {
  const bytes = toBytes(packed(ROUND, wallet));
  for (const place of [20, 60, 90, 200, 400]) {
    const altered = bytes.slice();
    altered[place]! ^= 1;

    await assert.rejects(accepted(unpacked(toText(altered)), manifest, "b1"), refusedAs("torn"), `byte ${place}`);
  }
});

test("an envelope of another round or another group is refused", async () => {
  const arrived = unpacked(packed("f".repeat(32), wallet));
  await assert.rejects(accepted(arrived, manifest, "b1"), refusedAs("otherround"));

  await assert.rejects(accepted(unpacked(packed(ROUND, wallet)), manifest, "b2"), refusedAs("otherperson"));
});

test("an envelope that calls itself of another group has no stamp there", async () => {
  const forged = unpacked(packed(ROUND, { ...wallet, block: "b2" }));

  await assert.rejects(accepted(forged, manifest, "b2"), refusedAs("torn"));
});
