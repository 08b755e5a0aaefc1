// The second key from its making to its signature under a release, and what it refuses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { fromHex, joined, sha256, toBytes, toHex, toText, utf8, type Bytes } from "../src/bytes.ts";
import { canonicalJson, type Json } from "../src/canonical.ts";
import { look } from "../src/guardian/confirming.ts";
import { documentOf, doTask, type Done } from "../src/guardian/desk.ts";
import type { Announced, Group, Person, Task, ToCount, ToOpen, ToStamp, Work } from "../src/guardian/exchange.ts";
import { seenSize, withHead } from "../src/guardian/heads.ts";
import { closeKey, newIdentity, openKey, readIdentity, unwrap, type Identity } from "../src/guardian/identity.ts";
import { nothing, type Memory } from "../src/guardian/memory.ts";
import { newRsaPair, signerOf, type RsaPair } from "../src/guardian/rsa.ts";
import { publicOfSeal } from "../src/guardian/rules.ts";
import { entryCommitment, leafHash, nodeHash } from "../src/ledger.ts";
import { makeSpares } from "../src/guardian/spare.ts";
import { eight } from "../src/bytes.ts";
import { fillIn, newWallet, readManifest, withStamps, type Manifest } from "../src/protocol.ts";
import { release, textOf, type Release } from "../src/release.ts";
import { askedOf } from "../src/slips.ts";
import { releaseRoot, rootOf, sorted } from "../src/tree.ts";

declare const DATA: string;
const vectors = JSON.parse(readFileSync(`${DATA}/rfc9474.json`, "utf8"));
const quietly = (): void => undefined;
const ANSWERS = [[5, 1], [4, null], [2, 3], [4, 4], [1, 5], [null, 2], [3, 3]];

interface Firm {
  identity: Identity;
  manifest: Manifest;
  text: string;
  people: Person[];
  wrapped: Record<string, string>;
  company: { blocks: Record<string, RsaPair>; slips: RsaPair; seal: Bytes; receipt: CryptoKey };
}

/** A round of two groups, five and two people, as the company announces it. */
async function announced(): Promise<Firm> {
  const identity = await newIdentity("Edda Falk");
  const spare = { blocks: 0, seals: 0, want_blocks: 2, want_seals: 1 };
  const lent = (await makeSpares(spare, identity.recipient, quietly))!.keys as { kind: string; public: string; wrapped: string }[];
  const [seal, ...stamps] = lent;
  const [slips, b1, b2] = await Promise.all([newRsaPair(), newRsaPair(), newRsaPair()]);
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const receipt = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const block = (id: string, eligible: number): Json => ({ id, name: `Team ${id}`, department: "", teams: [id], eligible });
  const rules: Json = {
    v: 2,
    round: "ab".repeat(16),
    title: "November pulse",
    format: "focus",
    k: 5,
    c: 1,
    questions: [{ id: "q1", construct: "T", text: "One?" }, { id: "q2", construct: "T", text: "Two?" }],
    blocks: [block("b1", 5), block("b2", 2)],
    opens_at: "2026-11-02T09:00:00Z",
    closes_at: "2026-11-09T09:00:00Z",
    size: 64,
    keys: {
      seal: await publicOfSeal(secret),
      receipt: toText(new Uint8Array(await crypto.subtle.exportKey("raw", receipt.publicKey))),
      slips: toText(slips.publicDer),
      blocks: { b1: toText(b1.publicDer), b2: toText(b2.publicDer) },
    },
    guardian: { name: "Edda Falk", key: identity.sign, seal: seal!.public, blocks: { b1: stamps[0]!.public, b2: stamps[1]!.public }, where: "apart" },
  };
  const text = canonicalJson(rules);
  const manifest = await readManifest(text, toHex(await sha256(utf8(text))));
  const people = ANSWERS.map((_, n) => ({ id: `id${n}`, name: `Person ${n}`, block: n < 5 ? "b1" : "b2" }));
  const wrapped = { seal: seal!.wrapped, b1: stamps[0]!.wrapped, b2: stamps[1]!.wrapped };
  return { identity, manifest, text, people, wrapped, company: { blocks: { b1, b2 }, slips, seal: secret, receipt: receipt.privateKey } };
}

