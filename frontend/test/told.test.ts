// A page that lies can't mark one person's letter: what it tells counts only if everybody is told the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256, toHex, utf8 } from "../src/bytes.ts";
import type { State } from "../src/mailbox/carrying.ts";
import { askedOf, boardOf, kindOf, lettersAt } from "../src/mailbox/told.ts";

const NAME = "Ruben Dahl";
const KEY = "0b5c9a52-7d0e-4b5e-9d5b-1c2d3e4f5a6b";
const hash = async (key: string, name: string): Promise<string> => toHex(await sha256(utf8(`bothways-asked-v1\0${key}\0${name}`)));
const board = (id: string): State["desks"][number] => ({ id, board: true, epochs: [] });
const state = { askable: [await hash(KEY, NAME)], desks: [board("b0"), { id: "d1", board: false, epochs: [] }] } as unknown as State;

test("of whom a question is asked is a key that everybody is told of, under the name that was read", async () => {
  for (const name of [NAME, " Ruben  Dahl "]) assert.equal(await askedOf({ place: 1, key: KEY, name }, state), KEY);
  for (const lie of [{ key: "17", name: NAME }, { key: KEY, name: `${NAME}\u200b` }, { key: `${KEY} `, name: NAME }, { key: "", name: NAME }]) {
    await assert.rejects(askedOf({ place: 1, ...lie }, state), /not_asked/);
  }
});

test("everybody in charge is nobody's key, whatever the page says that choice is worth", async () => {
  assert.equal(await askedOf({ place: 0, key: "rosa", name: "Everybody in charge" }, state), "");
  assert.equal(await askedOf(null, state), "");
});

test("the board is the one that everybody is told of, and of two there is none", () => {
  assert.equal(boardOf(state), "b0");
  assert.throws(() => boardOf({ ...state, desks: [board("b0"), board("b1")] }));
  assert.throws(() => boardOf({ ...state, desks: [] }));
});

test("what is written is one of three words", () => {
  for (const kind of ["letter", "suggestion", "question"]) assert.equal(kindOf(kind), kind);
  for (const lie of ["suggestion-17", "Letter", "", undefined]) assert.throws(() => kindOf(lie));
});

test("where letters go has nothing in it that could tell whose they are", () => {
  for (const url of ["/box/letters/", "https://box.example.org/box/letters/", "http://127.0.0.1:8001/box/letters/"]) assert.equal(lettersAt(url), url);
  for (const lie of ["/box/letters/?u=17", "/box/letters/17/", "https://rosa@x.org/box/letters/", "https://x.org/17/box/letters/", "/box/letters/#17", "javascript:0//box/letters/"]) {
    assert.throws(() => lettersAt(lie));
  }
});
