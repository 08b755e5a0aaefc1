// Was everything counted, and nothing added? The sums over a round's public file, done here.
//
// The file holds the whole list of leaves, so that asking for it tells nobody which leaf is looked
// for. docs/round-file.md says what stands in it.

import { proves, type Proof } from "./announced.ts";
import { fromHex, joined, sha256, toBytes, toHex, utf8, type Bytes } from "./bytes.ts";
import type { Told } from "./receipts.ts";
import { leafOfPart, rootOf } from "./tree.ts";

const LEAF_LENGTH = 32;

export interface RoundFile {
  manifest: string;
  sheet: { text: string; company: string; guardian: string | null } | null;
  leaves: string | null;
  release: Release | null;
  ledger: { announced: Proof | null };
}

/** root and parts are missing in releases from before there was a tree. */
interface Release {
  root?: string;
  parts?: Part[];
  company: string;
  guardian?: string | null;
}

/** A part that the reader may see, with its salt, or only what stands for it in the tree, in hex. */
export type Part = { part: string; salt: string } | { leaf: string };

export type State = "holds" | "fails" | "open"; // open: it can't be told

/** One line of the answer; why: picks the sentence that is shown with it. */
export interface Finding {
  check: "rules" | "sheet" | "list" | "counts" | "sheetsigned" | "release";
  state: State;
  why: string;
  told: Record<string, number>;
}

/** What became of one receipt. */
export type Fate = "in" | "replaced" | "rolledback" | "missing" | "otherround" | "otherrules" | "forged" | "open";

interface Rules {
  round: string;
  closes_at: string;
  blocks: { id: string; eligible: number }[];
  keys: { receipt: string };
  guardian: { key: string } | null;
}

interface Sheet {
  round: string;
  rules: string;
  leaves: string;
  n_leaves: number;
  blocks: { id: string; eligible: number; issued: number; ballots: number }[];
}

/** Check all that can be checked without a receipt, in the order in which it is told. */
export async function checkRound(file: RoundFile): Promise<Finding[]> {
  const hash = await sha256(utf8(file.manifest));
  const rules = JSON.parse(file.manifest) as Rules;
  const sheet = file.sheet && (JSON.parse(file.sheet.text) as Sheet);
  return [
    await rulesAreAnnounced(file, toHex(hash)),
    sheetIsOfThese(rules, sheet, toHex(hash)),
    await listHolds(file, sheet),
    countsHold(rules, sheet),
    await sheetIsSigned(file, rules, hash),
    await releaseIsSigned(file, rules, hash),
  ];
}

/** Say what became of each receipt of one person, the newest last: one tells whether another was replaced. */
export async function fatesOf(file: RoundFile, receipts: Told[]): Promise<Fate[]> {
  const hash = await sha256(utf8(file.manifest));
  const rules = JSON.parse(file.manifest) as Rules;
  const listed = new Set(leavesOf(file).map(toHex));
  const fates: Fate[] = [];
  for (const told of receipts) {
    if (told.round !== rules.round) fates.push("otherround");
    else if (told.manifestHash !== toHex(hash)) fates.push("otherrules");
    else if (!(await boxSigned(rules, hash, told))) fates.push("forged");
    else fates.push(file.sheet ? (listed.has(told.leaf) ? "in" : "missing") : "open");
  }
  const lastIn = fates.lastIndexOf("in");
  return fates.map((fate, place) => {
    if (fate !== "missing" || lastIn < 0) return fate;
    return place < lastIn ? "replaced" : "rolledback"; // an older one in its place is not the last word
  });
}

const finding = (check: Finding["check"], state: State, why: string, told: Record<string, number> = {}): Finding => ({
  check,
  state,
  why,
  told,
});

async function rulesAreAnnounced(file: RoundFile, hash: string): Promise<Finding> {
  const { announced } = file.ledger;
  if (!announced) return finding("rules", "open", "noproof");
  const holds = await proves(announced, hash).catch(() => false);
  return holds ? finding("rules", "holds", "announced") : finding("rules", "fails", "notannounced");
}

function sheetIsOfThese(rules: Rules, sheet: Sheet | null, hash: string): Finding {
  if (!sheet) return finding("sheet", "open", "nosheet");
  const fits = sheet.round === rules.round && sheet.rules === hash;
  return fits ? finding("sheet", "holds", "ofthese") : finding("sheet", "fails", "otherrules");
}

function leavesOf(file: RoundFile): Bytes[] {
  const bytes = toBytes(file.leaves ?? "");
  const leaves: Bytes[] = [];
  for (let at = 0; at < bytes.length; at += LEAF_LENGTH) leaves.push(bytes.slice(at, at + LEAF_LENGTH));
  return leaves;
}

