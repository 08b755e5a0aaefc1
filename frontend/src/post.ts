// The two ways to the server: with the session for the envelope, without anything for the ballot.

import { readManifest, type Ballot, type Manifest, type Receipt } from "./protocol.ts";

/** The server, or the way to it, said no; `code` picks the sentence that the page shows. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly say = "",
  ) {
    super(say || code);
  }
}

export interface Place {
  round: string;
  manifestUrl: string;
  manifestHash: string;
  envelopeUrl: string;
  boxUrl: string;
  block: string;
  tag: string;
  csrf: string;
}

export async function fetchManifest(place: Place): Promise<Manifest> {
  const response = await reached(() => fetch(place.manifestUrl, { credentials: "same-origin" }));
  if (!response.ok) throw new Refusal("unknown");
  const text = await response.text();
  try {
    return await readManifest(text, place.manifestHash);
  } catch {
    throw new Refusal("rules");
  }
}

export async function askForSignature(place: Place, blinded: string): Promise<string> {
  const response = await reached(() =>
    fetch(place.envelopeUrl, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": place.csrf },
      body: JSON.stringify({ blinded }),
    }),
  );
  return ((await answerOf(response)) as { signature: string }).signature;
}

/** Put a ballot into the box: no cookie, no name of a page, nothing kept by the browser. */
export async function putIn(place: Place, ballot: Ballot, leaving = false): Promise<Receipt> {
  const response = await reached(() =>
    fetch(place.boxUrl, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      keepalive: leaving,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(ballot),
    }),
  );
  return (await answerOf(response)) as Receipt;
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
