// The browser's sums over the ledger: the standard's test tree, every small tree, altered proofs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, toBytes, toHex, utf8, type Bytes } from "../src/bytes.ts";
import {
  entryCommitment,
  headHolds,
  includes,
  isConsistent,
  leafHash,
  nodeHash,
  readHead,
  rootFromInclusion,
} from "../src/ledger.ts";

// the eight leaves that implementations of RFC 6962 and 9162 test themselves with
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOT_OF_3 = "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77";
const ROOT_OF_8 = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

async function rootOf(leaves: Bytes[]): Promise<Bytes> {
  if (leaves.length === 1) return leaves[0] as Bytes;
  const k = split(leaves.length);
  return nodeHash(await rootOf(leaves.slice(0, k)), await rootOf(leaves.slice(k)));
}

async function pathOf(m: number, leaves: Bytes[]): Promise<Bytes[]> {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  if (m < k) return [...(await pathOf(m, leaves.slice(0, k))), await rootOf(leaves.slice(k))];
  return [...(await pathOf(m - k, leaves.slice(k))), await rootOf(leaves.slice(0, k))];
}

async function proofOf(m: number, leaves: Bytes[], whole = true): Promise<Bytes[]> {
  if (m === leaves.length) return whole ? [] : [await rootOf(leaves)];
  const k = split(leaves.length);
  if (m <= k) return [...(await proofOf(m, leaves.slice(0, k), whole)), await rootOf(leaves.slice(k))];
  return [...(await proofOf(m - k, leaves.slice(k), false)), await rootOf(leaves.slice(0, k))];
}

const known = await Promise.all(LEAVES.map((hex) => leafHash(fromHex(hex))));
const numbered = await Promise.all(Array.from({ length: 24 }, (_, number) => leafHash(utf8(String(number)))));

const flipped = (hash: Bytes, at: number): Bytes => {
  const altered = new Uint8Array(hash);
  altered[at % 32] = (altered[at % 32] as number) ^ 4;
  return altered;
};

test("the well-known tree has the well-known roots", async () => {
  assert.equal(toHex(await rootOf(known.slice(0, 3))), ROOT_OF_3);
  assert.equal(toHex(await rootOf(known)), ROOT_OF_8);
  const path = await pathOf(5, known);
  assert.equal(toHex((await rootFromInclusion(known[5] as Bytes, 5, 8, path)) as Bytes), ROOT_OF_8);
});

test("every leaf and every beginning of every small tree is proved", async () => {
  for (let size = 1; size <= numbered.length; size += 1) {
    const tree = numbered.slice(0, size);
    const root = await rootOf(tree);
    for (let place = 0; place < size; place += 1) {
      assert.ok(await includes(tree[place] as Bytes, place, size, await pathOf(place, tree), root));
      const older = await rootOf(tree.slice(0, place + 1));
      assert.ok(await isConsistent(place + 1, size, older, root, await proofOf(place + 1, tree)));
    }
  }
});

test("no altered proof holds", async () => {
  for (let size = 2; size <= 20; size += 3) {
    const tree = numbered.slice(0, size);
    const root = await rootOf(tree);
    for (let place = 0; place < size; place += 1) {
      const leaf = tree[place] as Bytes;
      const path = await pathOf(place, tree);
      const wrong = path.map((hash, at) => (at === place % path.length ? flipped(hash, place) : hash));
      assert.ok(!(await includes(leaf, place, size, wrong, root)));
      assert.ok(!(await includes(leaf, place, size, path.slice(1), root)));
      assert.ok(!(await includes(leaf, place, size, [...path, root], root)));
      assert.ok(!(await includes(leaf, (place + 1) % size, size, path, root)));
      assert.ok(!(await includes(flipped(leaf, place), place, size, path, root)));
    }
  }
});

