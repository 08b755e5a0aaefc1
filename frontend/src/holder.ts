// Who held the second key when this device last drew an envelope. A server that puts another one in
// its place, or none, is found out here before anything is asked for.

import { Refusal } from "./post.ts";
import type { Manifest } from "./rules.ts";

const SEEN = "bothways-second-key"; // no slot: it says nothing of anybody

const signOf = (manifest: Manifest): string => manifest.guardian?.key ?? "";

/** Refuse rules whose second key is not the one that this device saw last. */
export function sameHolder(manifest: Manifest, own: boolean): void {
  const seen = localStorage.getItem(SEEN);
  if (seen !== null && seen !== signOf(manifest)) throw new Refusal(manifest.guardian ? "otherholder" : "noholder");
  if (own && signOf(manifest)) localStorage.setItem(SEEN, signOf(manifest));
}

/** Its owner has asked about it: what comes next is the one. */
export function forgetHolder(): void {
  localStorage.removeItem(SEEN);
}