/** Nothing missing, doubled, exchanged or out of order: the list gives the number and the root that were signed. */
async function listHolds(file: RoundFile, sheet: Sheet | null): Promise<Finding> {
  if (!sheet) return finding("list", "open", "nosheet");
  const leaves = leavesOf(file);
  const hexes = leaves.map(toHex);
  const told = { n: sheet.n_leaves, found: leaves.length };
  if (leaves.some((leaf) => leaf.length !== LEAF_LENGTH)) return finding("list", "fails", "cut", told);
  if (new Set(hexes).size !== hexes.length) return finding("list", "fails", "doubled", told);
  if (leaves.length !== sheet.n_leaves) return finding("list", "fails", "number", told);
  if (hexes.some((hex, place) => place > 0 && hex < hexes[place - 1]!)) return finding("list", "fails", "unsorted", told);
  const root = toHex(await rootOf(leaves));
  return root === sheet.leaves ? finding("list", "holds", "whole", told) : finding("list", "fails", "exchanged", told);
}

/** In each group no more ballots than envelopes, no more envelopes than people asked. */
function countsHold(rules: Rules, sheet: Sheet | null): Finding {
  if (!sheet) return finding("counts", "open", "nosheet");
  const sum = (part: "eligible" | "issued" | "ballots"): number => sheet.blocks.reduce((all, block) => all + block[part], 0);
  const told = { eligible: sum("eligible"), issued: sum("issued"), ballots: sum("ballots") };
  const whole = sheet.blocks.every(({ eligible, issued, ballots }) => [eligible, issued, ballots].every(isCount));
  const asked = (blocks: { id: string; eligible: number }[]): string => JSON.stringify(blocks.map(({ id, eligible }) => [id, eligible]));
  if (!whole || asked(sheet.blocks) !== asked(rules.blocks)) return finding("counts", "fails", "otherpeople", told);
  const stuffed = sheet.blocks.some(({ eligible, issued, ballots }) => ballots > issued || issued > eligible);
  if (stuffed || told.ballots !== sheet.n_leaves) return finding("counts", "fails", "stuffed", told);
  return finding("counts", "holds", "fit", told);
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

async function sheetIsSigned(file: RoundFile, rules: Rules, hash: Bytes): Promise<Finding> {
  if (!file.sheet) return finding("sheetsigned", "open", "nosheet");
  const told = joined(utf8("bothways-sheet-v1\0"), hash, await sha256(utf8(file.sheet.text)));
  return signedByThose("sheetsigned", rules, file.sheet, told);
}

async function releaseIsSigned(file: RoundFile, rules: Rules, hash: Bytes): Promise<Finding> {
  const { parts } = file.release ?? {};
  if (!file.release || !parts) return finding("release", "open", "norelease");
  const leaves = parts.map((part) => ("leaf" in part ? fromHex(part.leaf) : leafOfPart(toBytes(part.salt), part.part)));
  const told = joined(utf8("bothways-release-v2\0"), hash, await rootOf(await Promise.all(leaves)));
  const counted = { shown: parts.filter((part) => "part" in part).length, parts: parts.length };
  return signedByThose("release", rules, file.release, told, counted);
}

/** Both keyholders' signatures, or the company's where the rules know no other. */
async function signedByThose(
  check: Finding["check"],
  rules: Rules,
  signed: { company: string; guardian?: string | null },
  told: Bytes,
  counted: Record<string, number> = {},
): Promise<Finding> {
  const company = await signedBy(rules.keys.receipt, signed.company, told);
  if (!company) return finding(check, "fails", "company", counted);
  if (!rules.guardian) return finding(check, "holds", "onekey", counted);
  if (!signed.guardian) return finding(check, "open", "waits", counted);
  const guardian = await signedBy(rules.guardian.key, signed.guardian, told);
  return guardian ? finding(check, "holds", "both", counted) : finding(check, "fails", "guardian", counted);
}

async function signedBy(key: string, signature: string, told: Bytes): Promise<boolean> {
  try {
    const verifying = await crypto.subtle.importKey("raw", toBytes(key, 32), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", verifying, toBytes(signature, 64), told);
  } catch {
    return false;
  }
}

async function boxSigned(rules: Rules, hash: Bytes, told: Told): Promise<boolean> {
  if (told.closes !== rules.closes_at) return false;
  const message = joined(utf8("bothways-receipt-v1\0"), fromHex(told.leaf), hash, utf8(told.closes));
  return signedBy(rules.keys.receipt, told.receipt, message);
}