test("no altered link between two heads holds", async () => {
  for (let first = 1; first < 20; first += 1) {
    const tree = numbered.slice(0, 20);
    const [older, newer] = [await rootOf(tree.slice(0, first)), await rootOf(tree)];
    const proof = await proofOf(first, tree);
    const wrong = proof.map((hash, at) => (at === first % proof.length ? flipped(hash, first) : hash));
    assert.ok(!(await isConsistent(first, 20, older, newer, wrong)));
    assert.ok(!(await isConsistent(first, 20, flipped(older, 1), newer, proof)));
    assert.ok(!(await isConsistent(first, 20, older, flipped(newer, 1), proof)));
    assert.ok(!(await isConsistent(first, 20, older, newer, [...proof, newer])));
    assert.ok(!(await isConsistent(first, 20, older, newer, proof.slice(0, -1))));
    assert.ok(!(await isConsistent(20, first, newer, older, proof)));
  }
});

test("a rewritten entry breaks the link to every later head", async () => {
  const kept = numbered.slice(0, 9);
  const rewritten = [...kept.slice(0, 3), await leafHash(utf8("something else")), ...kept.slice(4)];
  const [older, newer] = [await rootOf(kept.slice(0, 5)), await rootOf(rewritten)];

  assert.ok(!(await isConsistent(5, 9, older, newer, await proofOf(5, rewritten))));
});

test("nothing is the beginning of everything, and everything of itself", async () => {
  const nothing = new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array()));
  const root = await rootOf(known);

  assert.ok(await isConsistent(0, 8, nothing, root, []));
  assert.ok(!(await isConsistent(0, 8, root, root, [])));
  assert.ok(await isConsistent(8, 8, root, root, []));
  assert.ok(!(await isConsistent(8, 8, flipped(root, 0), root, [])));
});

test("what is no size and no hash is refused and throws nothing", async () => {
  const root = await rootOf(known);
  const path = await pathOf(2, known);

  for (const size of [0, 2, -8, 8.5, NaN, Infinity]) assert.ok(!(await includes(known[2] as Bytes, 2, size, path, root)));
  assert.ok(!(await includes(utf8("short"), 2, 8, path, root)));
  assert.ok(!(await isConsistent(NaN, 8, root, root, [])));
});

// the same stand in tests/pure/ledger/test_heads.py, so that both sides agree
const TEXT =
  "bothways/0011223344556677/0\n8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n2026-11-02T09:00:00.000000Z\n";
const KEY = fromHex("6c53c8881dff465b48302da90643858a8e34c4971cd1bf59e15e4adb26cbe892");
const SIGNATURE = fromHex(
  "c75e57b1126745a6895f9411352609c7d0be30d9fd31115348ac3bb8f9250c22c6a6c584597db7573d68830923c253d12e1b81c816cbcf0b6e75789fd7d96503",
);

test("a head is read as the server writes it, and its signature holds for it alone", async () => {
  const head = readHead(TEXT);

  assert.deepEqual([head.origin, head.size, head.at], ["bothways/0011223344556677/0", 8, "2026-11-02T09:00:00.000000Z"]);
  assert.deepEqual(head.root, toBytes("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 32));
  assert.ok(await headHolds(KEY, SIGNATURE, TEXT));
  assert.ok(!(await headHolds(KEY, SIGNATURE, TEXT.replace("\n8\n", "\n9\n"))));
  assert.ok(!(await headHolds(KEY, flipped(SIGNATURE, 5), TEXT)));
});

test("a text that is no head is refused", () => {
  const wrong = ["", TEXT.slice(0, -1), `${TEXT}more\n`, TEXT.replace("\n8\n", "\n08\n"), TEXT.replace("=", ""), TEXT.replace("Z", "")];
  for (const text of wrong) assert.throws(() => readHead(text));
});

test("a commitment is what the server computes", async () => {
  const salt = Uint8Array.from({ length: 32 }, (_, at) => at);

  assert.equal(toHex(await entryCommitment(salt, "something that was done")), "3d5a80c0a4662fc365c033599b696432f674fc21f7d2958062bcf79d45553190");
});
