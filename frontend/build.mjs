// Builds the ballot client, the same bytes from the same sources on every machine.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, process.argv[2] ?? "../src/bothways/ui/static/bothways");
const file = join(target, "ballot.js");

await build({
  absWorkingDir: here,
  entryPoints: ["src/main.ts"],
  outfile: file,
  bundle: true,
  format: "iife",
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "inline",
  logLevel: "warning",
});

const bundled = ["@cloudflare/blindrsa-ts", "sjcl", "@hpke/core", "@hpke/common"];
const licences = bundled.map((name) => {
  const folder = join(here, "node_modules", name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
});
const head = "ballot.js is part of Bothways (AGPL-3.0-or-later). Bundled in it:\n\n";
writeFileSync(`${file}.licences.txt`, head + licences.join(`\n${"-".repeat(78)}\n\n`));

const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
writeFileSync(`${file}.sha256`, `${digest}  ballot.js\n`);
console.log(`${digest}  ${file}`);
