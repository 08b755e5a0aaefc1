// 'Was my answer counted?': fetches a round's whole public file and does the sums here. Which leaf
// is looked for never leaves this page. All words are in the page.

import decode from "qr/decode.js";
import { Refusal, fetchJson } from "./post.ts";
import { read, receiptsOf, shortForm, type Told } from "./receipts.ts";
import { checkRound, fatesOf, type Fate, type Finding, type RoundFile } from "./roundfile.ts";

const ALARMS = new Set<Fate>(["missing", "rolledback", "otherrules", "forged"]);

class Counted {
  private file: RoundFile | null = null;
  /** What was brought last; it may come before the list is here. */
  private brought: Told | null = null;

  constructor(private readonly root: HTMLElement) {}

  async open(): Promise<void> {
    this.brought = this.fromAddress();
    this.all("[data-bring]").forEach((part) => (part.hidden = false));
    this.listen();
    try {
      this.file = await fetchJson<RoundFile>(this.root.dataset.fileUrl ?? "");
      this.tell(await checkRound(this.file));
      const { round = "", personTag = "" } = this.root.dataset;
      if (this.brought) await this.lookFor([this.brought], "brought");
      else await this.lookFor(receiptsOf(round, personTag), "kept");
    } catch (error) {
      const code = error instanceof Refusal ? error.code : "broken";
      this.show("[data-verdict]", ["offline", "signedout"].includes(code) ? code : "broken");
    }
    this.root.setAttribute("data-done", "");
  }

  /** A receipt that came by photograph or link: it leaves the address at once. */
  private fromAddress(): Told | null {
    const told = read(location.hash.slice(1));
    if (location.hash) history.replaceState(null, "", location.pathname);
    return told;
  }

  private listen(): void {
    const field = this.root.querySelector<HTMLInputElement>("input[type=text]")!;
    const form = this.root.querySelector("form")!;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.bring(field.value);
    });
    window.addEventListener("hashchange", () => {
      const told = this.fromAddress();
      if (told) void this.lookForBrought(told);
    });
    for (const input of this.root.querySelectorAll<HTMLInputElement>("input[type=file]")) {
      input.addEventListener("change", () => void this.fromFile(input));
    }
  }

  private async fromFile(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    const text = file.type.startsWith("image/") ? await seenIn(file) : await file.text();
    await this.bring(text);
    input.value = "";
  }

  private async bring(text: string): Promise<void> {
    const told = read(text);
    this.show("[data-unread]", told ? "" : "yes");
    if (told) await this.lookForBrought(told);
  }

  private async lookForBrought(told: Told): Promise<void> {
    this.brought = told;
    await this.lookFor([told], "brought");
  }

  private async lookFor(receipts: Told[], whence: "kept" | "brought"): Promise<void> {
    if (!this.file) return;
    const fates = await fatesOf(this.file, receipts);
    if (whence === "kept" && this.brought) return; // brought in the meantime
    const newest = fates.at(-1);
    const fate = fates.find((one) => ALARMS.has(one)) ?? (fates.includes("in") ? "in" : newest);
    const replaced = fates.filter((one) => one === "replaced").length;
    this.show("[data-fate]", fate ?? "none", { replaced });
    this.all("[data-replaced]").forEach((part) => (part.hidden = !replaced));
    this.all("[data-brought]").forEach((part) => (part.hidden = whence !== "brought"));
    const told = receipts[fates.indexOf(fate ?? "open")];
    this.all("[data-leaf]").forEach((part) => (part.textContent = told ? shortForm(told.leaf) : ""));
  }

  private tell(findings: Finding[]): void {
    for (const { check, state, why, told } of findings) {
      const row = this.root.querySelector<HTMLElement>(`[data-check="${check}"]`);
      if (!row) continue;
      row.dataset.state = state;
      this.show(`[data-check="${check}"] [data-why]`, why, told);
      this.show(`[data-check="${check}"] [data-sign]`, state);
    }
    const failed = findings.some(({ state }) => state === "fails");
    const left = findings.some(({ state }) => state === "open");
    this.show("[data-verdict]", failed ? "fails" : left ? "open" : "holds");
  }

  /** Of several parts with one attribute show the one with this value, its numbers filled in. */
  private show(selector: string, value: string, told: Record<string, number> = {}): void {
    const name = /\[data-([a-z]+)\]$/.exec(selector)?.[1] ?? "";
    for (const part of this.all(selector)) {
      part.hidden = part.dataset[name] !== value;
      for (const slot of part.querySelectorAll<HTMLElement>("[data-number]")) {
        slot.textContent = String(told[slot.dataset.number ?? ""] ?? "");
      }
    }
  }

  private all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }
}

/** The text of a code in a photograph, '' if none is found. Made smaller: codes are coarse. */
async function seenIn(file: File): Promise<string> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return "";
  for (const longest of [1200, 700, 2400]) {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext("2d")!;
    context.drawImage(picture, 0, 0, width, height);
    try {
      return decode({ width, height, data: context.getImageData(0, 0, width, height).data });
    } catch {
      // tried at another size
    }
  }
  return "";
}

const root = document.querySelector<HTMLElement>("[data-counted]");
if (root) void new Counted(root).open();
