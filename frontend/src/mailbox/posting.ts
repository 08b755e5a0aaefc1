// The way of a sealed letter into the slot: without a cookie, a name, or the page that it came from.

import { Distrust } from "../guardian/distrust.ts";
import type { Posted } from "./stamps.ts";

export const NAMELESS: RequestInit = { credentials: "omit", referrerPolicy: "no-referrer" };
const MOST_WHILE_LEAVING = 60_000; // bytes that a browser sends for a page that is gone
const ANOTHER_STAMP = ["spent", "late", "forged"];
const NEVER = ["malformed", "long", "named"];

/** The slot said no; `reason` is its code. */
export class Refused extends Distrust {
  constructor(
    readonly reason: string,
    say: string,
  ) {
    super(say ? "server_says" : "server_wrong", { say });
  }

  /** The letter is whole, and its stamp is of no use. */
  get needsAnotherStamp(): boolean {
    return ANOTHER_STAMP.includes(this.reason);
  }

  /** The same again would be refused again. */
  get isFinal(): boolean {
    return this.needsAnotherStamp || NEVER.includes(this.reason);
  }
}

/** Post a stamped letter. The same again is taken again, and lies there once. */
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

export async function reached(go: () => Promise<Response>): Promise<Response> {
  try {
    return await go();
  } catch {
    throw new Distrust("offline");
  }
}
