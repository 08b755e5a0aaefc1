// Runs the tests: each file is bundled, then given to node's own test runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bothways-frontend-"));
const entryPoints = readdirSync(here)
  .filter((name) => name.endsWith(".test.ts") && name.includes(process.argv[2] ?? ""))
  .map((name) => join(here, name));
await build({
  entryPoints,
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["node:*"],
  define: { DATA: JSON.stringify(join(here, "../../tests/data")) },
});
const files = readdirSync(folder).map((name) => join(folder, name));
const { status } = spawnSync(process.execPath, ["--no-warnings", "--test", ...files], { stdio: "inherit" });
rmSync(folder, { recursive: true });
process.exit(status ?? 1);
