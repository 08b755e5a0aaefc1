// What the signed-in page tells, and what of it may get into a letter. The page is made for one
// person, and a letter is public: so nothing of the page goes into a letter unless a request
// without a name got the very same. Else a page that lies could mark each person's letters.

import { sha256, toHex, utf8 } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import type { State } from "./carrying.ts";

const KINDS = ["letter", "suggestion", "question"];
const LETTERS = /^(https?:\/\/[^/?#@]+)?\/box\/letters\/$/;

/** What is written: one of three words, whatever else a page says. */
export function kindOf(told = ""): string {
  if (!KINDS.includes(told)) throw new Distrust("broken");
  return told;
}

/** Where letters go: an address without anything in it that could tell whose it is. */
export function lettersAt(told = ""): string {
  if (!LETTERS.test(told)) throw new Distrust("broken");
  return told;
}

/** The one board that everybody is told of. */
export function boardOf({ desks }: State): string {
  const boards = desks.filter(({ board }) => board);
  if (boards.length !== 1) throw new Distrust("no_board");
  return boards[0]!.id;
}

/**
 * Of whom a question is asked, as its letter says: '' for the first choice, everybody in charge.
 * Anybody else's key counts only if everybody is told of that key with that very name; a page's choice strips and joins spaces.
 */
export async function askedOf(choice: { place: number; key: string; name: string } | null, { askable }: State): Promise<string> {
  if (!choice || choice.place <= 0) return "";
  const told = toHex(await sha256(utf8(`bothways-asked-v1\0${choice.key}\0${choice.name.trim().replace(/\s+/g, " ")}`)));
  if (!askable.includes(told)) throw new Distrust("not_asked");
  return choice.key;
}