/** That rules stand on a ledger of two entries, and its head. */
async function onLedger(text: string, verb = "round.announced"): Promise<{ announced: Announced; head: Json }> {
  const entry = canonicalJson({ verb, details: { rules: toHex(await sha256(utf8(text))) } });
  const salt = new Uint8Array(32);
  const [leaf, beside] = [await leafHash(await entryCommitment(salt, entry)), await leafHash(utf8("x"))];
  const root = Buffer.from(await nodeHash(leaf, beside)).toString("base64");
  const head = await signedHead(`bothways/x/0\n2\n${root}\n2026-11-01T00:00:00.000000Z\n`);
  return { announced: { text: entry, salt: toText(salt), position: 0, path: [toText(beside)] }, head };
}

async function signedHead(text: string): Promise<Json> {
  const signature = toText(new Uint8Array(await crypto.subtle.sign("Ed25519", ledgerKey.privateKey, utf8(text))));
  return { text, signature, key: toText(new Uint8Array(await crypto.subtle.exportKey("raw", ledgerKey.publicKey))) };
}

const ledgerKey = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
const firm = await announced();
const base = { round: firm.manifest.round, manifest: firm.text };
const toConfirm = { ...base, do: "confirm" as const, people: firm.people, ...(await onLedger(firm.text)) };
const AFTER = Date.parse("2026-11-09T09:00:00Z");
const does = (task: Task, memory: Memory): Promise<Done> => doTask(task, firm.identity, memory, quietly, AFTER);
const codes = ({ lines }: Done): string[] => lines.map(({ code }) => code);

const confirmed = (await does(toConfirm, nothing())).memory;
const wallets = await Promise.all(firm.people.map(({ block }) => newWallet(firm.manifest, block)));
const toStamp: ToStamp = {
  ...base,
  do: "stamp",
  wrapped: firm.wrapped,
  requests: firm.people.map((person, n) => ({ ...person, blinded: askedOf(wallets[n]!).guardian })),
};
const stamped = await does(toStamp, confirmed);
const toOpen = await closed();
const opened = await does(toOpen, stamped.memory);
const { groups } = opened.answers[0] as unknown as { groups: Group[] };
const toCount: ToCount = { ...base, do: "count", seal_private: toText(firm.company.seal), groups, not_counted_before: 0 };

/** Everybody's ballot in the box, and the company's sheet of it. */
async function closed(): Promise<ToOpen> {
  const { stamps } = stamped.answers[0] as unknown as { stamps: Record<string, string> };
  const signers = {
    b1: await signerOf(firm.company.blocks.b1!.privateDer),
    b2: await signerOf(firm.company.blocks.b2!.privateDer),
    slips: await signerOf(firm.company.slips.privateDer),
  };
  const records: Record<string, string[]> = { b1: [], b2: [] };
  const leaves: Bytes[] = [];
  for (const [n, { id, block }] of firm.people.entries()) {
    const asked = askedOf(wallets[n]!);
    const signature = toText(signers[block as "b1" | "b2"].sign(toBytes(asked.blinded)));
    const got = { signature, slip: toText(signers.slips.sign(toBytes(asked.slip))), stamp: stamps[id]! };
    const { ballot } = await fillIn((await withStamps(wallets[n]!, firm.manifest, got))!, firm.manifest, ANSWERS[n]!);
    const [key, sealed, counter] = [toBytes(ballot.key), toBytes(ballot.sealed), eight(ballot.counter)];
    const rest = [ballot.prefix, ballot.credential].map((part) => toBytes(part));
    const record = joined(new Uint8Array([1]), key, ...rest, counter, toBytes(ballot.signature), toBytes(ballot.stamp!), sealed);
    records[block]!.push(toText(record));
    leaves.push(await sha256(joined(new Uint8Array([0]), key, counter, sealed)));
  }
  const issued = { b1: 5, b2: 2 };
  const sheet = canonicalJson({
    v: 1,
    round: base.round,
    rules: toHex(firm.manifest.hash),
    leaves: toHex(await rootOf(sorted(leaves))),
    n_leaves: 7,
    blocks: [
      { id: "b1", eligible: 5, issued: 5, ballots: 5 },
      { id: "b2", eligible: 2, issued: 2, ballots: 2 },
    ],
  });
  const told = joined(utf8("bothways-sheet-v1\0"), firm.manifest.hash, await sha256(utf8(sheet)));
  const sheet_signature = toText(new Uint8Array(await crypto.subtle.sign("Ed25519", firm.company.receipt, told)));
  return { ...base, do: "open", wrapped: { seal: firm.wrapped.seal! }, sheet, sheet_signature, records, issued };
}

