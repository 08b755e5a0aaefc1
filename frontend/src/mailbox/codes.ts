// A code as words, and as text for a link: 128 bits of chance and 16 that find a slip of the pen.

import { joined, random, sha256, toBytes, toText, utf8, type Bytes } from "../bytes.ts";
import de from "./words/de.json";
import en from "./words/en.json";
import es from "./words/es.json";

export const N_WORDS = 16;
const CODE_LENGTH = 16;
const CHECK_LENGTH = 2;
const BITS = 9n;
const BEGINS = 4; // no two words of a list share so many first letters
const LISTS: Record<string, string[]> = { en, de, es };

/** Why what was typed is no code; n and word for the page's sentence. */
export class NoCode extends Error {
  constructor(
    readonly code: "sixteen" | "no_word" | "no_code",
    readonly values: Record<string, string | number> = {},
  ) {
    super(code);
  }
}

export const newCode = (): Bytes => random(CODE_LENGTH);

/** The 18 bytes that are written down. */
export async function withChecksum(code: Bytes): Promise<Bytes> {
  if (code.length !== CODE_LENGTH) throw new NoCode("no_code");
  const check = await sha256(joined(utf8("bothways-code-v1\0"), code));
  return joined(code, check.slice(0, CHECK_LENGTH));
}

/** Sixteen words in a language that we have a list of, else in English. */
export async function wordsOf(code: Bytes, language: string): Promise<string[]> {
  const list = LISTS[language.slice(0, 2)] ?? en;
  let number = (await withChecksum(code)).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const words: string[] = [];
  for (let left = N_WORDS; left; left--, number >>= BITS) words.unshift(list[Number(number & 511n)]!);
  return words;
}

/** The code that was typed, in whichever list all words stand. Accents, capitals, endings are forgiven. */
export async function codeIn(text: string): Promise<Bytes> {
  const typed = text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (typed.length !== N_WORDS) throw new NoCode("sixteen", { n: typed.length });
  const spelled = Object.values(LISTS).map((list) => spelledIn(typed.map(folded), list));
  const whole = spelled.filter((bytes) => bytes instanceof Uint8Array);
  for (const bytes of whole) if (await fits(bytes)) return bytes.slice(0, CODE_LENGTH);
  if (whole.length) throw new NoCode("no_code");
  const furthest = Math.max(...(spelled as number[]));
  throw new NoCode("no_word", { word: typed[furthest] ?? "" });
}

async function fits(bytes: Bytes): Promise<boolean> {
  return toText(await withChecksum(bytes.slice(0, CODE_LENGTH))) === toText(bytes);
}

/** The bytes these words spell, or the place of the first that stands not in this list. */
function spelledIn(typed: string[], list: string[]): Bytes | number {
  const places = new Map(list.map((word, place) => [folded(word), place]));
  const begun = new Map(list.map((word, place) => [folded(word).slice(0, BEGINS), place] as const).filter(([start]) => start.length === BEGINS));
  let number = 0n;
  for (const [at, word] of typed.entries()) {
    const place = places.get(word) ?? (word.length >= BEGINS ? begun.get(word.slice(0, BEGINS)) : undefined);
    if (place === undefined) return at;
    number = (number << BITS) | BigInt(place);
  }
  const bytes = new Uint8Array(CODE_LENGTH + CHECK_LENGTH);
  for (let at = bytes.length - 1; at >= 0; at--, number >>= 8n) bytes[at] = Number(number & 255n);
  return bytes;
}

/** Small letters without marks on them. */
export function folded(word: string): string {
  return word.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}/gu, "");
}

/** A code as it stands behind the # of a link. */
export async function written(code: Bytes): Promise<string> {
  return toText(await withChecksum(code));
}

/** The code behind the # of a link; null if there is none. */
export async function readWritten(text: string): Promise<Bytes | null> {
  if (!/^[\w-]{24}$/.test(text)) return null;
  const bytes = toBytes(text);
  return (await fits(bytes)) ? bytes.slice(0, CODE_LENGTH) : null;
}
