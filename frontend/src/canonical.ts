// The one text of a value: what is hashed and signed is the same bytes wherever it was written.

import { sha256, toHex, utf8 } from "./bytes.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Compare by code point, as Python sorts; JavaScript's own order differs beyond U+FFFF. */
export function byCodePoint(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  for (let place = 0; place < Math.min(a.length, b.length); place++) {
    const apart = a[place]!.codePointAt(0)! - b[place]!.codePointAt(0)!;
    if (apart) return apart;
  }
  return a.length - b.length;
}

/** Keys sorted by code point, no spaces, whole numbers only, no escapes beyond JSON's own. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("only whole numbers are meant here");
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const keys = Object.keys(value).sort(byCodePoint);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key]!)}`).join(",")}}`;
}

export async function hexOf(text: string): Promise<string> {
  return toHex(await sha256(utf8(text)));
}
