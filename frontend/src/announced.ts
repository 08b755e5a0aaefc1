// Whether these rules are the ones that were announced to everyone: they stand on the signed ledger,
// and the ledger goes on from what this browser saw of it before.

import { entryCommitment, headHolds, includes, isConsistent, leafHash, readHead, same, type Head, type SignedHead } from "./ledger.ts";
import { fetchJson, Refusal } from "./post.ts";
import { toBytes, toHex } from "./bytes.ts";
import { shelf } from "./shelf.ts";

export const SEEN = "bothways-ledger-head"; // no slot: it says nothing of anybody
export const DESK_KEYS = "bothways-desk-keys"; // how many keys each desk has had; no slot either
const VERB = "round.announced";

/** One place of the ledger with what stands there, its path and the head that it leads to. */
export interface Proof {
  position: number;
  commitment: string;
  entry?: { text: string; salt: string };
  path: string[];
  head: SignedHead;
}

/** Refuse rules that no announcement on the ledger names. rules: the hash of their text, in hex. */
export async function announced(proofUrl: string, rules: string, own: boolean): Promise<void> {
  // two tabs take turns, or the slower one would take its own head for a ledger that shrank
  await navigator.locks.request(SEEN, async () => {
    const proof = await fetchJson<Proof>(proofUrl);
    if (!(await proves(proof, rules).catch(() => false))) throw new Refusal("unannounced");
    await goesOn(proof.head, own);
  });
}

/** Say whether a proof holds and its entry announces rules with this hash. */
export async function proves(proof: Proof, rules: string): Promise<boolean> {
  const { entry, position, path, head } = proof;
  if (!entry) return false;
  const said = JSON.parse(entry.text) as { verb?: string; details?: { rules?: string } };
  const commitment = await entryCommitment(toBytes(entry.salt), entry.text);
  const hashes = path.map((part) => toBytes(part, 32));
  const { size, root } = readHead(head.text);
  return (
    said.verb === VERB &&
    said.details?.rules === rules &&
    same(commitment, toBytes(proof.commitment, 32)) &&
    (await signed(head)) &&
    includes(await leafHash(commitment), position, size, hashes, root)
  );
}

export const signed = (head: SignedHead): Promise<boolean> =>
  headHolds(toBytes(head.key, 32), toBytes(head.signature, 64), head.text);

/** Refuse a ledger that does not go on from what was seen last; on a device of one's own remember it. */
async function goesOn(head: SignedHead, own: boolean): Promise<void> {
  const before = localStorage.getItem(SEEN);
  if (before !== null && !(await continues(JSON.parse(before) as SignedHead, head))) throw new Refusal("rewritten");
  if (own) localStorage.setItem(SEEN, JSON.stringify(head));
}

export async function continues(before: SignedHead, after: SignedHead): Promise<boolean> {
  const [old, now] = [readHead(before.text), readHead(after.text)];
  if (before.key !== after.key || old.origin !== now.origin) return false;
  if (old.size > now.size) return false;
  if (old.size === now.size) return toHex(old.root) === toHex(now.root);
  return isConsistent(old.size, now.size, old.root, now.root, await pathBetween(old, now));
}

async function pathBetween(old: Head, now: Head): Promise<ReturnType<typeof toBytes>[]> {
  const address = `/ledger/consistency?first=${old.size}&second=${now.size}`;
  const { path } = await fetchJson<{ path: string[] }>(address);
  return path.map((part) => toBytes(part, 32));
}

/** What this device saw counts no more: its owner has asked. A restore takes back desks' keys, too. */
export function forgetLedger(): void {
  for (const slot of [SEEN, DESK_KEYS]) shelf()?.removeItem(slot);
}
