// The field for files: each is cleaned as it is chosen, and what could not be cleaned is asked about.

import { Distrust } from "../../guardian/distrust.ts";
import { cleaned, isPicture, kindOf, type Kind } from "./clean.ts";
import type { Attached } from "./manifest.ts";
import { Locked } from "./pdfread.ts";
import { tell } from "../saying.ts";
import { MOST_BYTES, MOST_FILES } from "./pieces.ts";

type Say = (code: string, values?: Record<string, string | number>) => string;

interface Chosen extends Attached {
  row: HTMLElement;
  mayGo: boolean;
}

export class Attaching {
  private chosen: Chosen[] = [];
  private working: Promise<void> = Promise.resolve();
  private readonly input: HTMLInputElement;

  /** place: the field; clone: makes a row of a template of the page. */
  constructor(
    private readonly place: HTMLElement,
    private readonly say: Say,
    private readonly clone: (name: string) => HTMLElement,
  ) {
    this.input = place.querySelector("input")!;
    this.input.addEventListener("change", () => {
      const files = [...(this.input.files ?? [])];
      this.input.value = "";
      this.working = this.working.then(() => this.take(files));
    });
  }

  /** What goes along; refused while something is not decided. */
  async files(): Promise<Attached[]> {
    await this.working;
    if (this.chosen.some(({ mayGo }) => !mayGo)) throw new Distrust("file_undecided");
    return this.chosen.map(({ kind, bytes }) => ({ kind, bytes }));
  }

  clear(): void {
    for (const one of [...this.chosen]) this.leaveOut(one);
    this.fail("");
  }

  private async take(files: File[]): Promise<void> {
    this.fail("");
    for (const file of files) {
      try {
        await this.add(file);
      } catch (error) {
        const { code, values } = error instanceof Distrust ? error : new Distrust("broken");
        this.fail(this.say(code, { name: file.name, ...values }));
      }
    }
  }

  private async add(file: File): Promise<void> {
    if (this.chosen.length >= MOST_FILES) throw new Distrust("file_many", { most: MOST_FILES });
    if (file.size > MOST_BYTES) throw new Distrust("file_large");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kind = kindOf(bytes);
    if (!kind) throw new Distrust("file_kind");
    const made = await this.made(bytes, kind);
    const sum = this.chosen.reduce((all, one) => all + one.bytes.length, made.bytes.length);
    if (sum > MOST_BYTES) throw new Distrust("file_large");
    this.draw(file.name, made);
  }

  private async made(bytes: Attached["bytes"], kind: Kind): Promise<Attached & { said: string; mayGo: boolean }> {
    try {
      return { kind, bytes: await cleaned(bytes, kind), said: isPicture(kind) ? "file_clean" : "file_clean_pdf", mayGo: true };
    } catch (error) {
      if (isPicture(kind)) throw new Distrust("file_broken");
      return { kind, bytes, said: error instanceof Locked ? "file_locked" : "file_unclean", mayGo: false };
    }
  }

  private draw(name: string, { kind, bytes, said, mayGo }: Attached & { said: string; mayGo: boolean }): void {
    const row = this.clone("file");
    const one: Chosen = { kind, bytes, row, mayGo };
    const part = (which: string): HTMLElement => row.querySelector<HTMLElement>(`[data-part="${which}"]`)!;
    part("file-name").textContent = name;
    part("file-size").textContent = sizeIn(bytes.length);
    part("file-anyway").hidden = mayGo;
    part("file-anyway").addEventListener("click", () => {
      one.mayGo = true;
      part("file-anyway").hidden = true;
      tell(part("file-said"), this.say("file_as_it_is"));
      part("file-out").focus();
    });
    part("file-out").addEventListener("click", () => {
      this.leaveOut(one);
      this.input.focus();
    });
    this.chosen.push(one);
    this.place.querySelector("ul")!.append(row);
    tell(part("file-said"), this.say(said));
  }

  private leaveOut(one: Chosen): void {
    this.chosen = this.chosen.filter((other) => other !== one);
    one.row.remove();
  }

  private fail(text: string): void {
    const place = this.place.querySelector<HTMLElement>("[data-part=files-error]")!;
    place.textContent = text;
    place.hidden = !text;
  }
}

/** A length in words of the page's language. */
export function sizeIn(length: number): string {
  const [unit, value] = length < 1_000_000 ? ["kilobyte", Math.max(1, Math.round(length / 1_000))] : ["megabyte", length / 1_000_000];
  const how: Intl.NumberFormatOptions = { style: "unit", unit: unit as string, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang || "en", how).format(value as number);
}
