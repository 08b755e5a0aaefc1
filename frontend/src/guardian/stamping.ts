// Stamping envelopes: once for each person on the list that was confirmed, and never twice.

import { sha256, toBytes, toHex, toText } from "../bytes.ts";
import { Distrust } from "./distrust.ts";
import type { Answer, ToStamp } from "./exchange.ts";
import { unwrap, type Identity } from "./identity.ts";
import { withEntry, type Memory } from "./memory.ts";
import { signerOf, type Signer } from "./rsa.ts";
import { insistOn, readRules, type Rules } from "./rules.ts";

/** How the work goes on; done of total. */
export type Progress = (done: number, total: number) => void;

type Request = ToStamp["requests"][number];

export interface Stamped {
  answer: Answer | null;
  memory: Memory;
  refused: Distrust[]; // single requests; the others are stamped all the same
}

/** The rules of a round, once this key has confirmed them; else it does nothing for it. */
export async function confirmedRules(task: { manifest: string; round: string }, identity: Identity, memory: Memory): Promise<Rules> {
  const rules = await readRules(task.manifest, task.round);
  insistOn(rules, identity);
  const confirmed = memory.confirmed[task.round];
  if (!confirmed) throw new Distrust("not_confirmed");
  if (confirmed.rules !== rules.hex) throw new Distrust("rules_changed");
  return rules;
}

export async function stamp(task: ToStamp, identity: Identity, memory: Memory, progress: Progress): Promise<Stamped> {
  const rules = await confirmedRules(task, identity, memory);
  const { people } = memory.confirmed[task.round]!;
  const digests = { ...memory.stamped[task.round] };
  const signers = new Map<string, Signer>();
  const [stamps, refused]: [Record<string, string>, Distrust[]] = [{}, []];
  for (const [done, request] of task.requests.entries()) {
    progress(done, task.requests.length);
    const { id, name, block, blinded } = request;
    const digest = toHex(await sha256(toBytes(blinded, 384)));
    const refusal = refusalOf(request, people, digests[id], digest);
    if (refusal) {
      refused.push(new Distrust(refusal, { name }));
      continue;
    }
    const signer = signers.get(block) ?? (await blockSigner(task, rules, block, identity));
    signers.set(block, signer);
    stamps[id] = toText(signer.sign(toBytes(blinded, 384)));
    digests[id] = digest;
  }
  const answer = Object.keys(stamps).length ? { kind: "stamps", round: task.round, stamps } : null;
  return { answer, memory: withEntry(memory, "stamped", task.round, digests), refused };
}

/** One stamp per person; and per block no more than there are people, since each is on the list once. */
function refusalOf({ id, block }: Request, people: Record<string, string>, before: string | undefined, digest: string): string {
  if (people[id] === undefined) return "stranger";
  if (people[id] !== block) return "other_block";
  return before !== undefined && before !== digest ? "second_message" : "";
}

async function blockSigner(task: ToStamp, rules: Rules, block: string, identity: Identity): Promise<Signer> {
  const signer = await signerOf(await unwrap(identity, task.wrapped[block] ?? "", "block"));
  if (toText(signer.publicDer) !== rules.guardian.blocks[block]) throw new Distrust("not_my_key");
  return signer;
}
