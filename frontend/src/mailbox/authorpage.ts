// The author's page: write, keep the code, send; open the mailbox with the code, read, write again.

import { Distrust } from "../guardian/distrust.ts";
import type { Bytes } from "../bytes.ts";
import { fetchAll, fetchState } from "./carrying.ts";
import { sealingEpoch } from "./chain.ts";
import { newCode, readWritten } from "./codes.ts";
import type { Attaching } from "./files/attaching.ts";
import { sealFiles, tidy } from "./files/laying.ts";
import { manifestOf } from "./files/manifest.ts";
import { begun, newThread, threadsIn, withSent, type Found } from "./finding.ts";
import { rootOf } from "./keys.ts";
import { LONGEST_TEXT } from "./letters.ts";
import { same } from "../ledger.ts";
import { monthMark, monthNow } from "./months.ts";
import { proven } from "./proven.ts";
import { sendWhileLeaving } from "./queue.ts";
import { isFilled, SendingPage, type Way } from "./sendingpage.ts";
import { Telling } from "./telling/page.ts";
import { addressIn, deskAt, deskOf, epochsOf, readAt } from "./threads.ts";
import { askedOf, boardOf, kindOf, lettersAt } from "./told.ts";
import { sealed, TAKES_BACK, type Draft, type Voice } from "./writing.ts";

const AGAIN_MS = 30 * 60_000; // so often everybody's letters are fetched, whoever looks
const LONGEST_TITLE = 140;
const LONGEST_PUBLIC = 4_000; // what stands on a page that everybody reads

export class AuthorPage extends SendingPage {
  private arrived: Promise<void> | null = null;
  private kind = "letter"; // or suggestion, question: those are for everybody
  private readonly warned = new Set<string>(); // desks that began again, once it was said here
  private readonly telling: Telling;
  private readonly files: Attaching;

  constructor(root: HTMLElement) {
    super(root);
    this.telling = new Telling(root.dataset.namesUrl!, (code, values) => this.words(code, values));
    this.files = this.attaching(this.part("files", this.part("write")));
  }

  async open(): Promise<void> {
    if (!(await this.seals())) return;
    this.onAsked(() => void this.here().catch((error: unknown) => this.alarm(error)));
    this.on("go", (button) => void this.go(button.dataset.to!));
    this.on("write", (button) => this.write(button.dataset.kind!));
    this.on("again", (button) => void this.sendAgain(button as HTMLButtonElement));
    this.on("print", () => print());
    this.form("write", async () => this.codeOrSend());
    this.form("kept", async () => this.send(null, this.files));
    this.form("open", async () => this.openWith(await this.typedCode()));
    this.part("text").addEventListener("input", () => this.count());
    addEventListener("beforeunload", (event) => {
      if (this.wouldBeLost()) event.preventDefault();
    });
    addEventListener("pagehide", sendWhileLeaving);
    this.show("start", false);
    void this.arrive();
  }

  /** Everybody's letters are fetched whoever comes here: looking says nothing of having a mailbox. */
  private async arrive(): Promise<void> {
    const behind = location.hash.slice(1);
    if (behind) history.replaceState(null, "", location.pathname);
    if (this.root.querySelector(`[data-act=write][data-kind="${CSS.escape(behind)}"]`)) this.write(behind);
    await this.here().catch((error: unknown) => this.alarm(error));
    setInterval(() => void this.lookAgain().catch(() => undefined), AGAIN_MS);
    void tidy().catch(() => undefined);
    void this.stampAnew()
      .catch(() => undefined)
      .then(() => this.tellOfLost());
    const code = await readWritten(behind);
    if (code) await this.openWith(code).catch((error: unknown) => this.fail(this.part("open-error"), error));
  }

  /** A key that is not everybody's is said at once, whatever somebody came for. */
  private alarm(error: unknown): void {
    const isGrave = error instanceof Distrust && ["unproven", "rewritten"].includes(error.code);
    if (isGrave) this.fail(this.part("open-error"), error);
  }

