// Made-up words for a passphrase, and how much one is worth.

import { drawBelow } from "../chance.ts";

const FIRST = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z"];
const SECOND = ["a", "e", "i", "o", "u"];
const UNFIT = ["kaka", "pipi", "popo", "puta", "puto", "nazi", "fuka", "kuli", "homo", "hure", "mofa", "pene", "teta", "tete", "tito", "dodo"];
export const N_WORDS = 6;

/** A word of four letters that is easily said and written in every language: 12 bits of chance. */
function word(): string {
  const letters = [FIRST, SECOND, FIRST, SECOND].map((of) => of[drawBelow(of.length)]!);
  const made = letters.join("");
  return UNFIT.includes(made) ? word() : made;
}

/** Six words: 75 bits, which nobody tries through, even with the file in hand. */
export const offered = (): string => Array.from({ length: N_WORDS }, word).join(" ");

export type Strength = "short" | "weak" | "fair" | "strong";

/** What a passphrase is worth, roughly: by its length and by how many different signs it has. */
export function strengthOf(passphrase: string): Strength {
  const different = new Set(passphrase.toLowerCase()).size;
  if (passphrase.length < 12) return "short";
  if (passphrase.length < 16 || different < 8) return "weak";
  return passphrase.length < 24 ? "fair" : "strong";
}
