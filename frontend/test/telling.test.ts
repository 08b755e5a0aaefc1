// What in a text can tell who wrote it: found in three languages, and as little else as can be.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { byKind, tells } from "../src/mailbox/telling/find.ts";
import { fold } from "../src/mailbox/telling/names.ts";

declare const DATA: string;

interface Case {
  text: string;
  tells: [string, string][];
}

const NAMES = new Set(["jonas", "feldmann", "gul", "osman", "will", "baker", "koch", "li", "rosa", "sol", "von", "agnes"]);
const { texts, folded } = JSON.parse(readFileSync(`${DATA}/telling.json`, "utf8")) as { texts: Case[]; folded: [string, string][] };

test("each text of the table tells what stands beside it, and nothing else", () => {
  for (const one of texts) {
    const found = tells(one.text, NAMES).map(({ kind, found }) => [kind, found]);
    assert.deepEqual(found, one.tells, one.text);
  }
});

test("the table has every kind, in every language, and texts that tell nothing", () => {
  const kinds = new Set(texts.flatMap((one) => one.tells.map(([kind]) => kind)));
  assert.deepEqual([...kinds].sort(), ["contact", "link", "name", "only", "style"]);
  assert.ok(texts.filter((one) => !one.tells.length).length > 12);
});

test("names are folded as the server folds them", () => {
  for (const [word, plain] of folded) assert.equal(fold(word), plain);
});

test("what was found lies where it is said to lie", () => {
  const text = "Frag Jonas Feldmann, +49 170 1234567, oder https://firma.example/x";
  for (const { at, found, kind } of tells(text, NAMES)) {
    assert.equal(kind === "style" || text.slice(at, at + found.length) === found, true);
  }
  assert.deepEqual(tells(text, NAMES).map(({ kind }) => kind), ["name", "contact", "link"]);
});

test("the same thing is said once, and no more than three of a kind", () => {
  const kinds = byKind(tells("Jonas, Jonas, Osman, Gül, Agnes", NAMES));
  assert.deepEqual(kinds.get("name"), ["Jonas", "Osman", "Gül"]);
});

test("a long text gets one word on style", () => {
  const found = tells("word ".repeat(200), NAMES);
  assert.deepEqual(found, [{ kind: "style", at: 0, found: "" }]);
});

test("twenty thousand signs of anything are read at once", () => {
  for (const text of ["a".repeat(20_000), "0 ".repeat(10_000), "a@".repeat(10_000), "A1".repeat(10_000), "!".repeat(20_000), "\\\\a".repeat(6_000), "Will ".repeat(4_000), "(0".repeat(10_000)]) {
    const start = performance.now();
    tells(text, NAMES);
    assert.ok(performance.now() - start < 1_500, text.slice(0, 6));
  }
});
