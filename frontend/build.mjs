// Builds the scripts of the product, the same bytes from the same sources on every machine.
//
// Each entry is a file of its own, so that a page loads no more than it needs and the ballot
// client's hash, which stands in every round's rules, changes only when the ballot client does.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// name: the file that is served; source: where it begins; bundled: the packages whose code is in
// it, those that a package carries inside itself included (sjcl).
const ENTRIES = [
  {
    name: "ballot.js",
    source: "src/main.ts",
    bundled: ["@cloudflare/blindrsa-ts", "sjcl", "@hpke/core", "@hpke/common", "qr"],
  },
  { name: "counted.js", source: "src/counted.ts", bundled: ["qr"] },
  { name: "app.js", source: "src/app.ts", bundled: [] },
  { name: "outbox.js", source: "src/waiting.ts", bundled: [] },
  {
    name: "books.js",
    source: "src/books.ts",
    bundled: ["@cloudflare/blindrsa-ts", "sjcl", "@hpke/core", "@hpke/common", "@noble/hashes"],
  },
  { name: "phone.js", source: "src/phone.ts", bundled: [] },
  { name: "sw.js", source: "src/worker.ts", bundled: [] },
  { name: "move.js", source: "src/move.ts", bundled: ["qr"] },
  { name: "passkeys.js", source: "src/passkeys.ts", bundled: [] },
  { name: "kiosk.js", source: "src/kiosk.ts", bundled: [] },
  { name: "ledger.js", source: "src/record.ts", bundled: [] },
  { name: "card.js", source: "src/card.ts", bundled: [] },
  { name: "leader.js", source: "src/leader.ts", bundled: [] },
  { name: "alike.js", source: "src/alike.ts", bundled: [] },
  {
    name: "mailbox.js",
    source: "src/mailbox.ts",
    bundled: ["@cloudflare/blindrsa-ts", "sjcl", "@hpke/core", "@hpke/common", "@noble/hashes", "qr"],
  },
  {
    name: "guardian.js",
    source: "src/guardian.ts",
    bundled: [
      "age-encryption",
      "@noble/ciphers",
      "@noble/curves",
      "@noble/hashes",
      "@scure/base",
      "@hpke/core",
      "@hpke/common",
      "qr",
    ],
  },
];

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, process.argv[2] ?? "../src/bothways/ui/static/bothways");

for (const entry of ENTRIES) {
  const file = join(target, entry.name);
  const { metafile } = await bundle(entry.source, file);
  const unsaid = packagesIn(metafile).filter((name) => !entry.bundled.includes(name));
  if (unsaid.length) throw new Error(`${entry.name} bundles ${unsaid.join(", ")}: name them in its entry`);
  if (entry.bundled.length) writeFileSync(`${file}.licences.txt`, licencesOf(entry));
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
  writeFileSync(`${file}.sha256`, `${digest}  ${entry.name}\n`);
  console.log(`${digest}  ${file}`);
}

function bundle(source, file) {
  return build({
    absWorkingDir: here,
    entryPoints: [source],
    outfile: file,
    bundle: true,
    format: "iife",
    minify: true,
    target: "es2022",
    charset: "utf8",
    alias: { "@noble/post-quantum/hybrid.js": "./src/guardian/noHybrid.ts" },
    legalComments: "inline",
    logLevel: "warning",
    metafile: true,
  });
}

/** The packages that were taken from node_modules, each once. */
function packagesIn(metafile) {
  const taken = Object.keys(metafile.inputs)
    .filter((path) => path.includes("node_modules/"))
    .map((path) => path.split("node_modules/").pop().match(/^(@[^/]+\/)?[^/]+/)[0]);
  return [...new Set(taken)];
}

function licencesOf({ name, bundled }) {
  const licences = bundled.map((wanted) => {
    const folder = join(here, "node_modules", wanted);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${wanted} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  const head = `${name} is part of Bothways (AGPL-3.0-or-later). Bundled in it:\n\n`;
  return head + licences.join(`\n${"-".repeat(78)}\n\n`);
}
