// What the second key remembers, so that the server it works for can't play it off against itself.
// The same shape as bothways.pure.guardian.memory. Every step gives a new one, to be kept before
// its answer is sent.

import type { Json } from "../canonical.ts";

export interface Memory {
  v: 1;
  confirmed: Record<string, { rules: string; people: Record<string, string>; keys?: string[] }>; // id: block; digests of spare keys
  names: string[]; // of the round that was confirmed last
  stamped: Record<string, Record<string, string>>; // round: id: digest of what was stamped
  opened: Record<string, string>; // round: root of its leaves
  peeled: Record<string, string>; // round: digest of what was handed out
  counted: Record<string, string>; // round: root of its release
  head: Json; // the last head of the ledger that was seen
}

type Part = "confirmed" | "stamped" | "opened" | "peeled" | "counted";

export const nothing = (): Memory => ({
  v: 1,
  confirmed: {},
  names: [],
  stamped: {},
  opened: {},
  peeled: {},
  counted: {},
  head: null,
});

export function withEntry<P extends Part>(memory: Memory, part: P, round: string, value: Memory[P][string]): Memory {
  return { ...memory, [part]: { ...memory[part], [round]: value } };
}

export function readMemory(text: string | null): Memory {
  const told: unknown = text === null ? null : JSON.parse(text);
  return { ...nothing(), ...(Object(told) as Partial<Memory>) };
}
