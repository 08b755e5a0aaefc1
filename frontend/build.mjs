// Builds the ballot client, the same bytes from the same sources on every machine.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
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
const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
writeFileSync(`${file}.sha256`, `${digest}  ballot.js\n`);
console.log(`${digest}  ${file}`);