  /** What was fetched when the page came; once more only where that failed. */
  private async here(): Promise<void> {
    this.arrived ??= this.look();
    try {
      await this.arrived;
    } catch (error) {
      this.arrived = null;
      throw error;
    }
  }

  /** What came out meanwhile is shown, unless something is being written. */
  private async lookAgain(): Promise<void> {
    await this.look();
    if (!this.isOpen || this.way || this.fields().some(isFilled)) return;
    this.found = withSent(await threadsIn(this.heap, this.secret!), this.found);
    await this.draw();
  }

  private async look(): Promise<void> {
    const url = lettersAt(this.root.dataset.lettersUrl);
    const state = await fetchState(url);
    const knew = await proven(this.root.dataset.proofsUrl!, state, this.root.dataset.own === "yes");
    this.heap = await fetchAll(url, state, (n) => this.say(this.part("missing"), n ? this.words("missing", { n }) : ""));
    this.state = state;
    if (!state.months.length) return;
    const now = monthNow(state);
    this.say(this.part("month-mark"), this.words("month_mark", { month: now.month, mark: monthMark(now) }));
    if (!knew) this.say(this.part("month-open"), this.words("month_open", { month: now.month, mark: monthMark(now) }));
  }

  /** To a screen; a mailbox that is open already asks for no code. */
  private async go(to: string): Promise<void> {
    const isMailbox = to === "open" && this.isOpen;
    if (isMailbox && !this.fields().some((field) => isFilled(field) && field.closest("[data-part=list]"))) await this.draw();
    this.show(isMailbox ? "threads" : to);
  }

