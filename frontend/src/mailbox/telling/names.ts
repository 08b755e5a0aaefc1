// Names of people in a text. Many names are ordinary words, too: those count only where they stand
// as names do.

import type { Tell } from "./rules.ts";

const WORD = /[\p{L}\p{M}]+/gu;
const TITLE = /(?:^|[\s(])(?:mr|mrs|ms|miss|dr|herr|herrn|frau|kollege|kollegin|kollegen|sr|sra|señor|señora|don|doña|prof)\.?\s$/iu;
const SHORTEST = 3;
const LETTERS: Record<string, string> = { ß: "ss", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h" };

/** Nouns that a language writes with a capital, or parts of names that say nothing alone. */
const NEVER_ALONE = new Set(
  (
    "van von vom zum zur der den des del las los les san ben bin ibn abu mac the and und dos ten " +
    "klein gross lang lange jung alt kurz neu schwarz weiss weis braun roth rot koch bauer weber schneider fischer " +
    "schmied zimmer sommer winter herbst stark scharf ernst wolf fuchs hahn vogel horn kraft berg busch stein bach " +
    "feld graf herr kaiser konig richter meister maurer schlosser dreher schreiner tischler becker muller schafer " +
    "jager hirsch baum blum blume engel gut hart heiss hell krause kuhn lauter schulz seiler frey frei freitag " +
    "sonntag montag kern schuster pfeffer vogt wirt ring haus hof brand brandt beer bohne"
  ).split(" "),
);
/** Words that are names only with a capital inside a sentence. */
const ORDINARY = new Set(
  (
    "will mark rose grace hope may april june august art bill bob frank grant jack pat rob sue miles dawn joy faith " +
    "young long king white brown black green small smith baker cook carter taylor best day field hill wood woods " +
    "stone church price rich page park parks read reed ward wise good love power short drew dean chase hunter guy " +
    "marina sol luz rosa paz angel mar blanca blanco rubio moreno delgado leon rey reyes cruz campos flores prado " +
    "rico bueno leal calvo gallo cordero herrero pastor santos domingo abril julio consuelo dolores mercedes pilar " +
    "soledad milagros amparo victoria gloria alba iglesias serrano roman vega ramos nieves casas mesa torres rojo " +
    "negro soto mora"
  ).split(" "),
);

/** A word as names are compared: without case, accents and ligatures; as pure/folding.py does. */
export function fold(word: string): string {
  const plain = word.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
  return plain.replace(/[ßłøđðþæœıħ]/gu, (sign) => LETTERS[sign]!);
}

interface Word {
  at: number;
  text: string;
  is: string;
}

/** Names out of a list that stand in a text; neighbours are one. names: folded. */
export function namesIn(text: string, names: ReadonlySet<string>): Tell[] {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ at: index, text: word, is: known(word, names) }));
  const found: Tell[] = [];
  for (let at = 0; at < words.length; at += 1) {
    let last = at;
    while (words[last]?.is && words[last + 1]?.is && areNeighbours(text, words[last]!, words[last + 1]!)) last += 1;
    if (!words[at]!.is || !isMeant(text, words.slice(at, last + 1))) continue;
    const [first, end] = [words[at]!, words[last]!];
    found.push({ kind: "name", at: first.at, found: text.slice(first.at, end.at + end.text.length) });
    at = last;
  }
  return found;
}

/** The name that a word is, '' if none; German and English say whose by an s. */
function known(word: string, names: ReadonlySet<string>): string {
  const folded = fold(word);
  if (names.has(folded)) return folded;
  const owner = folded.slice(0, -1);
  return folded.length > 4 && folded.endsWith("s") && isCapital(word) && names.has(owner) ? owner : "";
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);
const areNeighbours = (text: string, one: Word, next: Word): boolean =>
  /^(?: |-|\. |’|')$/u.test(text.slice(one.at + one.text.length, next.at));

/** Whether these neighbours are somebody's name: two with capitals, or one that is no other word. */
function isMeant(text: string, words: Word[]): boolean {
  const [first] = words as [Word];
  if (words.length > 1 && words.some(({ is }) => is.length >= SHORTEST) && words.every((one) => isCapital(one.text))) return true;
  return words.some(({ is }) => isName(is)) || isCalled(text, first);
}

const isName = (word: string): boolean => word.length >= SHORTEST && !NEVER_ALONE.has(word) && !ORDINARY.has(word);

function isCalled(text: string, { at, text: word, is }: Word): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  if (TITLE.test(before)) return true;
  const isInside = /[\p{L}\p{N},;] $/u.test(before);
  return ORDINARY.has(is) && isCapital(word) && isInside;
}
