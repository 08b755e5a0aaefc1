// The answering page: one question a screen, a look over, the seal. All words are in the page.

import { forgetLedger } from "./announced.ts";
import { isShared } from "./device.ts";
import { forgetClosed, load, slotOf, stayKept } from "./drawer.ts";
import { drawEnvelope, drawnLate, sealUp, trusted, waitingTime, type Ready } from "./envelope.ts";
import { forgetHolder } from "./holder.ts";
import { askAgain, lacksStamp } from "./late.ts";
import { collect, leaveToTheWorker, send, sendTheRest, sendWhileLeaving } from "./outbox.ts";
import { fetchManifest, isFinal, Refusal, tellWhose, type Place } from "./post.ts";
import { offerReceipt } from "./paper.ts";
import { readManifest, type Manifest } from "./protocol.ts";
import { receiptFor, shortForm } from "./receipts.ts";
import { canKeep, canSeal } from "./sealing.ts";

const RETRY_MS = 15_000;
const STAMP_SOON_MS = 5_000;
const STAMP_LATER_MS = 30_000;
const A_WHILE_MS = 3 * 60_000;
const TRY_AGAIN = new Set(["offline", "full", "busy", "broken", "early"]);

export class Page {
  private ready: Promise<Pick<Ready, "manifest">> | null = null;
  private readonly form: HTMLFormElement;
  private readonly screens: HTMLElement[];
  private slot: string;
  private leaf = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly place: Place,
    private readonly delay: number,
  ) {
    this.form = root.querySelector<HTMLFormElement>("form")!;
    this.screens = [...root.querySelectorAll<HTMLElement>("[data-screen]")];
    this.slot = slotOf(place.round, place.tag);
  }

  async open(): Promise<void> {
    this.on("start", () => this.start());
    this.on("seal", () => void this.sealAndSend());
    this.on("again", () => this.again());
    this.on("begin", () => this.start());
    this.on("retry", () => void this.deliver());
    this.on("compared", () => this.compared());
    this.form.addEventListener("change", () => this.look());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", () => this.show(location.hash.slice(1) || "before", true));
    window.addEventListener("pagehide", () => sendWhileLeaving(this.slot));
    if (!(await canSeal()) || !canKeep()) return this.fail(new Refusal(window.isSecureContext ? "old" : "insecure"));
    await collect();
    forgetClosed(Date.now());
    sendTheRest(this.delay, this.slot);
    if (load(this.slot)?.waiting) this.sendLater();
    else if (lacksStamp(this.slot)) this.waitForStamp();
    else this.asItStands(false);
  }

  /** Show what became of the envelope, or the way to begin. */
  private asItStands(focus: boolean): void {
    const kept = load(this.slot);
    if (kept?.waiting) this.show("waiting", focus);
    else if (kept?.unstamped) this.show("onestamp", focus);
    else if (kept?.leaf || this.leaf) this.done(kept?.leaf || this.leaf);
    else this.show("before", focus);
  }

  private start(): void {
    this.slot = slotOf(this.place.round, this.place.tag);
    this.ready ??= isShared() ? this.readRules() : this.draw();
    this.ready.then(
      () => (location.hash = "q1"),
      (error) => {
        this.ready = null;
        const cutOff = error instanceof Refusal && error.code === "offline";
        this.fail(cutOff ? new Refusal("notdrawn") : error);
      },
    );
  }

  private async draw(): Promise<Ready> {
    const own = this.one<HTMLInputElement>("[name=mine]").checked;
    if (own !== this.place.own) await tellWhose(this.place, own);
    if (own) stayKept();
    return drawEnvelope(this.place, (manifest) => this.compare(manifest));
  }

  /** Their owner has asked about the second key, or the ledger: what is there now is right. */
  private compared(): void {
    forgetHolder();
    forgetLedger();
    this.start();
  }


  /** On a shared device the envelope is fetched at the seal: who walks away before loses none. */
  private async readRules(): Promise<{ manifest: Manifest }> {
    const manifest = await fetchManifest(this.place, readManifest);
    this.compare(manifest);
    await trusted(this.place, manifest);
    return { manifest };
  }

  /**
   * The page must ask what the rules say, word for word, or somebody is asked something else. The
   * rules hold every language's words; those of the page's own language are compared.
   */
  private compare(manifest: Manifest): void {
    const language = document.documentElement.lang;
    const isOlder = !Object.keys(manifest.scaleWords).length; // rules that fix no words of the scale
    const shown = this.fields().map((field) => ({
      id: field.dataset.question,
      text: field.querySelector("h1")?.textContent,
      scale: wordsOfScale(field),
    }));
    const fixed = manifest.asked.map(({ id, text, texts }, place) => ({
      id,
      text: texts?.[language] ?? text,
      scale: isOlder ? shown[place]?.scale : manifest.scaleWords[language],
    }));
    if (JSON.stringify(shown) !== JSON.stringify(fixed)) throw new Refusal("rules");
  }

  private fields(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>("fieldset[data-question]")];
  }

  private again(): void {
    this.form.reset();
    location.hash = "";
    this.start();
  }

  private answers(): (number | null)[] {
    return this.fields().map((field) => {
      const chosen = field.querySelector<HTMLInputElement>("input:checked");
      return chosen && chosen.value !== "x" ? Number(chosen.value) : null;
    });
  }

  /** Write the chosen words into the last screen. */
  private look(): void {
    this.fields().forEach((field, place) => {
      const words = field.querySelector("input:checked")?.nextElementSibling?.textContent;
      const cell = this.root.querySelector<HTMLElement>(`[data-chosen="${place + 1}"]`);
      if (cell) cell.textContent = words ?? cell.dataset.none ?? "";
    });
  }

  private async sealAndSend(): Promise<void> {
    try {
      this.show("sealing", true);
      const { manifest } = await (isShared() ? this.draw() : (this.ready ?? this.draw()));
      this.slot = await sealUp(this.place, manifest, this.answers());
      this.ready = null;
      this.form.reset();
      this.look();
      if (lacksStamp(this.slot)) this.waitForStamp();
      else this.sendLater();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Sealed with one stamp of two: say so, and ask again and again while the page is open. */
  private waitForStamp(since = Date.now()): void {
    const own = Boolean(load(this.slot)?.wallet);
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-stamp-on]")) {
      part.hidden = (part.dataset.stampOn === "own") !== own;
    }
    this.show("onestamp", true);
    clearTimeout(this.timer);
    const pause = Date.now() - since < A_WHILE_MS ? STAMP_SOON_MS : STAMP_LATER_MS;
    this.timer = setTimeout(() => void this.askForStamp(since), pause);
  }

  private async askForStamp(since: number): Promise<void> {
    try {
      await askAgain(this.place, this.slot);
    } catch (error) {
      const cutOff = error instanceof Refusal && TRY_AGAIN.has(error.code);
      if (!cutOff) return this.ready ? undefined : this.fail(error);
    }
    if (this.ready) return; // answering again meanwhile
    if (lacksStamp(this.slot)) this.waitForStamp(since);
    else this.sendLater();
  }

  private sendLater(): void {
    const wait = waitingTime(this.slot, this.delay);
    this.one("[data-drawn-late]").hidden = !drawnLate(this.slot);
    if (wait > 0) this.show("waiting", true);
    this.deliverIn(wait);
    if (wait > 0) void leaveToTheWorker(this.slot, wait).then((left) => this.sayHowItLeaves(left));
  }

  /** By the browser's own worker, or at the moment in which the page is closed. */
  private sayHowItLeaves(byWorker: boolean): void {
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-leaves]")) {
      part.hidden = (part.dataset.leaves === "later") !== byWorker;
    }
  }

  private deliverIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.deliver(), ms);
  }

  private async deliver(): Promise<void> {
    try {
      const leaf = await send(this.slot);
      if (this.ready) return;
      if (leaf) this.done(leaf);
      else this.asItStands(true);
    } catch (error) {
      if (!this.ready) this.fail(error);
      if (error instanceof Refusal && TRY_AGAIN.has(error.code)) {
        this.deliverIn(RETRY_MS);
      }
    }
  }

  private done(leaf: string): void {
    this.leaf = leaf;
    this.one("[data-leaf]").textContent = shortForm(leaf);
    offerReceipt(this.one("[data-receipt]"), this.place.round, receiptFor(this.slot, leaf));
    const again = load(this.slot)?.wallet;
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-again]")) part.hidden = !again;
    this.show("sealed", true);
  }

  private fail(error: unknown): void {
    const refusal = error instanceof Refusal ? error : new Refusal("broken");
    const known = [...this.root.querySelectorAll<HTMLElement>("[data-refusal]")];
    const otherwise = this.one(isFinal(refusal) ? "[data-refusal=nottaken]" : "[data-refusal=broken]");
    const shown = known.find((part) => part.dataset.refusal === refusal.code) ?? otherwise;
    for (const part of known) part.hidden = part !== shown;
    const said = shown.querySelector<HTMLElement>("[data-said]");
    if (said) said.textContent = this.inThePagesLanguage(refusal.code) ?? refusal.say;
    this.show("refused", true);
  }

  /** The box knows no language, so the page has brought its sentences along. */
  private inThePagesLanguage(code: string): string | null | undefined {
    const sentences = [...this.root.querySelectorAll<HTMLElement>("[data-box-says]")];
    return sentences.find((sentence) => sentence.dataset.boxSays === code)?.textContent;
  }

  private show(name: string, focus: boolean): void {
    const wanted = this.screens.find((screen) => screen.dataset.screen === name);
    if (!wanted) return;
    if (/^q|^look$/.test(name) && !this.ready) return this.asItStands(focus);
    const already = !wanted.hidden;
    for (const screen of this.screens) screen.hidden = screen !== wanted;
    if (!/^q|^look$/.test(name) && location.hash) history.replaceState(null, "", location.pathname);
    if (focus && !already) {
      window.scrollTo(0, 0);
      wanted.querySelector<HTMLElement>("h1:not([hidden] *)")?.focus({ preventScroll: true });
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

/** The words of the options from 1 to 5, in that order whatever the page's. */
function wordsOfScale(field: HTMLElement): (string | null | undefined)[] {
  return [1, 2, 3, 4, 5].map(
    (value) => field.querySelector(`input[value="${value}"]`)?.nextElementSibling?.textContent,
  );
}
