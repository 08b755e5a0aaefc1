// Whether this browser can seal at all: asked before anything else, or an old one takes what it can't
// check for a server that lies.

import { shelf } from "./shelf.ts";

/** Say whether this browser can seal: secure context, Ed25519 and X25519 in its own crypto. */
export async function canSeal(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    await crypto.subtle.generateKey("X25519", false, ["deriveBits"]);
    return true;
  } catch {
    return false;
  }
}

/** Say whether this browser keeps what it is given. */
export function canKeep(): boolean {
  try {
    shelf()!.setItem("bothways:try", "1");
    shelf()!.removeItem("bothways:try");
    return true;
  } catch {
    return false;
  }
}
