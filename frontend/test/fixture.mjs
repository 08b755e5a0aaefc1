// Writes tests/data/protocol_fixture.json and two_keys_fixture.json: a ballot of a round with one key
// and one of a round with two, made here, for Python to open and verify.
import { build } from "esbuild";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const data = join(here, "../../tests/data");
const folder = mkdtempSync(join(tmpdir(), "bothways-fixture-"));
const outfile = join(folder, "protocol.mjs");
await build({ entryPoints: [join(here, "../src/protocol.ts")], outfile, bundle: true, format: "esm", platform: "node" });
const { askedOf, fillIn, leafOf, newWallet, readManifest, withCredential, withStamps } = await import(outfile);
rmSync(folder, { recursive: true });

// What the employer's server does, in plain arithmetic: these keys belong to nobody.
async function blindlySigned(pkcs8, blinded) {
  const kind = { name: "RSA-PSS", hash: "SHA-384" };
  const key = await crypto.subtle.importKey("pkcs8", Buffer.from(pkcs8, "hex"), kind, true, ["sign"]);
  const jwk = await crypto.subtle.exportKey("jwk", key);
  const whole = (text) => BigInt(`0x${Buffer.from(text, "base64url").toString("hex")}`);
  const n = whole(jwk.n);
  let [base, left, signed] = [whole(blinded), whole(jwk.d), 1n];
  for (; left; left >>= 1n, base = (base * base) % n) if (left & 1n) signed = (signed * base) % n;
  return Buffer.from(signed.toString(16).padStart(768, "0"), "hex").toString("base64url");
}

const ANSWERS = [5, null, 1];
const worked = JSON.parse(readFileSync(join(data, "ballot-v1.json"), "utf8"));
const manifest = await readManifest(worked.manifest, worked.manifest_hash);
const drawn = await newWallet(manifest, worked.block);
const signature = await blindlySigned(worked.private.signing_pkcs8, drawn.blinded);
const signed = await withCredential(drawn, manifest, signature);
const { ballot } = await fillIn({ ...signed, start: undefined, counter: 2 ** 32 + 6 }, manifest, ANSWERS);
const fixture = {
  about: "a ballot made by the ballot client in frontend/, under the manifest and keys of ballot-v1.json",
  blinded: drawn.blinded,
  blind_signature: signature,
  answers: ANSWERS,
  ballot,
  leaf: Buffer.from(await leafOf(ballot)).toString("hex"),
};
writeFileSync(join(data, "protocol_fixture.json"), `${JSON.stringify(fixture, null, 1)}\n`);

// The same rules with a second key. All keys are made here and belong to nobody.
const hexOf = async (kind, key) => Buffer.from(await crypto.subtle.exportKey(kind, key)).toString("hex");
const text64 = async (kind, key) => Buffer.from(await crypto.subtle.exportKey(kind, key)).toString("base64url");
const ofRsa = { name: "RSA-PSS", hash: "SHA-384", modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };
const rsa = () => crypto.subtle.generateKey(ofRsa, true, ["sign", "verify"]);
const [slips, stamping] = [await rsa(), await rsa()];
const seal = await crypto.subtle.generateKey("X25519", true, ["deriveBits"]);
const identity = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
const rules = JSON.parse(worked.manifest);
const second = {
  ...rules,
  v: 2,
  keys: { ...rules.keys, slips: await text64("spki", slips.publicKey) },
  guardian: {
    name: "Rosa Falk",
    key: await text64("raw", identity.publicKey),
    seal: await text64("raw", seal.publicKey),
    blocks: Object.fromEntries(await Promise.all(Object.keys(rules.keys.blocks).map(async (block) => [block, await text64("spki", stamping.publicKey)]))),
    where: "apart",
  },
};
const sorted = (value) =>
  Array.isArray(value) ? value.map(sorted)
  : value && typeof value === "object" ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
  : value;
const text = JSON.stringify(sorted(second));
const digest = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(text))).toString("hex");
const two = await readManifest(text, digest);
const blank = await newWallet(two, worked.block);
const asked = askedOf(blank);
const [slipsKey, stampKey] = [await hexOf("pkcs8", slips.privateKey), await hexOf("pkcs8", stamping.privateKey)];
const stamps = {
  signature: await blindlySigned(worked.private.signing_pkcs8, asked.blinded),
  slip: await blindlySigned(slipsKey, asked.slip),
  stamp: await blindlySigned(stampKey, asked.guardian),
};
const both = await withStamps(blank, two, stamps);
const sealed = await fillIn({ ...both, start: undefined, counter: 6 }, two, ANSWERS);
const ofTwo = {
  about: "a ballot of a round with two keys, made by the ballot client in frontend/; the company's seal and block key are those of ballot-v1.json",
  manifest: text,
  asked,
  stamps,
  answers: ANSWERS,
  ballot: sealed.ballot,
  leaf: Buffer.from(await leafOf(sealed.ballot)).toString("hex"),
  private: { slips: slipsKey, stamping: stampKey, guardian_seal: (await hexOf("pkcs8", seal.privateKey)).slice(-64) },
};
writeFileSync(join(data, "two_keys_fixture.json"), `${JSON.stringify(ofTwo, null, 1)}\n`);
