// Writes tests/data/protocol_fixture.json: a ballot made here, for Python to open and verify.
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
const { fillIn, leafOf, newWallet, readManifest, withCredential } = await import(outfile);
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
