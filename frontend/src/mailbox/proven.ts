// Whether the keys that the server shows are the ones that stand on the record, for everybody the same.
// A month's key or a desk's made for one person alone would tell who wrote.

import { continues, DESK_KEYS, SEEN, signed } from "../announced.ts";
import { toBytes, toHex, sha256 } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import { entryCommitment, includes, leafHash, readHead, same, type SignedHead } from "../ledger.ts";
import { fetchJson, Refusal } from "../post.ts";
import { inTurn, shelf } from "../shelf.ts";
import type { State } from "./carrying.ts";
import { addressBeside, deskBytes, statementOf } from "./desks.ts";

/** One place of the ledger with what stands there and its path to the head. */
export interface Place {
  position: number;
  commitment: string;
  entry?: { text: string; salt: string };
  path: string[];
}

/** What the server says of all keys at once. */
export interface Proofs {
  head: SignedHead | null;
  places: Place[];
}

interface Told {
  verb?: string;
  details?: Record<string, unknown>;
  about?: string[];
}

const OF_DESKS = ["desk.key_changed", "desk.key_begun_again"];

/**
 * Refuse keys that do not stand on a ledger which goes on from what this device saw of it before, and
 * is the one that nobody in particular is shown. Says whether this device had seen it before; where a
 * browser keeps nothing it never had.
 */
export async function proven(proofsUrl: string, state: State, own: boolean): Promise<boolean> {
  const knew = !!shelf()?.getItem(SEEN);
  try {
    // two tabs take turns, or the slower one would take its own head for a ledger that shrank
    await inTurn(SEEN, async () => {
      const proofs = await fetchJson<Proofs>(proofsUrl);
      if (!(await proves(proofs, state).catch(() => false))) throw new Distrust("unproven");
      if (!(await isTheSame(state.head, proofs.head))) throw new Distrust("unproven");
      await goesOn(proofs.head!, own);
      lastKeys(state, own);
    });
    return knew;
  } catch (error) {
    throw error instanceof Refusal ? new Distrust(error.code === "signedout" ? "signedout" : "offline") : error;
  }
}

/** Say whether two heads are of one ledger, the first not newer; without a name a server can't tell whom to lie to. */
export async function isTheSame(nameless: SignedHead | null, mine: SignedHead | null): Promise<boolean> {
  if (!nameless || !mine || !(await signed(nameless))) return false;
  return nameless.text === mine.text ? nameless.key === mine.key : continues(nameless, mine);
}

/** Refuse a desk's key that is older than one this device saw: who left may still have it. */
function lastKeys({ desks }: State, own: boolean): void {
  const before = JSON.parse(shelf()?.getItem(DESK_KEYS) ?? "{}") as Record<string, number>;
  const now = Object.fromEntries(desks.map(({ id, epochs }) => [id, epochs.length]));
  if (Object.entries(now).some(([id, n]) => n < (before[id] ?? 0))) throw new Distrust("unproven");
  if (own) shelf()?.setItem(DESK_KEYS, JSON.stringify({ ...before, ...now }));
}

/** Say whether every key of the state stands under the signed head, and no month has two. */
export async function proves({ head, places }: Proofs, state: State): Promise<boolean> {
  if (!head || !(await signed(head))) return false;
  const facts = new Set((await Promise.all(places.map((place) => fact(place, head)))).filter(Boolean));
  const months = state.months.map(({ month }) => month);
  if (new Set(months).size !== months.length) return false;
  for (const { id, month, key } of state.months) {
    if (toHex(await sha256(toBytes(key))) !== id || !facts.has(`month ${month} ${id}`)) return false;
  }
  for (const { id, epochs } of state.desks) {
    for (const epoch of epochs) {
      const told = toHex(await sha256(statementOf(deskBytes(id), epoch)));
      if (!facts.has(`desk ${id} ${epoch.number} ${told}`)) return false;
    }
  }
  return areOneRounds(state, facts);
}

/** Whether the open addresses are those of one announced round: another one for each person would name who wrote. */
async function areOneRounds({ desks, places }: State, facts: Set<string>): Promise<boolean> {
  const open = places.filter((place) => place.open);
  if (new Set(open.map(({ key }) => key)).size > 1 || desks.filter(({ board }) => board).length > 1) return false;
  for (const { id, of, key } of open) {
    if (!facts.has(`beside ${key}`) || toHex(await addressBeside(deskBytes(of), key)) !== id) return false;
  }
  return true;
}

/** What one place says of a key; '' if its proof does not hold. */
async function fact({ position, commitment, entry, path }: Place, head: SignedHead): Promise<string> {
  if (!entry) return "";
  const there = toBytes(commitment, 32);
  const { size, root } = readHead(head.text);
  const hashes = path.map((part) => toBytes(part, 32));
  const stands =
    same(await entryCommitment(toBytes(entry.salt), entry.text), there) &&
    (await includes(await leafHash(there), position, size, hashes, root));
  if (!stands) return "";
  const { verb = "", details = {}, about = [] } = JSON.parse(entry.text) as Told;
  if (verb === "round.announced") return `beside ${about[1]}`;
  if (verb === "stamps.began") return `month ${details.month} ${details.key}`;
  return OF_DESKS.includes(verb) ? `desk ${details.desk} ${details.number} ${details.statement}` : "";
}

/** Refuse a ledger that does not go on from what was seen last; on a device of one's own remember it. */
async function goesOn(head: SignedHead, own: boolean): Promise<void> {
  const before = shelf()?.getItem(SEEN);
  if (before && !(await continues(JSON.parse(before) as SignedHead, head))) throw new Distrust("rewritten");
  if (own) shelf()?.setItem(SEEN, JSON.stringify(head));
}
