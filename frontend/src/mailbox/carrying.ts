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
  desks: { id: string; epochs: Epoch[]; board?: boolean; takes?: boolean }[]; // takes: somebody who reads there has its key
  askable: string[]; // hashes of whom a question can be asked of (told.ts)
  places: Place[];
  packets: string[];
}

export async function fetchState(lettersUrl: string): Promise<State> {
  const response = await reached(() => fetch(`${lettersUrl}state`, { ...NAMELESS, cache: "no-store" }));
  if (!response.ok) throw new Distrust("server_wrong");
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

const AS_SIGNED_IN: RequestInit = { credentials: "same-origin", redirect: "manual", cache: "no-store" };
let fresh = ""; // the token of a session that began after this page came

/** Ask as whoever is signed in; somebody who signed in again in another window goes on here. */
export async function asked<Told>(url: string, csrf: string, body?: object): Promise<Told> {
  const ask = (token: string): Promise<Response> => {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const how: RequestInit = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
    return reached(() => fetch(url, { ...AS_SIGNED_IN, ...how }));
  };
  let response = await ask(fresh || csrf);
  if (response.status === 403) response = await ask((fresh = await freshToken()));
  if (response.type === "opaqueredirect") throw new Distrust("signedout");
  if (response.status === 403) throw new Distrust("no_more");
  const said = (await response.json().catch(() => ({}))) as { say?: string };
  if (response.ok) return said as Told;
  throw new Refused("refused", said.say ?? "");
}

/** The token that this page would get now; refused where it would be somebody else's, or nobody's. */
async function freshToken(): Promise<string> {
  const page = await reached(() => fetch(location.pathname, AS_SIGNED_IN));
  if (page.type === "opaqueredirect") throw new Distrust("signedout");
  const text = page.ok ? await page.text() : "";
  const token = valueIn(text, "csrf");
  if (!token) throw new Distrust("no_more");
  const tag = document.querySelector<HTMLElement>("[data-tag]")?.dataset.tag ?? "";
  if (tag !== valueIn(text, "tag")) throw new Distrust("signedout"); // another person sits here now
  return token;
}

const valueIn = (page: string, name: string): string => new RegExp(`data-${name}="([^"]*)"`).exec(page)?.[1] ?? "";
