// A leader's own answers and guesses: given, kept and compared on this device, and sent nowhere.
//
// There is no fetch in this file and no form that goes to a server. What is kept lies under a name
// that the ballot client's tidying does not know; a shared device keeps nothing, and its wiping at
// sign-out takes all but sealed ballots. On a device that nobody marked as theirs nothing is kept.

import { isShared } from "./device.ts";
import { gap, SHARE, type Gap } from "./gap.ts";

interface Kept {
  own: Record<string, number>;
  guess: Record<string, number>;
}

const OURS = "bothways-leader:";

function begin(page: HTMLElement): void {
  const { round = "", personTag = "" } = page.dataset;
  const slot = `${OURS}${personTag}:${round}`;
  const keeps = page.dataset.own !== undefined && !isShared();
  const form = page.querySelector("form")!;
  const status = page.querySelector<HTMLElement>("[data-kept]")!;
  let kept: Kept = (keeps && load(slot)) || { own: {}, guess: {} };

  const show = (): void => {
    for (const pair of page.querySelectorAll<HTMLElement>("[data-pair]")) fill(page, pair, kept);
  };
  const isEmpty = (): boolean => !Object.keys(kept.own).length && !Object.keys(kept.guess).length;

  form.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement | HTMLSelectElement;
    const code = field.closest<HTMLElement>("[data-pair]")!.dataset.pair!;
    const values = field instanceof HTMLSelectElement ? kept.guess : kept.own;
    if (field.value === "") delete values[code];
    else values[code] = Number(field.value);
    if (keeps) localStorage.setItem(slot, JSON.stringify(kept));
    status.textContent = (keeps ? status.dataset.words : status.dataset.notKept) ?? "";
    show();
  });
  page.querySelector("[data-act=forget]")!.addEventListener("click", () => {
    const mine = Object.keys(localStorage).filter((name) => name.startsWith(`${OURS}${personTag}:`));
    for (const name of mine) localStorage.removeItem(name); // of every round
    kept = { own: {}, guess: {} };
    form.reset();
    status.textContent = "";
    show();
  });
  restore(form, kept);
  if (!isEmpty() && keeps) status.textContent = status.dataset.words ?? "";
  form.hidden = false;
  show();
}

function load(slot: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(slot) ?? "null") as Kept | null;
    return kept && typeof kept.own === "object" && typeof kept.guess === "object" ? kept : null;
  } catch {
    return null;
  }
}

function restore(form: HTMLFormElement, kept: Kept): void {
  for (const [code, answer] of Object.entries(kept.own)) {
    const option = form.querySelector<HTMLInputElement>(`[name="own-${CSS.escape(code)}"][value="${answer}"]`);
    if (option) option.checked = true;
  }
  for (const [code, guess] of Object.entries(kept.guess)) {
    const field = form.querySelector<HTMLSelectElement>(`#guess-${CSS.escape(code)}`);
    if (field) field.value = String(guess);
  }
}

/** Show what the team said beside one question, once the leader has said something to it. */
function fill(page: HTMLElement, pair: HTMLElement, kept: Kept): void {
  const code = pair.dataset.pair!;
  const own = kept.own[code] ?? null;
  const guess = kept.guess[code] ?? null;
  for (const said of pair.querySelectorAll<HTMLElement>("[data-said]")) {
    said.hidden = own === null && guess === null;
    const found = gap(own, guess === null ? null : guess / 10, Number(said.dataset.low), Number(said.dataset.high), SHARE);
    said.querySelector("[data-own-gap]")!.textContent = words(page, "own", found.own);
    said.querySelector("[data-guess-gap]")!.textContent = words(page, "guess", found.guess);
  }
}

function words(page: HTMLElement, of: "own" | "guess", { word, side, why }: Gap): string {
  const name = [of, ...(word === "unknown" ? [why] : side ? [word, side] : [word])].join("-");
  return page.querySelector(`[data-gap="${name}"]`)?.textContent ?? "";
}

const page = document.querySelector<HTMLElement>("[data-leading]");
if (page) begin(page);