test("a round goes from the list of people to a signed release, and the figures are the right ones", async () => {
  const counted = await does(toCount, opened.memory);

  assert.deepEqual(codes(stamped), ["stamped"]);
  assert.deepEqual(codes(opened), ["opened"]);
  assert.deepEqual(groups.map(({ blocks, slips }) => [blocks, slips.length]), [[["b1", "b2"], 7]]);
  assert.deepEqual(codes(counted), ["counted"]);
  const rules = JSON.parse(firm.text);
  const expected = release(rules, [[["b1", "b2"], ANSWERS as (number | null)[][]]]);
  const answer = counted.answers[0] as unknown as { document: string; root: string; signature: string; not_counted: number };
  assert.equal(answer.document, textOf(expected));
  assert.equal(answer.not_counted, 0);
  assert.equal(answer.root, toHex(await releaseRoot(JSON.parse(answer.document) as Release, firm.company.seal)));
  const key = await crypto.subtle.importKey("raw", toBytes(firm.identity.sign), "Ed25519", false, ["verify"]);
  const told = joined(utf8("bothways-release-v2\0"), firm.manifest.hash, fromHex(answer.root));
  assert.ok(await crypto.subtle.verify("Ed25519", key, toBytes(answer.signature), told));
});

test("what is handed back holds neither key nor block nor order of the box", () => {
  const handed = JSON.stringify(opened.answers);
  for (const record of Object.values(toOpen.records).flat()) {
    assert.ok(!handed.includes(toText(toBytes(record).slice(1, 33))));
  }
  assert.ok(groups.every((group) => Object.keys(group).sort().join() === "blocks,slips"));
});

test("a second envelope for the same person is refused, and the first is stamped alike again", async () => {
  const other = await newWallet(firm.manifest, "b1");
  const again = await does(toStamp, stamped.memory);
  const requests = [{ ...firm.people[0]!, blinded: askedOf(other).guardian }];
  const twice = await does({ ...toStamp, requests }, stamped.memory);

  assert.deepEqual(again.answers, stamped.answers);
  assert.deepEqual(codes(twice), ["stamped", "second_message"]);
  assert.deepEqual(twice.answers, []);
});

test("whoever is not on the confirmed list, or in another group of it, gets no stamp", async () => {
  const { blinded } = toStamp.requests[0]!;
  const requests = [
    { id: "new", name: "Nobody", block: "b1", blinded },
    { ...firm.people[0]!, block: "b2", blinded },
  ];

  const done = await does({ ...toStamp, requests }, confirmed);

  assert.deepEqual(codes(done).slice(1), ["stranger", "other_block"]);
  assert.deepEqual(done.answers, []);
});

test("nothing is done for a round before somebody confirmed exactly these rules", async () => {
  const weak = canonicalJson({ ...JSON.parse(firm.text), k: 4 });
  const other = canonicalJson({ ...JSON.parse(firm.text), title: "Another" });

  assert.deepEqual(codes(await does(toStamp, nothing())), ["not_confirmed"]);
  assert.deepEqual(codes(await does({ ...toConfirm, manifest: weak }, nothing())), ["weak_rules"]);
  assert.deepEqual(codes(await does({ ...toConfirm, manifest: other, ...(await onLedger(other)) }, confirmed)), ["rules_changed"]);
  assert.deepEqual(codes(await does({ ...toStamp, manifest: other }, confirmed)), ["rules_changed"]);
  assert.deepEqual(codes(await does({ ...toConfirm, manifest: ` ${firm.text}` }, nothing())), ["rules_unreadable"]);
});

