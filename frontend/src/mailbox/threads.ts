// What an author finds: their letters and the answers, each thread in its order.

import { toHex, type Bytes } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import type { State } from "./carrying.ts";
import { signersAt, type Pin } from "./chain.ts";
import type { Epoch } from "./desks.ts";
import type { Came, Found } from "./finding.ts";
import type { Thread } from "./keys.ts";
import { readLetter, type Fields } from "./letters.ts";

/** One letter or answer; altered: it does not open, or is not from whom it has to be. */
export interface Said {
  mine: boolean;
  hour: string;
  text: string;
  altered: boolean;
  broken?: boolean; // signed by a key that the desk made when it began again
  fields?: Fields;
}

/** All of a thread, the oldest first. */
export async function saidIn({ thread, mine, answers }: Found, state: State): Promise<Said[]> {
  const own = await eachOnce(mine, (letter) => read(letter, thread, thread.signPublic, true));
  const pin = pinOf(own);
  const back = await eachOnce(answers, (letter) => readAnswer(letter, thread, state, pin));
  return [...own, ...back].sort((one, other) => one.hour.localeCompare(other.hour) || Number(other.mine) - Number(one.mine));
}

/** Of what was sent from here what has not come out: each text that came out stands for one that was sent. */
export function notOut(sent: string[], all: Said[]): string[] {
  const out = all.filter(({ mine }) => mine).map(({ text }) => text);
  return sent.filter((text) => {
    const at = out.indexOf(text);
    if (at >= 0) out.splice(at, 1);
    return at < 0;
  });
}

/** Whether this letter takes back what its thread said for everybody. */
export function takesBack({ mine, fields }: Said): boolean {
  const { takes_back = false } = (fields?.voice ?? {}) as { takes_back?: unknown };
  return mine && takes_back === true;
}

/** To which desk a thread goes. */
export const deskOf = ({ mine }: Found): string => toHex(mine[0]!.desk);

/** Of letters under one mark those that open: what a stranger laid there is none. */
async function eachOnce(letters: Came[], read: (letter: Came) => Promise<Said>): Promise<Said[]> {
  const marks = new Map<string, Came[]>();
  for (const letter of letters) marks.set(toHex(letter.mark), [...(marks.get(toHex(letter.mark)) ?? []), letter]);
  const said: Said[] = [];
  for (const some of marks.values()) {
    const all = await Promise.all(some.sort((one, other) => one.hour.localeCompare(other.hour)).map(read));
    const opened = all.filter(({ altered }) => !altered);
    said.push(...(opened.length ? opened : all.slice(0, 1)));
  }
  return said;
}

/** Which key of the desk a thread began with: what its first letter wrote down of it. */
export function pinOf(said: Said[]): Pin | undefined {
  const first = said.find(({ mine, fields }) => mine && fields)?.fields;
  return first && { epoch: Number(first.epoch), sign: String(first.pin) };
}

/** The desk whose keys count at an address: the address itself, or the desk that takes letters beside a round there. */
export const deskAt = (state: State, address: string): string => state.places.find(({ id }) => id === address)?.of ?? address;

/** An address that the page offers, if the state that everybody gets has it too. */
export function addressIn(state: State, offered: string, isLetter: boolean): string {
  const { desks, places } = state;
  const there = isLetter
    ? desks.some(({ id, board }) => !board && id === offered) || places.some(({ id, open }) => open && id === offered)
    : desks.some(({ id, board }) => board && id === offered);
  if (!there && isLetter && places.some(({ id }) => id === offered)) throw new Distrust("round_closed");
  if (!there) throw new Distrust(isLetter ? "no_desk" : "no_board");
  return readAt(state, offered);
}

/** An address whose desk somebody reads who has its key; what went there else would be opened by nobody. */
export function readAt(state: State, address: string): string {
  const desk = state.desks.find(({ id }) => id === deskAt(state, address));
  if (desk?.takes === false) throw new Distrust("unread");
  return address;
}

/** The keys of the desk at an address, as the server tells them. */
export const epochsOf = (state: State, address: string): Epoch[] =>
  state.desks.find(({ id }) => id === deskAt(state, address))?.epochs ?? [];

/** An answer counts under a key of the time in which it came out, and no other. */
async function readAnswer(letter: Came, thread: Thread, state: State, pin?: Pin): Promise<Said> {
  const desk = toHex(letter.desk);
  const signers = pin ? await signersAt(epochsOf(state, desk), deskAt(state, desk), letter.hour, pin).catch(() => []) : [];
  for (const { key, broken } of signers) {
    const said = await read(letter, thread, key, false);
    if (!said.altered) return { ...said, broken };
  }
  return { mine: false, hour: letter.hour, text: "", altered: true };
}

async function read(letter: Came, thread: Thread, signer: Bytes, mine: boolean): Promise<Said> {
  try {
    const fields = await readLetter(letter, thread.seal, "author", signer);
    return { mine, hour: letter.hour, text: String(fields.text), altered: false, fields };
  } catch {
    return { mine, hour: letter.hour, text: "", altered: true };
  }
}
