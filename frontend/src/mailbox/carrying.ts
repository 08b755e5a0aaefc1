// The ways to the server: without a name for letters and packets, with the session for stamps and desks.

import { Distrust } from "../guardian/distrust.ts";
import type { Epoch } from "./desks.ts";
import { Heap } from "./finding.ts";
import { fetchPackets } from "./packets.ts";
import { NAMELESS, reached, Refused } from "./posting.ts";
import type { SignedHead } from "../ledger.ts";
import type { Month } from "./stamps.ts";

/** An address beside a round, by its key, and the desk whose keys count there. */
export interface Place {
  id: string;
  of: string;
  key: string;
  open: boolean; // the round takes letters now
}

/** What every device may know, with a session or without. */
export interface State {
  head: SignedHead | null; // of the record, as nobody in particular is told it
  hours: number[];
  last: string;
  months: Month[];
  desks: { id: string; epochs: Epoch[]; board?: boolean }[];
  askable: string[]; // hashes of whom a question can be asked of (told.ts)
  places: Place[];
  packets: string[];
}

export async function fetchState(lettersUrl: string): Promise<State> {
  const response = await reached(() => fetch(`${lettersUrl}state`, { ...NAMELESS, cache: "no-store" }));
  if (!response.ok) throw new Distrust("offline");
  return (await response.json()) as State;
}

/** Everybody's letters; told: hears how many packets could not be had. What came can be read all the same. */
export async function fetchAll(lettersUrl: string, { packets, last }: State, told = (_missing: number): void => undefined): Promise<Heap> {
  const heap = new Heap();
  const came = await fetchPackets(lettersUrl, packets, last.slice(0, 7));
  if (packets.length && !came.size) throw new Distrust("offline");
  for (const id of packets) if (came.has(id)) heap.add(id, came.get(id)!);
  told(packets.length - came.size);
  return heap;
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