test("rules that are not on the ledger of the work are not confirmed, nor under a forged head", async () => {
  const { announced, head } = toConfirm;
  const elsewhere = await onLedger(firm.text, "round.prepared");
  const unsigned = { ...(head as Record<string, string>), signature: toText(new Uint8Array(64)) };
  const other = await onLedger(canonicalJson({ ...JSON.parse(firm.text), title: "Another" }));
  const shown = [{ announced: null, head }, { announced, head: null }, elsewhere, other, { announced, head: unsigned }, { announced, head: elsewhere.head }];

  for (const one of shown) {
    const done = await does({ ...toConfirm, ...one }, nothing());
    assert.deepEqual([codes(done), done.answers], [["not_announced"], []]);
  }
});

test("no box is opened before its time by this device's own clock", async () => {
  const early = await doTask(toOpen, firm.identity, stamped.memory, quietly, AFTER - 600_000);
  const nearly = await doTask(toOpen, firm.identity, stamped.memory, quietly, AFTER - 60_000);

  assert.deepEqual([codes(early), early.answers], [["too_early"], []]);
  assert.deepEqual(codes(nearly), ["opened"]);
});

test("a list with more people than the rules say, or another one later, is refused", async () => {
  const invented = [...firm.people, { id: "id9", name: "Nobody", block: "b2" }];
  const swapped = firm.people.map((person) => ({ ...person, block: person.block === "b1" ? "b2" : "b1" }));

  assert.deepEqual(codes(await does({ ...toConfirm, people: invented }, nothing())), ["list_differs"]);
  assert.deepEqual(codes(await does({ ...toConfirm, people: swapped.slice(5) }, confirmed)), ["list_changed"]);
});

test("names that were not there in the last round are marked", async () => {
  const people = firm.people.map((person, n) => (n === 3 ? { ...person, name: "Kim New" } : person));

  const { lists, fresh } = await look({ ...toConfirm, people }, firm.identity, confirmed);
  const first = await look(toConfirm, firm.identity, nothing());

  assert.equal(fresh, 1);
  assert.deepEqual(lists.flatMap((list) => list.people.filter((person) => person.fresh)), [{ name: "Kim New", fresh: true }]);
  assert.equal(first.fresh, 0);
});

test("a box in which a ballot was altered, doubled, added or left out is not opened", async () => {
  const [first, ...rest] = toOpen.records.b1!;
  const altered = toBytes(first!);
  altered[altered.length - 1]! ^= 1;
  const box = (b1: string[]): Promise<Done> => does({ ...toOpen, records: { ...toOpen.records, b1 } }, stamped.memory);

  assert.deepEqual(codes(await box([toText(altered), ...rest])), ["ballot_bad"]);
  assert.deepEqual(codes(await box([first!, first!, ...rest.slice(1)])), ["ballot_twice"]);
  assert.deepEqual(codes(await box([first!, ...rest, toOpen.records.b2![0]!])), ["ballot_bad"]);
  assert.deepEqual(codes(await box(rest)), ["sheet_differs"]);
  assert.deepEqual(codes(await does({ ...toOpen, issued: { b1: 4, b2: 2 } }, stamped.memory)), ["numbers_differ"]);
  const unsigned = toText(new Uint8Array(64));
  assert.deepEqual(codes(await does({ ...toOpen, sheet_signature: unsigned }, stamped.memory)), ["sheet_unsigned"]);
});

test("a box is opened again with the same ballots alone", async () => {
  const again = await does(toOpen, opened.memory);
  const other = { ...opened.memory, opened: { [base.round]: "00".repeat(32) } };

  assert.equal(opened.memory.opened[base.round], (JSON.parse(toOpen.sheet) as { leaves: string }).leaves);
  assert.deepEqual(codes(again), ["opened"]);
  assert.deepEqual(again.memory.peeled, opened.memory.peeled);
  assert.deepEqual(codes(await does(toOpen, other)), ["opened_before"]);
});

