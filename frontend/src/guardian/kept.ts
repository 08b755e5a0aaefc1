// The second key's memory on this device. It is kept before an answer leaves; where it can't be
// kept, nothing is answered.

import { canonicalJson, type Json } from "../canonical.ts";
import { Distrust } from "./distrust.ts";
import { readMemory, type Memory } from "./memory.ts";

const slotOf = (sign: string): string => `bothways-guardian:${sign}`;

export function remembered(sign: string): Memory {
  return readMemory(localStorage.getItem(slotOf(sign)));
}

export function remember(sign: string, memory: Memory): void {
  const text = canonicalJson(memory as unknown as Json);
  try {
    localStorage.setItem(slotOf(sign), text);
  } catch {
    throw new Distrust("no_memory");
  }
}

/** Two pages at once would each remember only their own half. */
export function alone<Told>(sign: string, go: () => Promise<Told>): Promise<Told> {
  return navigator.locks.request(slotOf(sign), go) as Promise<Told>;
}
