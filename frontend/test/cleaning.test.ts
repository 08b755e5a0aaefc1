// Pictures and PDFs lose what is not to be seen; pixels and pages stay. What Python wrote into the
// files in tests/data/attachments begins with SECRET-.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { test } from "node:test";

import { joined, utf8, type Bytes } from "../src/bytes.ts";
import { cleaned, kindOf, type Kind } from "../src/mailbox/files/clean.ts";
import { latin, Locked } from "../src/mailbox/files/pdfread.ts";
import { crc32, NotUnderstood } from "../src/mailbox/files/pictures.ts";

declare const DATA: string;
const FOLDER = `${DATA}/attachments`;
const REFUSED = ["locked.pdf", "moving.webp"];
const read = (name: string): Bytes => new Uint8Array(readFileSync(`${FOLDER}/${name}`));
const names = readdirSync(FOLDER).filter((name) => /\.(jpg|png|webp|pdf)$/.test(name));
const taken = names.filter((name) => !REFUSED.includes(name));
const clean = async (name: string): Promise<Bytes> => cleaned(read(name), kindOf(read(name))!);
const refused = (file: Uint8Array): Promise<void> =>
  assert.rejects(() => cleaned(file as Bytes, kindOf(file) ?? "application/pdf"), NotUnderstood);

/** The bytes, and what is packed in them. */
function deep(file: Bytes): string {
  const found = [latin(file)];
  for (const { index } of found[0]!.matchAll(/stream\r?\n/g)) {
    try {
      found.push(latin(inflateSync(file.subarray(index + 7), { finishFlush: 2 })));
    } catch {
      // not packed
    }
  }
  return found.join("\n");
}

test("nothing that was written beside picture or page is left, and cleaning again changes nothing", async () => {
  for (const name of taken) {
    const [before, after] = [read(name), await clean(name)];
    assert.ok(!/SECRET|ECRET-/i.test(deep(after)), name);
    assert.equal(kindOf(after), kindOf(before), name);
    assert.deepEqual(await cleaned(after, kindOf(after)!), after, name);
  }
  assert.ok(taken.some((name) => deep(read(name)).includes("SECRET-SCRIPT")));
});

test("what is left is what Python compared pixel by pixel with the picture as it was", async () => {
  const told: Record<string, string> = {};
  for (const name of taken) told[name] = createHash("sha256").update(await clean(name)).digest("hex");
  if (process.env.WRITE_CLEANED) {
    for (const name of taken) writeFileSync(`${FOLDER}/cleaned/${name}`, await clean(name));
  }
  for (const name of taken) {
    const kept = createHash("sha256").update(read(`cleaned/${name}`)).digest("hex");
    assert.equal(told[name], kept, name);
  }
});

test("a locked PDF and a picture that moves are refused, each with its reason", async () => {
  for (const name of REFUSED) await refused(read(name));
  await assert.rejects(() => clean("locked.pdf"), Locked);
});

test("a file is what its bytes say, whatever it is called", () => {
  const kinds = Object.fromEntries(names.map((name) => [name, kindOf(read(name))]));
  assert.equal(kinds["photo.jpg"], "image/jpeg");
  assert.equal(kinds["screen.png"], "image/png");
  assert.equal(kinds["photo.webp"], "image/webp");
  assert.equal(kinds["written.pdf"], "application/pdf");
  for (const other of ["<svg onload=alert(1)>", "GIF89a", "MZ", "<html>", "", "\n%PDF-1.4", "RIFF1234WAVE"]) {
    assert.equal(kindOf(utf8(other)), null);
  }
});

test("a file that lies, is cut off or altered is refused and never hangs", async () => {
  for (const name of taken) {
    const file = read(name);
    for (const length of [0, 5, 12, 20, 40, Math.floor(file.length / 3)]) {
      const kind = kindOf(file) as Kind;
      await assert.rejects(() => cleaned(file.slice(0, length), kind), `${name} ${length}`);
    }
    const other = name.endsWith(".pdf") ? "image/png" : "application/pdf";
    await assert.rejects(() => cleaned(file, other), NotUnderstood);
  }
  const png = read("screen.png");
  png[40]! ^= 1;
  await refused(png);
});

test("a page that is to be opened elsewhere and a script are in no PDF that was cleaned", async () => {
  for (const name of ["written.pdf", "packed.pdf"]) {
    const after = deep(await clean(name));
    assert.ok(!/\/(JavaScript|JS|OpenAction|AA|URI|Launch|EmbeddedFile|AcroForm|Info|ID|Metadata|Link)\b/.test(after), name);
    assert.ok(/\/Type \/Page\b/.test(after));
  }
  const packed = deep(await clean("packed.pdf"));
  assert.match(packed, /\/A \d+ 0 R \/T \d+ 0 R/); // names that the page chose stay, whatever they are
  assert.match(packed, /\/Subtype \/Stamp/);
});

test("a PDF that is nested without end, points in circles or says a huge size is refused", async () => {
  const pdf = (body: string): Bytes => utf8(`%PDF-1.7\n${body}\ntrailer\n<</Root 1 0 R>>\n`);
  await refused(pdf(`1 0 obj\n${"[".repeat(5_000)}\nendobj`));
  await refused(pdf("1 0 obj\n2 0 R\nendobj\n2 0 obj\n1 0 R\nendobj"));
  await refused(pdf("1 0 obj\n<</Type/Catalog/Pages 9 0 R>>\nendobj"));
  await refused(pdf("1 0 obj\n<</Type/Catalog"));
  await refused(utf8("%PDF-1.7\nthere is nothing here"));
  const circle = pdf("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>\nendobj");
  assert.ok((await cleaned(circle, "application/pdf")).length < 600);
});

test("twenty million bytes are cleaned within seconds", async () => {
  const chunk = joined(Uint8Array.of(0, 0x98, 0x96, 0x80), utf8("IDAT"), new Uint8Array(10_000_000));
  const crc = crc32(chunk.subarray(4));
  const end = joined(chunk, Uint8Array.of(crc >>> 24, crc >>> 16, crc >>> 8, crc));
  const png = read("screen.png");
  const big = joined(png.slice(0, 33), end, end, png.slice(latin(png).indexOf("IEND") - 4));
  const start = performance.now();
  assert.ok((await cleaned(big, "image/png")).length > 20_000_000);
  await refused(joined(utf8("%PDF-1.7\n1 0 obj\n<</Length 5 0 R>>\nstream\n"), new Uint8Array(10_000_000).fill(101)));
  assert.ok(performance.now() - start < 8_000);
});
