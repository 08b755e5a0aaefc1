// What the author's and the reader's page have in common: codes, forms, hours.

import { forgetLedger } from "../announced.ts";
import { toBytes, toHex, type Bytes } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import { Page } from "../guardian/page.ts";
import { paint } from "../qr.ts";
import { canSeal } from "../sealing.ts";
import { codeIn, NoCode, wordsOf, written } from "./codes.ts";
import { SOON_MS, tell } from "./saying.ts";

export class CodePage extends Page {
  protected code: Bytes | null = null;

  /** Whether this browser can seal at all; if not, that is all that is said. */
  protected async seals(): Promise<boolean> {
    const can = await canSeal();
    if (!can) this.fail(this.part("open-error"), new Distrust(isSecureContext ? "old" : "insecure"));
    return can;
  }

  protected override say(place: HTMLElement, text: string): void {
    tell(place, text);
  }

  /** A record that was changed is said beside the way on: after a restore its owner asks, and goes on. */
  protected override fail(place: HTMLElement, error: unknown): void {
    const isRewritten = error instanceof Distrust && error.code === "rewritten";
    if (isRewritten) this.part("rewritten").hidden = false;
    const there = isRewritten ? this.part("open-error") : place;
    super.fail(there, error);
    if (there !== this.part("open-error")) return;
    there.scrollIntoView({ block: "center" }); // it stands above all screens
    if (document.activeElement?.tagName !== "TEXTAREA") there.focus();
  }

  /** Their owner has asked: what the server shows now is right. */
  protected onAsked(go: () => void): void {
    this.on("compared", () => {
      forgetLedger();
      this.part("rewritten").hidden = true;
      this.say(this.part("open-error"), "");
      go();
    });
  }

  /** Draw a code as words and as a QR code of this page's address. */
  protected async showCode(code: Bytes): Promise<void> {
    this.code = code;
    const list = this.part("code-words");
    const words = await wordsOf(code, document.documentElement.lang);
    list.replaceChildren(
      ...words.map((word) => {
        const item = document.createElement("li");
        item.textContent = word;
        return item;
      }),
    );
    const drawing = this.root.querySelector<SVGElement>("svg[data-part='qr']")!;
    paint(drawing, `${location.origin}${location.pathname}#${await written(code)}`);
  }

  /** A code that was shown stands on the page no longer than it takes to write it down. */
  protected forgetWords(): void {
    this.part("code-words").replaceChildren();
    this.root.querySelector("svg[data-part='qr']")?.replaceChildren();
  }

  protected async typedCode(): Promise<Bytes> {
    try {
      return await codeIn(this.part<HTMLTextAreaElement>("typed").value);
    } catch (error) {
      if (error instanceof NoCode) throw new Distrust(error.code, error.values);
      throw error;
    }
  }

  protected form(name: string, go: () => Promise<void>): void {
    this.wire(this.part<HTMLFormElement>(name), go);
  }

  /** One press at a time; what went wrong is said above the form's fields. */
  protected wire(form: HTMLFormElement, go: () => Promise<void>): void {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.busy(form, go);
    });
  }

  private async busy(form: HTMLFormElement, go: () => Promise<void>): Promise<void> {
    const [button, error] = [form.querySelector<HTMLButtonElement>("button[type=submit]")!, this.part("error", form)];
    const hadFocus = document.activeElement === button;
    button.disabled = true;
    this.say(error, "");
    const busy = form.querySelector<HTMLElement>("[data-part=busy]");
    if (busy) this.say(busy, this.words("working"));
    await new Promise((drawn) => setTimeout(drawn, busy ? 2 * SOON_MS : 0)); // the words are seen before the work begins
    try {
      await go();
    } catch (why) {
      if (form.closest("[hidden]")) this.show("trouble");
      this.fail(form.closest("[hidden]") ? this.part("trouble") : error, why);
    }
    if (busy) this.say(busy, "");
    button.disabled = false;
    if (hadFocus && !isElsewhere()) button.focus(); // a button that rests loses it
  }

  protected bytes = (text: string): Bytes => toBytes(text, 32);
  protected hex = (bytes: Bytes): string => toHex(bytes);

  /** The next fixed hour, in the firm's time. */
  protected nextHour(hours: number[]): string {
    const [day, hour] = nextFixed(hours, this.root.dataset.zone || undefined);
    return this.words(day, { hour });
  }
}

/** Whether the focus went on to something meanwhile. */
const isElsewhere = (): boolean => ![null, document.body].includes(document.activeElement as HTMLElement | null);

/** The next fixed hour in a zone, wherever this device is: today's or tomorrow's, as a time of day. */
export function nextFixed(hours: number[], timeZone?: string, moment = new Date()): ["today" | "tomorrow", string] {
  const now = Number(moment.toLocaleString("en", { hour: "2-digit", hourCycle: "h23", timeZone }));
  const next = hours.find((hour) => hour > now);
  return [next === undefined ? "tomorrow" : "today", `${String(next ?? hours[0]).padStart(2, "0")}:00`];
}

/** A fixed hour in words: 2026-11-23T13; with its year if that is another one. */
export function hourIn(hour: string, language: string, now = new Date()): string {
  const moment = new Date(`${hour}:00:00`);
  const year = moment.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return moment.toLocaleString(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year, hour: "numeric", minute: "2-digit" });
}
