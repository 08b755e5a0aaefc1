// The rule of the gap, held to the same vectors as pure/measurement/gap.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { gap, SCORE, SHARE } from "../src/gap.ts";

declare const DATA: string;

interface Vector {
  scale: "score" | "share";
  questions: number;
  low: number | null;
  high: number | null;
  own: number | null;
  guess: number | null;
  says: unknown;
}

const vectors = JSON.parse(readFileSync(`${DATA}/measurement/gap_vectors.json`, "utf8")) as Vector[];

test("each vector says the same here as in Python", () => {
  assert.ok(vectors.length > 200);
  for (const { scale, questions, low, high, own, guess, says } of vectors) {
    assert.deepEqual(gap(own, guess, low, high, scale === "share" ? SHARE : SCORE, questions), says);
  }
});

test("all four words are among the vectors, on either scale", () => {
  const found = new Set(vectors.map(({ scale, low, high, own, guess, questions }) => {
    return `${scale} ${gap(own, guess, low, high, scale === "share" ? SHARE : SCORE, questions).own.word}`;
  }));
  for (const scale of ["score", "share"]) {
    for (const word of ["same", "maybe", "clear", "unknown"]) assert.ok(found.has(`${scale} ${word}`));
  }
});
