// Whether this device sends a ballot without an answer (cover.ts): a box to tick, kept on the device
// and told to nobody.

import { keep, load, slots } from "./drawer.ts";
import { pickUp } from "./later.ts";

const DECLINED = "bothways-no-cover"; // no slot: it says nothing of anybody

export const declined = (): boolean => localStorage.getItem(DECLINED) !== null;

/** Show the boxes as they stand, and heed them. */
export function askAboutCovers(): void {
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-covers]")) {
    box.checked = !declined();
    box.addEventListener("change", () => choose(box.checked));
    box.closest("[hidden]")?.removeAttribute("hidden");
  }
}

function choose(wished: boolean): void {
  if (wished) return localStorage.removeItem(DECLINED);
  localStorage.setItem(DECLINED, "1");
  for (const slot of slots()) {
    const kept = load(slot);
    if (!kept?.cover) continue;
    const { cover: _, ...rest } = kept;
    keep(slot, rest);
    if (!kept.waiting) void pickUp(slot);
  }
}
