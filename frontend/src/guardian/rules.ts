// A round's rules as the second key reads them: wholly, and only in their one canonical text.

import { sha256, toBytes, toHex, toText, utf8, type Bytes } from "../bytes.ts";
import { canonicalJson, type Json } from "../canonical.ts";
import { floorOf, type Block, type Rules as Counting } from "../release.ts";
import { Distrust } from "./distrust.ts";
import type { PublicHalves } from "./identity.ts";

export const FLOOR_K = 5;
export const FLOOR_C = 1;

export interface Asked {
  id: string;
  construct: string;
  text: string;
}

export interface Rules extends Counting {
  hash: Bytes;
  hex: string;
  v: number;
  round: string;
  title: string;
  questions: Asked[];
  blocks: Block[];
  opens_at: string;
  closes_at: string;
  size: number;
  keys: { seal: string; receipt: string; slips: string; blocks: Record<string, string> };
  guardian: { name: string; key: string; seal: string; blocks: Record<string, string>; where: string };
}

/** Read a manifest. Refused: another text than the canonical one, another version, no second key. */
export async function readRules(text: string, round: string): Promise<Rules> {
  let told: Rules;
  try {
    told = JSON.parse(text) as Rules;
    if (canonicalJson(told as unknown as Json) !== text) throw new Error("not canonical");
  } catch {
    throw new Distrust("rules_unreadable");
  }
  if (told.v !== 2 || !told.guardian || !told.keys?.slips || told.round !== round) throw new Distrust("rules_unreadable");
  const named = told.blocks.map(({ id }) => id);
  // a block that stood there seven times would count sevenfold, and be opened alone
  if (new Set(named).size !== named.length || new Set(ownKeys(told)).size <= named.length) throw new Distrust("rules_unreadable");
  for (const keys of [told.keys.blocks, told.guardian.blocks]) {
    if (named.length !== Object.keys(keys).length || named.some((id) => !keys[id])) throw new Distrust("rules_unreadable");
  }
  const hash = await sha256(utf8(text));
  return { ...told, hash, hex: toHex(hash) };
}

/** This key's spare keys in the rules: one to stamp each block, one to open. */
export const ownKeys = ({ guardian }: Rules): string[] => [...Object.values(guardian.blocks), guardian.seal];

/** Refuse rules that this key must not stand for: not its own, or weaker than the floor. */
export function insistOn(rules: Rules, own: PublicHalves): void {
  if (rules.guardian.key !== own.sign) throw new Distrust("not_my_key");
  const { k, c } = rules;
  if (k < FLOOR_K || c < FLOOR_C) throw new Distrust("weak_rules", { k, c });
}

/** What the page says of a round before it is confirmed. */
export function shown(rules: Rules): { title: string; k: number; c: number; floor: number; questions: string[]; opens_at: string; closes_at: string } {
  const { title, k, c, questions, opens_at, closes_at } = rules;
  return { title, k, c, floor: floorOf(k, c), questions: questions.map(({ text }) => text), opens_at, closes_at };
}

const BEFORE_X25519 = new Uint8Array([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32]);

/** The public half of a seal key, in base64url. */
export async function publicOfSeal(seal: Bytes): Promise<string> {
  if (seal.length !== 32) throw new Distrust("not_my_key");
  const key = await crypto.subtle.importKey("pkcs8", new Uint8Array([...BEFORE_X25519, ...seal]), "X25519", true, ["deriveBits"]);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  return toText(toBytes(x ?? "", 32));
}

export async function verifier(der: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("spki", toBytes(der), { name: "RSA-PSS", hash: "SHA-384" }, false, ["verify"]);
}

export async function stampHolds(key: CryptoKey, stamp: Bytes, told: Bytes): Promise<boolean> {
  return crypto.subtle.verify({ name: "RSA-PSS", saltLength: 48 }, key, stamp, told);
}

export async function signatureHolds(key: Bytes, signature: Bytes, told: Bytes): Promise<boolean> {
  try {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", known, signature, told);
  } catch {
    return false; // no point of the curve
  }
}
