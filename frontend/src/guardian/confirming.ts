// Confirming a round: its rules, and that the people on its lists are people.

import { fromHex, sha256, toBytes, toHex, utf8 } from "../bytes.ts";
import { canonicalJson, hexOf, type Json } from "../canonical.ts";
import { Distrust } from "./distrust.ts";
import type { Answer, Person, ToConfirm } from "./exchange.ts";
import { signWith, type Identity, type PublicHalves } from "./identity.ts";
import { withEntry, type Memory } from "./memory.ts";
import { insistOnAnnounced } from "./heads.ts";
import { insistOn, ownKeys, readRules, shown } from "./rules.ts";

export interface Listed {
  block: string;
  eligible: number;
  people: { name: string; fresh: boolean }[];
}

/** What is looked at before it is confirmed: rules in short, and everybody's name by block. */
export interface Looked extends ReturnType<typeof shown> {
  round: string;
  lists: Listed[];
  fresh: number;
}

export async function look(task: ToConfirm, own: PublicHalves, memory: Memory): Promise<Looked> {
  const rules = await readRules(task.manifest, task.round);
  insistOn(rules, own);
  await insistOnAnnounced(task.announced, task.head, rules.hash);
  const known = new Set(memory.names);
  const isFresh = (name: string): boolean => memory.names.length > 0 && !known.has(name);
  const lists = rules.blocks.map(({ id, name, eligible }) => {
    const inside = task.people.filter(({ block }) => block === id);
    if (inside.length > eligible) throw new Distrust("list_differs", { block: name, listed: inside.length, eligible });
    const people = inside.map((person) => ({ name: person.name, fresh: isFresh(person.name) }));
    return { block: name, eligible, people: people.sort((a, b) => a.name.localeCompare(b.name)) };
  });
  const listed = lists.reduce((sum, { people }) => sum + people.length, 0);
  if (listed !== task.people.length || new Set(task.people.map(({ id }) => id)).size !== listed) {
    throw new Distrust("list_strange");
  }
  const fresh = task.people.filter(({ name }) => isFresh(name)).length;
  return { ...shown(rules), round: task.round, lists, fresh };
}

export async function confirm(
  task: ToConfirm,
  identity: Identity,
  memory: Memory,
): Promise<{ answer: Answer; memory: Memory }> {
  await look(task, identity, memory);
  const rules = await readRules(task.manifest, task.round);
  const before = memory.confirmed[task.round];
  const keys = await Promise.all(ownKeys(rules).map(async (key) => toHex(await sha256(toBytes(key)))));
  refuseLentTwice(keys, task.round, memory);
  if (before && before.rules !== rules.hex) throw new Distrust("rules_changed");
  if (before && task.people.some(({ id, block }) => before.people[id] !== block)) throw new Distrust("list_changed");
  const people = await digestOf(task.people);
  const signature = await signWith(identity, utf8("bothways-confirm-v1\0"), rules.hash, fromHex(people));
  const answer = { kind: "confirm", round: task.round, rules: rules.hex, people, signature };
  if (before) return { answer, memory };
  const entry = { rules: rules.hex, people: Object.fromEntries(task.people.map(({ id, block }) => [id, block])), keys };
  const names = [...new Set(task.people.map(({ name }) => name))].sort();
  return { answer, memory: { ...withEntry(memory, "confirmed", task.round, entry), names } };
}

/** A stamp is given blindly: under a key that two rounds share it would be good in both. */
function refuseLentTwice(keys: readonly string[], round: string, memory: Memory): void {
  const others = Object.entries(memory.confirmed).filter(([one]) => one !== round);
  const lent = new Set(others.flatMap(([, entry]) => entry.keys ?? []));
  if (keys.some((key) => lent.has(key))) throw new Distrust("rules_unreadable");
}

function digestOf(people: Person[]): Promise<string> {
  const byId = [...people].sort((a, b) => (a.id < b.id ? -1 : 1));
  return hexOf(canonicalJson(byId as unknown as Json));
}
