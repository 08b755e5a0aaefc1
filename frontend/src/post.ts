// The two ways to the server: with the session for the envelope, without anything for the ballot.

import type { Ballot, Receipt } from "./receipt.ts";
import type { Manifest } from "./rules.ts";

/** The server, or the way to it, said no; `code` picks the sentence that the page shows. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly say = "",
  ) {
    super(say || code);
  }
}

const FINAL = new Set(["late", "older", "forged", "crowded", "unknown", "malformed", "shape", "long"]);

/** The box will never take this ballot: sending it again is of no use. */
export function isFinal(error: unknown): boolean {
  return error instanceof Refusal && FINAL.has(error.code);
}

export interface Place {
  round: string;
  manifestUrl: string;
  manifestHash: string;
  envelopeUrl: string;
  stampUrl: string; // asks for the second stamp without a session
  boxUrl: string;
  block: string;
  tag: string;
  csrf: string;
  own: boolean; // the device is this person's alone
  deviceUrl: string;
}

const WITH_SESSION: RequestInit = { credentials: "same-origin", redirect: "manual", cache: "no-store" };

/** read: what makes rules of the text, and refuses those that are not the announced ones. */
export async function fetchManifest(
  place: Place,
  read: (text: string, expectedHash: string) => Promise<Manifest>,
): Promise<Manifest> {
  const response = await reached(() => fetch(place.manifestUrl, WITH_SESSION));
  signedIn(response);
  if (!response.ok) throw new Refusal("broken");
  const text = await response.text();
  try {
    const manifest = await read(text, place.manifestHash);
    if (manifest.round === place.round) return manifest;
  } catch {
    // told below
  }
  throw new Refusal("rules");
}

/** asked: one blinded message, or the three of a round with two keys. */
export async function askForStamps<Stamped>(place: Place, asked: object): Promise<Stamped> {
  const response = await reached(() =>
    fetch(place.envelopeUrl, {
      ...WITH_SESSION,
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": place.csrf },
      body: JSON.stringify(asked),
    }),
  );
  signedIn(response);
  return (await answerOf(response)) as Stamped;
}

/** Read what any page of this person may read. */
export async function fetchJson<Read>(url: string): Promise<Read> {
  const response = await reached(() => fetch(url, WITH_SESSION));
  signedIn(response);
  return (await answerOf(response)) as Read;
}

/** Ask, as nobody, for the second signer's stamp on what was asked for before; null while it is missing. */
export async function fetchStamp(place: Place, asked: string): Promise<string | null> {
  const response = await reached(() =>
    fetch(place.stampUrl, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ asked }),
    }),
  );
  return ((await answerOf(response)) as { stamp: string | null }).stamp;
}

/** Let the device be known as this person's own, or as nobody's. */
export async function tellWhose(place: Place, own: boolean): Promise<void> {
  const body = new URLSearchParams({ own: own ? "yes" : "no" });
  const headers = { "X-CSRFToken": place.csrf };
  const response = await reached(() => fetch(place.deviceUrl, { ...WITH_SESSION, method: "POST", headers, body }));
  signedIn(response);
  if (!response.ok) throw new Refusal("broken");
  place.own = own;
}

/** Put a ballot into the box: no cookie, no name of a page, nothing kept by the browser. */
export async function putIn(boxUrl: string, ballot: Ballot, leaving = false): Promise<Receipt> {
  const response = await reached(() =>
    fetch(boxUrl, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      keepalive: leaving,
      headers: { "Content-Type": kindFor(boxUrl) },
      body: JSON.stringify(ballot),
    }),
  );
  return (await answerOf(response)) as Receipt;
}

/** At another address the browser would ask first, and say more than needed, unless it is plain text. */
function kindFor(boxUrl: string): string {
  return boxUrl.startsWith("/") ? "application/json" : "text/plain";
}

/** An ended session sends to the door; that is no false stamp and no false rule. */
function signedIn(response: Response): void {
  if (response.type === "opaqueredirect" || response.status === 403) throw new Refusal("signedout");
}

async function reached(go: () => Promise<Response>): Promise<Response> {
  try {
    return await go();
  } catch {
    throw new Refusal("offline");
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const said = await response.json().catch(() => ({}));
  if (response.ok) return said;
  throw new Refusal(said.error ?? "broken", said.say ?? "");
}
