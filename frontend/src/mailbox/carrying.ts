// The ways to the server: without a name for letters and packets, with the session for stamps and desks.

import { toBytes, type Bytes } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import { isChain, deskBytes, type Epoch } from "./desks.ts";
import { Heap } from "./finding.ts";
import type { Month, Posted } from "./stamps.ts";

const NAMELESS: RequestInit = { credentials: "omit", referrerPolicy: "no-referrer" };
const MOST_WHILE_LEAVING = 60_000; // bytes that a browser sends for a page that is gone

/** What every device may know, with a session or without. */
export interface State {
  hours: number[];
  last: string;
  months: Month[];
  desks: { id: string; epochs: Epoch[] }[];
  packets: string[];
}

export async function fetchState(lettersUrl: string): Promise<State> {
  const response = await reached(() => fetch(`${lettersUrl}state`, { ...NAMELESS, cache: "no-store" }));
  if (!response.ok) throw new Distrust("offline");
  return (await response.json()) as State;
}

/** Download all packets whole: the browser keeps those that it has had, and asks for the new ones. */
export async function fetchAll(lettersUrl: string, { packets }: State): Promise<Heap> {
  const heap = new Heap();
  const taken = await Promise.all(packets.map((id) => fetchPacket(lettersUrl, id)));
  packets.forEach((id, at) => heap.add(id, taken[at]!));
  return heap;
}

async function fetchPacket(lettersUrl: string, id: string): Promise<Bytes> {
  const response = await reached(() => fetch(`${lettersUrl}packet/${id}`, NAMELESS));
  if (!response.ok) throw new Distrust("offline");
  return new Uint8Array(await response.arrayBuffer());
}

/** Post a stamped letter; refused with the code of the slot. */
export async function postLetter(lettersUrl: string, posted: Posted, leaving = false): Promise<void> {
  const body = JSON.stringify(posted);
  const kind = lettersUrl.startsWith("/") ? "application/json" : "text/plain"; // the second is not asked for first
  const keepalive = leaving && body.length < MOST_WHILE_LEAVING;
  const how: RequestInit = { ...NAMELESS, method: "POST", cache: "no-store", keepalive, headers: { "Content-Type": kind }, body };
  const response = await reached(() => fetch(lettersUrl, how));
  if (response.ok) return;
  const { error = "broken", say = "" } = (await response.json().catch(() => ({}))) as { error?: string; say?: string };
  throw new Refused(error, say);
}

/** The slot said no; `reason` is its code. */
export class Refused extends Distrust {
  constructor(
    readonly reason: string,
    say: string,
  ) {
    super(say ? "server_says" : "offline", { say });
  }
}

/** Ask as whoever is signed in. */
export async function asked<Told>(url: string, csrf: string, body?: object): Promise<Told> {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  const how: RequestInit = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
  const response = await reached(() => fetch(url, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...how }));
  if (response.type === "opaqueredirect" || response.status === 403) throw new Distrust("signedout");
  const said = (await response.json().catch(() => ({}))) as { say?: string };
  if (response.ok) return said as Told;
  throw new Refused("refused", said.say ?? "");
}

/** The key that letters to a desk are sealed to now, once all its epochs follow one another. */
export async function lastEpoch(state: State, desk: string): Promise<Epoch> {
  const epochs = state.desks.find(({ id }) => id === desk)?.epochs ?? [];
  const last = epochs.at(-1);
  if (!last) throw new Distrust("no_desk");
  if (!(await isChain(deskBytes(desk), epochs))) throw new Distrust("chain");
  return last;
}

/** The key that signed answers of an epoch; pinned: what the author wrote down of epoch `since`. */
export async function signerOf(state: State, desk: string, number: number, since: number, pinned: string): Promise<Bytes> {
  const epochs = state.desks.find(({ id }) => id === desk)?.epochs ?? [];
  const [known, signer] = [since, number].map((wanted) => epochs.find((epoch) => epoch.number === wanted));
  const holds = known?.sign === pinned && signer && (await isChain(deskBytes(desk), epochs));
  if (!holds) throw new Distrust("altered");
  return toBytes(signer.sign, 32);
}

async function reached(go: () => Promise<Response>): Promise<Response> {
  try {
    return await go();
  } catch {
    throw new Distrust("offline");
  }
}
