// The answering page: one question a screen, a look over, the seal. All words are in the page.

import { isMine, load, setMine } from "./drawer.ts";
import { drawEnvelope, sealUp, send, sendWhileLeaving, waitingTime, type Ready } from "./envelope.ts";
import { fetchManifest, Refusal, type Place } from "./post.ts";

const RETRY_MS = 15_000;
const TRY_AGAIN = new Set(["offline", "full", "busy", "broken", "early"]);

export class Page {
  private ready: Promise<Ready> | null = null;
  private readonly form: HTMLFormElement;
  private readonly screens: HTMLElement[];

  constructor(
    private readonly root: HTMLElement,
    private readonly place: Place,
    private readonly delay: number,
  ) {
    this.form = root.querySelector<HTMLFormElement>("form")!;
    this.screens = [...root.querySelectorAll<HTMLElement>("[data-screen]")];
  }

  async open(): Promise<void> {
    this.on("start", () => this.start());
    this.on("seal", () => void this.sealAndSend());
    this.on("again", () => this.again());
    this.on("retry", () => void this.deliver());
    this.form.addEventListener("change", () => this.look());
    window.addEventListener("hashchange", () => this.show(location.hash.slice(1) || "before", true));
    window.addEventListener("pagehide", () => sendWhileLeaving(this.place));
    this.one<HTMLInputElement>("[name=mine]").checked = isMine(this.place.tag);
    if (!(await canSeal())) return this.fail(new Refusal(window.isSecureContext ? "old" : "insecure"));
    const kept = load(this.place.round, this.place.tag);
    if (kept?.waiting) return this.deliver();
    if (kept?.leaf) return this.done(kept.leaf);
    this.show("before", false);
  }

  private start(): void {
    setMine(this.place.tag, this.one<HTMLInputElement>("[name=mine]").checked);
    this.ready = drawEnvelope(this.place);
    this.ready.then(
      () => (location.hash = "q1"),
      (error) => this.fail(error),
    );
  }

  private again(): void {
    this.form.reset();
    location.hash = "";
    this.start();
  }

  private answers(): (number | null)[] {
    return [...this.form.querySelectorAll<HTMLElement>("fieldset[data-question]")].map((field) => {
      const chosen = field.querySelector<HTMLInputElement>("input:checked");
      return chosen && chosen.value !== "x" ? Number(chosen.value) : null;
    });
  }

  /** Write the chosen words into the last screen. */
  private look(): void {
    this.form.querySelectorAll<HTMLElement>("fieldset[data-question]").forEach((field, place) => {
      const words = field.querySelector("input:checked")?.nextElementSibling?.textContent;
      const cell = this.root.querySelector<HTMLElement>(`[data-chosen="${place + 1}"]`);
      if (cell) cell.textContent = words ?? cell.dataset.none ?? "";
    });
  }

  private async sealAndSend(): Promise<void> {
    try {
      this.show("sealing", true);
      const ready = await (this.ready ?? drawEnvelope(this.place));
      const fresh = load(this.place.round, this.place.tag) ?? ready.kept;
      const kept = await sealUp(this.place, { ...ready, kept: fresh }, this.answers());
      this.form.reset();
      this.look();
      const wait = waitingTime(kept, this.delay, isMine(this.place.tag));
      if (wait > 0) this.show("waiting", true);
      setTimeout(() => void this.deliver(), wait);
    } catch (error) {
      this.fail(error);
    }
  }

  private async deliver(): Promise<void> {
    try {
      this.done(await send(this.place, await fetchManifest(this.place)));
    } catch (error) {
      this.fail(error);
      if (error instanceof Refusal && TRY_AGAIN.has(error.code)) {
        setTimeout(() => void this.deliver(), RETRY_MS);
      }
    }
  }

  private done(leaf: string): void {
    const groups = leaf.slice(0, 20).match(/.{4}/g) ?? [];
    this.one("[data-leaf]").textContent = groups.join(" ");
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-again]")) part.hidden = !isMine(this.place.tag);
    this.show("sealed", true);
  }

  private fail(error: unknown): void {
    const refusal = error instanceof Refusal ? error : new Refusal("broken");
    const known = [...this.root.querySelectorAll<HTMLElement>("[data-refusal]")];
    const shown = known.find((part) => part.dataset.refusal === refusal.code) ?? this.one("[data-refusal=broken]");
    for (const part of known) part.hidden = part !== shown;
    const said = shown.querySelector<HTMLElement>("[data-said]");
    if (said) said.textContent = refusal.say;
    this.show("refused", true);
  }

  private show(name: string, focus: boolean): void {
    const wanted = this.screens.find((screen) => screen.dataset.screen === name);
    if (!wanted) return;
    if (/^q|^look$/.test(name) && !this.ready) return this.show("before", focus);
    for (const screen of this.screens) screen.hidden = screen !== wanted;
    if (!/^q|^look$/.test(name) && location.hash) history.replaceState(null, "", location.pathname);
    if (focus) {
      window.scrollTo(0, 0);
      wanted.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    }
  }

  private one<Found extends HTMLElement = HTMLElement>(selector: string): Found {
    return this.root.querySelector<Found>(selector)!;
  }

  private on(act: string, go: () => void): void {
    for (const button of this.root.querySelectorAll(`[data-act="${act}"]`)) {
      button.addEventListener("click", go);
    }
  }
}

/** Say whether this browser can seal: secure context, Ed25519 and X25519 in its own crypto. */
async function canSeal(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    await crypto.subtle.generateKey("X25519", false, ["deriveBits"]);
    localStorage.setItem("bothways:try", "1");
    localStorage.removeItem("bothways:try");
    return true;
  } catch {
    return false;
  }
}
