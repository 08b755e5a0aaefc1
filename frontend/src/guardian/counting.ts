// Counting what was peeled: the same document as the company's, or nothing is released.

import { joined, toBytes, toHex, utf8, type Bytes } from "../bytes.ts";
import { hexOf } from "../canonical.ts";
import { release, textOf, type Answers, type Piled, type Release } from "../release.ts";
import { releaseRoot } from "../tree.ts";
import { Distrust } from "./distrust.ts";
import { innerInfo, slipSize } from "./envelopes.ts";
import type { Answer, Group, ToCount } from "./exchange.ts";
import { signWith, type Identity } from "./identity.ts";
import { withEntry, type Memory } from "./memory.ts";
import { digestOf } from "./opening.ts";
import { publicOfSeal, signatureHolds, stampHolds, verifier, type Rules } from "./rules.ts";
import { openerWith } from "./seals.ts";
import { confirmedRules, type Progress } from "./stamping.ts";

const VERSION = 1;
const SCALE = 5;

export interface Counted {
  answer: Answer;
  memory: Memory;
  document: Release;
  not_counted: number;
}

export async function count(task: ToCount, identity: Identity, memory: Memory, progress: Progress): Promise<Counted> {
  const rules = await confirmedRules(task, identity, memory);
  const secret = toBytes(task.seal_private, 32);
  if ((await publicOfSeal(secret)) !== rules.keys.seal) throw new Distrust("company_key_differs");
  if (memory.peeled[task.round] === undefined) throw new Distrust("opened_elsewhere");
  if (memory.peeled[task.round] !== (await digestOf(task.groups))) throw new Distrust("slips_differ");
  const { piles, invalid } = await openSlips(task.groups, rules, secret, progress);
  const document = release(rules, piles);
  const text = textOf(document);
  const root = await releaseRoot(document, secret);
  const signature = await signWith(identity, utf8("bothways-release-v2\0"), rules.hash, root);
  const not_counted = invalid + task.not_counted_before;
  const told = { document: text, document_digest: await hexOf(text), root: toHex(root), signature, not_counted };
  return {
    answer: { kind: "release", round: task.round, ...told },
    memory: withEntry(memory, "counted", task.round, toHex(root)),
    document,
    not_counted,
  };
}

interface Slip {
  key: string;
  plain: Bytes;
}

/** All answers by group, and how many slips were invalid; a cover is neither. */
export async function openSlips(
  groups: readonly Group[],
  rules: Rules,
  secret: Bytes,
  progress: Progress,
): Promise<{ piles: Piled[]; invalid: number }> {
  const unseal = await openerWith(secret);
  const stamps = await verifier(rules.keys.slips);
  const total = groups.reduce((sum, { slips }) => sum + slips.length, 0);
  const opened: [string[], (Slip | null)[]][] = [];
  for (const { blocks, slips } of groups) {
    const inside = slips.map(async (slip) => slipIn(await unseal(toBytes(slip), innerInfo(rules)), rules, stamps));
    opened.push([blocks, await Promise.all(inside)]);
    progress(opened.reduce((sum, [, found]) => sum + found.length, 0), total);
  }
  const times = new Map<string, number>();
  for (const slip of opened.flatMap(([, found]) => found)) if (slip) times.set(slip.key, (times.get(slip.key) ?? 0) + 1);
  let invalid = 0;
  const piles = opened.map(([blocks, found]): Piled => {
    const valid = found.filter((slip) => slip !== null && times.get(slip.key) === 1) as Slip[];
    const told = valid.filter(({ plain }) => plain.some((byte) => byte)); // a cover is nothing but zeros
    const answers = told.map(({ plain }) => decoded(plain, rules.questions.length)).filter((one) => one !== null);
    invalid += found.length - valid.length + told.length - answers.length;
    return [blocks, answers];
  });
  return { piles, invalid };
}

async function slipIn(data: Bytes | null, rules: Rules, stamps: CryptoKey): Promise<Slip | null> {
  if (data === null || data.length !== slipSize(rules.size)) return null;
  let at = 0;
  const next = (length: number): Bytes => data.slice(at, (at += length));
  const [key, prefix, credential, signature, plain] = [next(32), next(32), next(384), next(64), data.slice(512)];
  const bound = joined(utf8("bothways-slip-v1\0"), rules.hash);
  const good =
    (await stampHolds(stamps, credential, joined(prefix, bound, key))) &&
    (await signatureHolds(key, signature, joined(bound, plain)));
  return good ? { key: toHex(key), plain } : null;
}

/** The answers in a plain text, or null if anything in it is not as a ballot is written. */
export function decoded(plain: Bytes, questions: number): Answers | null {
  const [told, padding] = [plain.slice(1, 1 + questions), plain.slice(1 + questions)];
  if (plain[0] !== VERSION || padding.some((byte) => byte) || told.some((byte) => byte > SCALE)) return null;
  return Array.from(told, (byte) => byte || null);
}