  private write(told: string): void {
    const kind = (this.kind = kindOf(told));
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-kinds]")) {
      part.hidden = !part.dataset.kinds!.split(" ").includes(kind);
    }
    this.show("write");
  }

  private count(): void {
    const [n, most] = [[...this.part<HTMLTextAreaElement>("text").value].length, this.room];
    this.say(this.part("count"), n > most * 0.9 ? this.words("too_long", { most, n }) : "");
  }

  private get room(): number {
    return this.kind === "letter" ? LONGEST_TEXT : LONGEST_PUBLIC;
  }

  /** What was written; an idea or a question may be said by its title alone. */
  private textOf(part: string, most = LONGEST_TEXT, mayBeEmpty = false): string {
    const text = this.part<HTMLTextAreaElement>(part).value.trim();
    const n = [...text].length;
    if (!n && !mayBeEmpty) throw new Distrust("empty");
    if (n > most) throw new Distrust("too_long", { most, n });
    return text;
  }

  private newText(): string {
    return this.textOf("text", this.room, this.kind !== "letter");
  }

  /** What everybody is to read beside the text; null for a letter to a desk. */
  private async voice(): Promise<Voice | null> {
    if (this.kind === "letter") return null;
    const title = this.part<HTMLTextAreaElement>("title").value.trim().replace(/\s+/g, " ");
    const n = [...title].length;
    if (!n) throw new Distrust("no_title");
    if (n > LONGEST_TITLE) throw new Distrust("long_title", { most: LONGEST_TITLE, n });
    await this.here();
    // no language: the page's own is a person's setting, and the letter is read by everybody
    return { kind: this.kind, title, about: await askedOf(this.chosenToAsk(), this.state), language: "" };
  }

  private chosenToAsk(): { place: number; key: string; name: string } | null {
    const field = this.root.querySelector<HTMLSelectElement>("[data-part=asked]");
    const chosen = field?.selectedOptions[0];
    return this.kind === "question" && chosen ? { place: field.selectedIndex, key: chosen.value, name: chosen.text } : null;
  }

  private async codeOrSend(): Promise<void> {
    const [text, voice] = [this.newText(), await this.voice()];
    await this.here();
    await this.tellOfBeginning();
    if (!voice) await this.files.files();
    if (!(await this.telling.passes([voice?.title ?? "", text].join("\n").trim(), this.part("tells", this.part("write"))))) return;
    if (this.secret) return this.send(null, this.files);
    await this.showCode(this.code ?? newCode());
    this.show("code");
  }

  /** That a desk began again is shown before anything else, once; the same press again goes on. */
  private async tellOfBeginning(): Promise<void> {
    const desk = addressIn(this.state, this.chosenDesk(), this.kind === "letter");
    const { broken } = await sealingEpoch(epochsOf(this.state, desk), deskAt(this.state, desk));
    if (!broken || this.warned.has(desk)) return;
    this.warned.add(desk);
    throw new Distrust("began_again_new");
  }

  private async openWith(code: Bytes): Promise<void> {
    const root = await rootOf(code);
    await this.here();
    const isAnother = !this.secret || !same(this.secret, root);
    if (isAnother) this.said.clear();
    this.found = withSent(await threadsIn(this.heap, root), isAnother ? [] : this.found);
    this.secret = root;
    this.part<HTMLTextAreaElement>("typed").value = "";
    await this.draw();
    this.forgetWords(); // of a code that was shown for this letter: it goes under the one that was opened
    this.show(this.fields().some(({ value }) => value.trim()) ? "write" : "threads");
  }

  protected async reply(into: Found, part: string, form: HTMLFormElement, files: Attaching): Promise<void> {
    if (await this.telling.passes(this.textOf(part), this.part("tells", form))) await this.send(into, files);
  }

  /** Send what was written: as a new thread, or in one that there is. */
  private async send(into: Found | null, attaching: Attaching): Promise<void> {
    this.secret ??= await rootOf(this.code!);
    await this.here();
    const part = into ? `reply-${into.thread.number}` : "text";
    const text = into ? this.textOf(part) : this.newText();
    const voice = into ? null : await this.voice();
    const desk = into ? readAt(this.state, deskOf(into)) : addressIn(this.state, this.chosenDesk(), this.kind === "letter");
    const found = into ?? begun(await newThread(this.secret, this.found));
    const attached = voice || this.isBoard(desk) ? [] : await attaching.files();
    const { key, records } = attached.length ? await sealFiles(attached, desk) : { key: null, records: [] };
    const fields = (into ? [part] : [part, "title"]).map((name) => this.part<HTMLTextAreaElement>(name));
    const way = { held: !into && this.isHeld(desk), fields, files: attaching };
    await this.layDown({ text, desk, into: found, voice, files: key && manifestOf(key, attached) }, records, way);
    const { number } = found.thread;
    if (into) this.said.set(number, [...(this.said.get(number) ?? []), text]);
    if (!into) this.found.push(found);
    this.forgetWords();
    this.show("sent");
    await this.bring();
  }

  /** Take back what a thread said for everybody: a letter in it that says no more than that. */
  protected async takeBack(into: Found): Promise<void> {
    await this.here();
    const draft = { text: "", desk: readAt(this.state, deskOf(into)), into, voice: TAKES_BACK, files: null };
    await this.layDown(draft, [], { held: false, fields: [], files: null });
    this.takenBack.add(into.thread.number);
    this.show("sent");
    await this.bring();
  }

  /** Seal a letter to the desk's newest key and stamp it; from now on it is on its way. */
  private async layDown(draft: Omit<Draft, "epoch">, pieces: Bytes[], way: Omit<Way, "slot" | "record">): Promise<void> {
    const { desk, into } = draft;
    const { epoch } = await sealingEpoch(epochsOf(this.state, desk), deskAt(this.state, desk), this.pins.get(into));
    const record = await sealed({ ...draft, epoch });
    const slot = await this.laidDown(record, lettersAt(this.root.dataset.lettersUrl), pieces);
    this.way = { ...way, slot, record };
    into.nextOut += 1;
  }

  private chosenDesk(): string {
    if (this.kind !== "letter") return boardOf(this.state);
    const chosen = this.root.querySelector<HTMLInputElement>("input[name=desk]:checked");
    if (!chosen) throw new Distrust("no_desk");
    return chosen.value;
  }

  /** Whether letters there wait until a round has closed. */
  private isHeld(address: string): boolean {
    return this.root.querySelector<HTMLElement>(`input[name=desk][value="${address}"]`)?.dataset.held !== undefined;
  }
}
