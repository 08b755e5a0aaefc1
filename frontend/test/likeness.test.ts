// What sounds alike: by shared words, whatever their accents and endings.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alike, likeness, stems } from "../src/likeness.ts";

const said = (title: string) => ({ title, page: `/ideas/${title.length}/`, stands: "New" });
const BEFORE = [
  "A bench in the yard, in the sun",
  "Gloves in smaller sizes",
  "Größere Spinde für die Montage",
  "Un banco al sol en el patio",
  "Longer benches for assembly work",
  "休憩室に時計を置く",
].map(said);
const found = (typed: string) => alike(typed, BEFORE).map((one) => one.title);

test("the same thing in other words is found, the nearest first", () => {
  assert.deepEqual(found("Benches in our yard?"), ["A bench in the yard, in the sun"]);
  assert.deepEqual(found("smaller GLOVE size"), ["Gloves in smaller sizes"]);
  assert.equal(found("bench")[0], "A bench in the yard, in the sun");
});

test("accents, case and endings don't matter", () => {
  assert.deepEqual(found("grossere spinde"), []);
  assert.deepEqual(found("größere Spinde"), ["Größere Spinde für die Montage"]);
  assert.deepEqual(found("bancos en los patios"), ["Un banco al sol en el patio"]);
});

test("a script without spaces is compared by its signs", () => {
  assert.deepEqual(found("休憩室の時計"), ["休憩室に時計を置く"]);
});

test("what shares nothing, or short words alone, is not found", () => {
  for (const typed of ["", "a", "in the", "A new canteen menu", "🙂🙂", "for work in the evening"]) {
    assert.deepEqual(found(typed), [], typed);
  }
});

test("likeness is a share of the shorter sentence", () => {
  assert.equal(likeness(stems("bench yard"), stems("a bench in the yard in the sun")), 1);
  assert.equal(likeness(stems("bench table"), stems("a bench in the yard")), 0.5);
  assert.equal(likeness(stems(""), stems("a bench")), 0);
});

test("twenty thousand letters are looked through in no time", () => {
  const long = "bench yard table ".repeat(1200);
  const many = Array.from({ length: 300 }, (_one, n) => said(`Idea ${n} of a bench`));
  const began = performance.now();
  alike(long, many);
  assert.ok(performance.now() - began < 500);
});
