// Writes tests/data/mailbox_fixture.json: a letter with its stamp and two epochs of a desk, made here,
// for Python to open and verify. The desk's first secret is that of mailbox-v1.json.
import { build } from "esbuild";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const data = join(here, "../../tests/data");
const folder = mkdtempSync(join(tmpdir(), "bothways-fixture-"));
const outfile = join(folder, "mailbox.mjs");
await build({
  stdin: {
    contents: `export * from "./admissions.ts"; export * from "./codes.ts"; export * from "./desks.ts"; export * from "./keys.ts"; export * from "./letters.ts"; export * from "./marks.ts"; export * from "./stamps.ts";`,
    resolveDir: join(here, "../src/mailbox"),
    loader: "ts",
  },
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
});
const box = await import(outfile);
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

const from64 = (text) => Uint8Array.from(Buffer.from(text, "base64url"));
const to64 = (bytes) => Buffer.from(bytes).toString("base64url");
const example = JSON.parse(readFileSync(join(data, "mailbox-v1.json"), "utf8"));
const deskId = box.deskBytes(example.desk.id);
const code = new Uint8Array(16).map((_, at) => 255 - at);
const author = await box.threadOf(await box.rootOf(code), 7);
const ofRsa = { name: "RSA-PSS", hash: "SHA-384", modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };
const monthPair = await crypto.subtle.generateKey(ofRsa, true, ["sign", "verify"]);
const exported = async (kind, key) => Buffer.from(await crypto.subtle.exportKey(kind, key));
const monthKey = (await exported("spki", monthPair.publicKey)).toString("base64url");
const monthId = Buffer.from(await crypto.subtle.digest("SHA-256", from64(monthKey))).toString("hex");
const month = { id: monthId, month: "2026-11", key: monthKey, signs: true };
const monthPrivate = (await exported("pkcs8", monthPair.privateKey)).toString("hex");
const book = await box.newBook(month);
const signatures = await Promise.all(book.map(({ blinded }) => blindlySigned(monthPrivate, blinded)));
const [stamp] = await box.withCredentials(book, month, signatures);
const deskFirst = await box.deskKeys(Uint8Array.from(Buffer.from(example.desk.secret, "hex")));
const words = "Können wir über die Schichten reden? 🙂 \u202bכן\u202c";
const toldThere = { v: 1, kind: "letter", thread: to64(author.signPublic), seal: to64(author.sealPublic), replies: to64(author.in), epoch: 1, n: 0, text: words };
const record = box.pack(
  await box.sealLetter(toldThere, { desk: deskId, mark: await box.ownMark(author.out, author.number, 0), sign: author.sign, toDesk: deskFirst.sealPublic, toAuthor: author.sealPublic }),
);
const begins = "2026-11-23T13";
const reader = await box.readerKeys(await box.rootOf(code));
const one = await box.newEpoch(deskId, 1, { begins, by: reader, before: null });
const two = await box.newEpoch(deskId, 2, { begins, by: reader, before: await box.deskKeys(one.secret) });
const anew = await box.newEpoch(deskId, 3, { begins, by: reader, before: null, again: true });
const other = { id: 70_000_000_000, seal: to64(author.sealPublic), sign: to64(author.signPublic) };
const ofMailbox = {
  about: "made by frontend/src/mailbox; the letter is sealed to the desk of mailbox-v1.json. All keys belong to nobody",
  code: Buffer.from(code).toString("hex"),
  words: await box.wordsOf(code, "de"),
  written: await box.written(code),
  number: 7,
  text: words,
  month: { ...month, private: monthPrivate },
  blinded: book.map(({ blinded }) => blinded),
  signatures,
  posted: await box.stamped(stamp, record),
  epochs: [one.epoch, two.epoch, anew.epoch],
  admission: await box.newAdmission(deskId, other, true, reader),
  share: await box.shareFor(other.seal, deskId, 2, two.secret, reader),
};
writeFileSync(join(data, "mailbox_fixture.json"), `${JSON.stringify(ofMailbox, null, 1)}\n`);
