// The second counter comes to the same bytes as the first (tests/data/drawn_rounds.json, which
// Python wrote with what it released of each round).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hexOf } from "../src/canonical.ts";
import { drawBelow, shuffled } from "../src/chance.ts";
import { groupsByBallots, release, textOf, type Answers, type Piled } from "../src/release.ts";
import { partsOf, releaseRoot, rootOf } from "../src/tree.ts";
import { sha256, toHex, utf8 } from "../src/bytes.ts";

declare const DATA: string;
const drawn = JSON.parse(readFileSync(`${DATA}/drawn_rounds.json`, "utf8"));
const answersOf = (ballot: string): Answers => Array.from(ballot, (sign) => Number(sign) || null);

test("each drawn round is released in the same bytes as by Python", async () => {
  for (const one of drawn) {
    const piles = Object.entries<string[]>(one.ballots).map(([id, told]): Piled => [[id], told.map(answersOf)]);

    const text = textOf(release(one, piles));

    assert.equal(await hexOf(text), one.sha256, text);
  }
});

test("ballots of blocks that were taken together by their numbers give groups of at least k", () => {
  for (const one of drawn) {
    const numbers = Object.fromEntries(Object.entries<string[]>(one.ballots).map(([id, told]) => [id, told.length]));
    const groups = groupsByBallots(one.blocks, numbers, one.k);
    const piles = groups.map((ids): Piled => [ids, shuffled(ids.flatMap((id) => one.ballots[id] ?? [])).map(answersOf)]);

    const document = release(one, piles);

    assert.deepEqual(document.groups.map(({ blocks }) => blocks), groups);
    assert.ok(document.groups.every(({ answered }) => answered >= one.k));
  }
});

test("ballots beyond the people, of a strange block or of two piles are refused", () => {
  const [block] = [{ id: "b1", name: "", department: "", teams: [], eligible: 1 }];
  const rules = { format: "focus" as const, k: 1, c: 0, questions: [{ id: "q", construct: "T" }], blocks: [block] };

  assert.throws(() => release(rules, [[["b1"], [[1], [2]]]]), /more ballots than/);
  assert.throws(() => release(rules, [[["b2"], []]]), /not in the round/);
  assert.throws(() => release(rules, [[["b1"], [[1]]], [["b1"], []]]), /two piles/);
  assert.throws(() => release(rules, [[["b1"], [[6]]]]), /outside the scale/);
  assert.throws(() => release(rules, [[["b1"], [[1, 2]]]]), /one answer for each/);
});

test("a tree is the RFC's: neighbours together, the odd one carried up", async () => {
  const leaf = async (name: string) => sha256(utf8(name));
  const node = async (left: Uint8Array, right: Uint8Array) => sha256(new Uint8Array([1, ...left, ...right]));
  const [a, b, c] = [await leaf("a"), await leaf("b"), await leaf("c")];

  assert.equal(toHex(await rootOf([])), toHex(await sha256(new Uint8Array())));
  assert.equal(toHex(await rootOf([a])), toHex(a));
  assert.equal(toHex(await rootOf([a, b, c])), toHex(await node(await node(a, b), c)));
});

test("a release's root changes with each of its parts and with the salts", async () => {
  const document: { v: number; cells: unknown[] } = { v: 1, cells: [{ n: 7 }, { n: 8 }] };
  const seal = new Uint8Array(32);
  const root = toHex(await releaseRoot(document, seal));

  assert.deepEqual(partsOf(document), ['{"v":1}', '{"n":7}', '{"n":8}']);
  assert.notEqual(toHex(await releaseRoot({ ...document, cells: [{ n: 8 }, { n: 7 }] }, seal)), root);
  assert.notEqual(toHex(await releaseRoot({ ...document, v: 2 } as typeof document, seal)), root);
  assert.notEqual(toHex(await releaseRoot(document, new Uint8Array(32).fill(1))), root);
});

test("chance is even and a shuffle loses nothing", () => {
  const counts = [0, 0, 0];
  for (let n = 0; n < 3000; n++) counts[drawBelow(3)]! += 1;

  assert.ok(counts.every((count) => count > 800 && count < 1200), String(counts)); // 7 sigma
  assert.deepEqual(shuffled([1, 2, 3, 4]).sort(), [1, 2, 3, 4]);
});