test("only what this key took out of the box is counted, with the company's own key", async () => {
  const fewer = groups.map(({ blocks, slips }) => ({ blocks, slips: slips.slice(1) }));
  const strange = toText(crypto.getRandomValues(new Uint8Array(32)));

  assert.deepEqual(codes(await does({ ...toCount, groups: fewer }, opened.memory)), ["slips_differ"]);
  assert.deepEqual(codes(await does(toCount, stamped.memory)), ["opened_elsewhere"]);
  assert.deepEqual(codes(await does({ ...toCount, seal_private: strange }, opened.memory)), ["company_key_differs"]);
});

test("fewer ballots than the smallest group are not opened at all", async () => {
  const records = { b1: toOpen.records.b1!.slice(0, 3), b2: [] };
  const leaves = await Promise.all(records.b1.map(async (record) => {
    const bytes = toBytes(record);
    return sha256(joined(new Uint8Array([0]), bytes.slice(1, 33), bytes.slice(449, 457), bytes.slice(905)));
  }));
  const told = { ...JSON.parse(toOpen.sheet), n_leaves: 3, leaves: toHex(await rootOf(sorted(leaves))) };
  told.blocks[0].ballots = 3;
  told.blocks[1].ballots = 0;
  const sheet = canonicalJson(told);
  const part = joined(utf8("bothways-sheet-v1\0"), firm.manifest.hash, await sha256(utf8(sheet)));
  const sheet_signature = toText(new Uint8Array(await crypto.subtle.sign("Ed25519", firm.company.receipt, part)));

  const done = await does({ ...toOpen, records, sheet, sheet_signature }, stamped.memory);
  const counted = await does({ ...toCount, groups: [] }, done.memory);

  assert.deepEqual(codes(done), ["too_few"]);
  assert.deepEqual((done.answers[0] as unknown as { groups: Group[] }).groups, []);
  assert.deepEqual(codes(counted), ["counted_few"]);
});

test("the key file opens with its passphrase alone, and the paper gives the same key", async () => {
  const file = await closeKey(firm.identity, "lamo nivu teka sora vile budo");
  const typed = firm.identity.secret.toLowerCase().replace(/(.{4})/g, "$1 ");
  const [last] = typed.trim().slice(-1);
  const slip = typed.trim().slice(0, -1) + (last === "q" ? "p" : "q");

  const again = await openKey(file, "lamo nivu teka sora vile budo");
  const fromPaper = await readIdentity(typed);

  assert.deepEqual([again.secret, again.name, again.fingerprint], [firm.identity.secret, "Edda Falk", firm.identity.fingerprint]);
  assert.equal(fromPaper.sign, firm.identity.sign);
  assert.match(again.fingerprint, /^([0-9a-f]{4} ){4}[0-9a-f]{4}$/);
  await assert.rejects(openKey(file, "lamo nivu teka sora vile buda"), { code: "wrong_passphrase" });
  const slow = Buffer.from(file.split("\n").slice(1, -2).join(""), "base64").toString("latin1").replace(/(scrypt \S+) \d+/, "$1 24");
  const armored = `-----BEGIN AGE ENCRYPTED FILE-----\n${Buffer.from(slow, "latin1").toString("base64").replace(/(.{64})/g, "$1\n")}\n-----END AGE ENCRYPTED FILE-----\n`;
  await assert.rejects(openKey(armored, "lamo nivu teka sora vile budo"), { code: "slow_key_file" });
  await assert.rejects(openKey("no file", "lamo nivu teka sora vile budo"), { code: "no_key_file" });
  await assert.rejects(readIdentity(slip), { code: "no_key" });
  await assert.rejects(closeKey(firm.identity, "short"), { code: "short_passphrase" });
});

