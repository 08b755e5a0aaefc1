// Opening a closed box: every envelope is checked, its outer seal taken off, its key and block
// dropped, and what is left shuffled within groups of at least k.

import { sha256, toBytes, toHex, toText, utf8, type Bytes } from "../bytes.ts";
import { canonicalJson, hexOf, type Json } from "../canonical.ts";
import { shuffled } from "../chance.ts";
import { groupsByBallots } from "../release.ts";
import { rootOf, sorted } from "../tree.ts";
import { Distrust } from "./distrust.ts";
import { holds, leafOf, sealInfo, unpack, verifiersOf, type Envelope } from "./envelopes.ts";
import type { Answer, Group, ToOpen } from "./exchange.ts";
import { signWith, unwrap, type Identity } from "./identity.ts";
import { withEntry, type Memory } from "./memory.ts";
import { publicOfSeal, signatureHolds, type Rules } from "./rules.ts";
import { openerWith } from "./seals.ts";
import { confirmedRules, type Progress } from "./stamping.ts";

const SLACK = 300_000; // ms by which two clocks may differ

type InBlocks = Record<string, Envelope[]>;

export interface Opened {
  answer: Answer;
  memory: Memory;
  ballots: number;
  groups: number;
  unpeelable: number;
}

/** now: milliseconds by this device's clock, which the server can't move. */
export async function open(task: ToOpen, identity: Identity, memory: Memory, progress: Progress, now: number): Promise<Opened> {
  const rules = await confirmedRules(task, identity, memory);
  insistOnTime(rules, now);
  const ballots = await checked(task, rules, progress);
  insistOnStamps(ballots, task, memory);
  const root = await checkedSheet(task, rules, ballots);
  if ((memory.opened[task.round] ?? root) !== root) throw new Distrust("opened_before");
  const secret = await unwrap(identity, task.wrapped.seal, "seal");
  if ((await publicOfSeal(secret)) !== rules.guardian.seal) throw new Distrust("not_my_key");
  const { groups, unpeelable } = await peeled(rules, ballots, secret);
  const told = await sha256(utf8(task.sheet));
  const sheet_signature = await signWith(identity, utf8("bothways-sheet-v1\0"), rules.hash, told);
  const remembered = withEntry(withEntry(memory, "opened", task.round, root), "peeled", task.round, await digestOf(groups));
  return {
    answer: { kind: "peeled", round: task.round, groups: groups as unknown as Json, unpeelable, sheet_signature },
    memory: remembered,
    ballots: Object.values(ballots).flat().length,
    groups: groups.length,
    unpeelable: Object.values(unpeelable).reduce((sum, n) => sum + n, 0),
  };
}

/** No box is opened before its closing, which its rules name. */
function insistOnTime({ closes_at }: Rules, now: number): void {
  const closes = Date.parse(closes_at);
  if (Number.isNaN(closes)) throw new Distrust("rules_unreadable");
  if (now < closes - SLACK) throw new Distrust("too_early");
}

/** What peeled groups are known by, whatever the order of the slips in each. */
export function digestOf(groups: readonly Group[]): Promise<string> {
  const told = groups.map(({ blocks, slips }) => ({ blocks, slips: [...slips].sort() }));
  return hexOf(canonicalJson(told));
}

async function checked(task: ToOpen, rules: Rules, progress: Progress): Promise<InBlocks> {
  const found: InBlocks = {};
  const total = Object.values(task.records).reduce((sum, records) => sum + records.length, 0);
  if (Object.keys(task.records).some((id) => !rules.keys.blocks[id])) throw new Distrust("sheet_differs");
  let done = 0;
  for (const { id, name } of rules.blocks) {
    const keys = await verifiersOf(rules, id);
    found[id] = (task.records[id] ?? []).map((record) => unpack(toBytes(record), id, rules));
    const good = await Promise.all(found[id].map((envelope) => holds(envelope, rules, keys)));
    if (!good.every(Boolean)) throw new Distrust("ballot_bad", { block: name });
    progress((done += good.length), total);
  }
  const keys = Object.values(found).flatMap((envelopes) => envelopes.map(({ key }) => toHex(key)));
  if (new Set(keys).size !== keys.length) throw new Distrust("ballot_twice");
  return found;
}

/** No block holds more ballots than this device has stamped envelopes, as far as it stamped any. */
function insistOnStamps(ballots: InBlocks, { round }: ToOpen, memory: Memory): void {
  const stamped = memory.stamped[round];
  if (!stamped) return;
  const { people } = memory.confirmed[round]!;
  for (const [block, found] of Object.entries(ballots)) {
    const given = Object.keys(stamped).filter((id) => people[id] === block).length;
    if (found.length > given) throw new Distrust("more_than_stamped", { ballots: found.length, stamped: given });
  }
}

/** The company's sheet says what the ballots say, or nothing is opened. Returns the leaves' root. */
async function checkedSheet(task: ToOpen, rules: Rules, ballots: InBlocks): Promise<string> {
  const leaves = await Promise.all(Object.values(ballots).flat().map(leafOf));
  const root = toHex(await rootOf(sorted(leaves)));
  const blocks = rules.blocks.map(({ id, eligible }) => ({
    id,
    eligible,
    issued: task.issued[id] ?? 0,
    ballots: ballots[id]!.length,
  }));
  for (const { ballots: given, issued, eligible } of blocks) {
    if (given > issued || issued > eligible) throw new Distrust("numbers_differ", { given, issued, eligible });
  }
  const told = { v: 1, round: task.round, rules: rules.hex, leaves: root, n_leaves: leaves.length, blocks };
  if (canonicalJson(told) !== task.sheet) throw new Distrust("sheet_differs");
  const receipt = toBytes(rules.keys.receipt, 32);
  const signature = toBytes(task.sheet_signature, 64);
  const part = new Uint8Array([...utf8("bothways-sheet-v1\0"), ...rules.hash, ...(await sha256(utf8(task.sheet)))]);
  if (!(await signatureHolds(receipt, signature, part))) throw new Distrust("sheet_unsigned");
  return root;
}

async function peeled(
  rules: Rules,
  ballots: InBlocks,
  secret: Bytes,
): Promise<{ groups: Group[]; unpeelable: Record<string, number> }> {
  const peel = await openerWith(secret);
  const counts = Object.fromEntries(Object.entries(ballots).map(([id, found]) => [id, found.length]));
  const unpeelable = Object.fromEntries(rules.blocks.map(({ id }) => [id, 0]));
  const groups: Group[] = [];
  for (const blocks of groupsByBallots(rules.blocks, counts, rules.k)) {
    const slips: string[] = [];
    for (const id of blocks) {
      const opened = await Promise.all(ballots[id]!.map((envelope) => peel(envelope.sealed, sealInfo(envelope, rules))));
      unpeelable[id] = opened.filter((slip) => slip === null).length;
      slips.push(...opened.filter((slip) => slip !== null).map(toText));
    }
    groups.push({ blocks, slips: shuffled(slips) });
  }
  return { groups, unpeelable };
}
