// The ceremony: the key is made here, saved, tried, and only then are its public halves handed in.

import { drawn } from "../qr.ts";
import { Distrust } from "./distrust.ts";
import type { Work } from "./exchange.ts";
import type { PublicHalves } from "./identity.ts";
import type { Keeping } from "./keeping.ts";
import { asked, chosen, Page, saveAs } from "./page.ts";
import { offered, strengthOf } from "./passphrase.ts";
import { grouped } from "./identity.ts";

const FILE = "bothways-second-key.age";
const SVG = "http://www.w3.org/2000/svg";
const PER_ROUND = 8; // spare keys between two answers, so that leaving loses little

export class Ceremony extends Page {
  private file = "";
  private halves: PublicHalves | null = null;

  constructor(
    root: HTMLElement,
    private readonly keeping: Keeping,
  ) {
    super(root);
  }

  open(): void {
    this.on("go", (button) => this.show(button.dataset.to!));
    this.on("offer", () => this.offer());
    this.on("save", () => saveAs(FILE, this.file));
    this.on("print", () => print());
    this.form("make", () => this.make());
    this.form("reopen", () => this.reopen());
    this.form("hand-in", () => this.handIn());
    this.on("sheet", () => void this.drawSheet());
    this.part<HTMLInputElement>("passphrase").addEventListener("input", () => this.weigh());
    addEventListener("beforeunload", (event) => {
      if (this.file && !this.root.dataset.over) event.preventDefault();
    });
    this.show("what", false);
  }

  private form(name: string, go: () => Promise<void>): void {
    const form = this.part<HTMLFormElement>(name);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.busy(form, go);
    });
  }

  private async busy(form: HTMLFormElement, go: () => Promise<void>): Promise<void> {
    const [button, error] = [form.querySelector("button[type=submit]") as HTMLButtonElement, this.part("error", form)];
    button.disabled = true;
    this.say(error, "");
    this.say(this.part("busy", form), this.words(`busy_${form.dataset.part!}`));
    try {
      await go();
    } catch (why) {
      this.fail(error, why);
    }
    this.say(this.part("busy", form), "");
    button.disabled = false;
  }

  private offer(): void {
    const words = offered();
    this.say(this.part("offered"), words);
    const field = this.part<HTMLInputElement>("passphrase");
    field.type = "text";
    field.value = words;
    this.weigh();
  }

  private weigh(): void {
    const { value } = this.part<HTMLInputElement>("passphrase");
    this.say(this.part("strength"), value ? this.words(`strength_${strengthOf(value)}`) : "");
  }

  private async make(): Promise<void> {
    const [name, passphrase, again] = ["name", "passphrase", "again"].map((part) => this.part<HTMLInputElement>(part).value);
    if (!name!.trim()) throw new Distrust("no_name");
    if (strengthOf(passphrase!) === "short") throw new Distrust("short_passphrase");
    if (passphrase !== again) throw new Distrust("not_twice");
    const { file, ...halves } = await this.keeping.ask("make", { name: name!.trim(), passphrase: passphrase! });
    [this.file, this.halves] = [file, halves];
    for (const place of this.parts("fingerprint")) place.textContent = halves.fingerprint;
    for (const place of this.parts("holder")) place.textContent = name!.trim();
    for (const part of ["passphrase", "again"]) this.part<HTMLInputElement>(part).value = "";
    this.say(this.part("offered"), "");
    this.show("file");
    saveAs(FILE, file);
  }

  private async drawSheet(): Promise<void> {
    const { secret } = await this.keeping.ask("sheet", {});
    this.part("secret").textContent = grouped(secret);
    const { size, path } = drawn(secret);
    const drawing = this.root.querySelector<SVGElement>("[data-part='qr']")!;
    const bars = document.createElementNS(SVG, "path");
    bars.setAttribute("d", path);
    drawing.setAttribute("viewBox", `0 0 ${size} ${size}`);
    drawing.replaceChildren(bars);
    this.show("sheet");
  }

  private async reopen(): Promise<void> {
    const file = await chosen(this.part<HTMLInputElement>("file"));
    await this.keeping.ask("reopen", { file, passphrase: this.part<HTMLInputElement>("passphrase-again").value });
    this.part<HTMLInputElement>("passphrase-again").value = "";
    this.part("secret").textContent = "";
    this.root.querySelector("[data-part='qr']")!.replaceChildren();
    this.show("hand-in");
  }

  private async handIn(): Promise<void> {
    const { ceremonyUrl = "", csrf = "" } = this.root.dataset;
    const { document: told } = await this.keeping.ask("ceremony", {});
    const { where } = await asked<{ fingerprint: string; where: string }>(ceremonyUrl, csrf, told);
    this.part("same-host").hidden = where !== "same_host";
    this.root.dataset.over = "yes";
    this.show("spares");
    await this.spares();
  }

  private async spares(): Promise<void> {
    const told = this.part("spares-told");
    try {
      await makeAllSpares(this.keeping, this.root.dataset, (done, total) => {
        this.bar(done, total);
        if (done % PER_ROUND === 0) this.say(told, this.words("making", { done, total }));
      });
      this.show("done");
    } catch (why) {
      this.fail(told, why);
    }
  }

  private bar(done: number, total: number): void {
    const bar = this.part<HTMLProgressElement>("bar");
    [bar.max, bar.value] = [Math.max(1, total), done];
  }
}

/** Make spare keys until the stock is full, handing them in a few at a time. */
export async function makeAllSpares(keeping: Keeping, urls: DOMStringMap, tell: (done: number, total: number) => void): Promise<number> {
  const { workUrl = "", answerUrl = "", csrf = "" } = urls;
  let [made, total] = [0, 0];
  for (;;) {
    const { spare } = await asked<Work>(workUrl, csrf);
    const left = Math.max(0, spare.want_blocks - spare.blocks) + Math.max(0, spare.want_seals - spare.seals);
    total ||= left;
    if (!left) return made;
    const few = { ...spare, want_blocks: Math.min(spare.want_blocks, spare.blocks + PER_ROUND) };
    const { document: told } = await keeping.ask("spares", { spare: few }, (done) => tell(made + done, total));
    const { results } = await asked<{ results: { taken: boolean; say: string }[] }>(answerUrl, csrf, told);
    const refused = results.find(({ taken }) => !taken);
    if (refused) throw new Distrust("server_says", { say: refused.say });
    made += Math.min(left, PER_ROUND);
    tell(Math.min(made, total), total);
  }
}