test("a spare key of somebody else's, or of another kind, is refused", async () => {
  const stranger = await newIdentity("Somebody");

  await assert.rejects(unwrap(stranger, firm.wrapped.b1!, "block"), { code: "not_my_key" });
  await assert.rejects(unwrap(firm.identity, firm.wrapped.b1!, "seal"), { code: "not_my_key" });
});

test("answers leave signed over their canonical text", async () => {
  const told = JSON.parse(await documentOf(opened.answers, firm.identity));
  const key = await crypto.subtle.importKey("raw", toBytes(firm.identity.sign), "Ed25519", false, ["verify"]);
  const part = joined(utf8("bothways-answer-v1\0"), utf8(canonicalJson({ v: 1, answers: told.answers })));

  assert.ok(await crypto.subtle.verify("Ed25519", key, toBytes(told.signature), part));
});

test("raw signing gives the published blind signatures of RFC 9474", async () => {
  const { p, q, n, e, d } = vectors.key;
  const number = (hex: string): bigint => BigInt(`0x${hex}`);
  const spelled = (value: bigint): string => {
    const hex = value.toString(16);
    return toText(fromHex(hex.length % 2 ? `0${hex}` : hex));
  };
  const [P, Q, D] = [number(p), number(q), number(d)];
  const inverse = (a: bigint, m: bigint): bigint => {
    let [before, now, first, second] = [m, a % m, 0n, 1n];
    while (now) [before, now, first, second] = [now, before % now, second, first - (before / now) * second];
    return ((first % m) + m) % m;
  };
  const jwk = {
    kty: "RSA",
    ...Object.fromEntries(Object.entries({ n: number(n), e: number(e), d: D, p: P, q: Q }).map(([k, v]) => [k, spelled(v)])),
    dp: spelled(D % (P - 1n)),
    dq: spelled(D % (Q - 1n)),
    qi: spelled(inverse(Q, P)),
  };
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "RSA-PSS", hash: "SHA-384" }, true, ["sign"]);
  const signer = await signerOf(new Uint8Array(await crypto.subtle.exportKey("pkcs8", key)));

  for (const { blinded_msg, blind_sig } of vectors.vectors) {
    assert.equal(toHex(signer.sign(fromHex(blinded_msg))), blind_sig);
  }
  assert.throws(() => signer.sign(fromHex("00".repeat(512))), /does not fit/);
});

test("a ledger that does not go on from where it was last seen stops the work", async () => {
  const ledger = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const key = toText(new Uint8Array(await crypto.subtle.exportKey("raw", ledger.publicKey)));
  const leaves = await Promise.all(["a", "b", "c"].map((name) => sha256(utf8(name))));
  const head = async (n: number, root: Bytes): Promise<Json> => {
    const base64 = Buffer.from(root).toString("base64");
    const text = `somewhere.example\n${n}\n${base64}\n2026-11-22T08:00:00.000000Z\n`;
    return { text, key, signature: toText(new Uint8Array(await crypto.subtle.sign("Ed25519", ledger.privateKey, utf8(text)))) };
  };
  const work = (told: Json, since_head: Json): Work => ({ v: 1, origin: "", head: told, since_head, rounds: [], spare: { blocks: 0, seals: 0, want_blocks: 0, want_seals: 0 } });
  const [two, three] = [await head(2, await rootOf(leaves.slice(0, 2))), await head(3, await rootOf(leaves))];

  const first = await withHead(nothing(), work(two, null));
  const then = await withHead(first, work(three, [toText(leaves[2]!)]));

  assert.deepEqual([seenSize(nothing()), seenSize(first), seenSize(then)], [0, 2, 3]);
  const other = await head(3, await rootOf([...leaves].reverse()));
  await assert.rejects(withHead(first, work(other, [toText(leaves[2]!)])), { code: "head_differs" });
  await assert.rejects(withHead(then, work(two, [])), { code: "head_differs" });
  await assert.rejects(withHead(then, work(null, null)), { code: "head_differs" });
  await assert.rejects(withHead(nothing(), work({ ...(two as object), key: toText(new Uint8Array(32)) }, null)), { code: "head_differs" });
});
