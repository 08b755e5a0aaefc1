// An author's threads on the page: what was written and what came back, each with its way to write on.

import { Distrust } from "../guardian/distrust.ts";
import type { Bytes } from "../bytes.ts";
import type { State } from "./carrying.ts";
import { sealingEpoch, type Pin } from "./chain.ts";
import { Attaching } from "./files/attaching.ts";
import { manifestIn } from "./files/manifest.ts";
import { Heap, type Found } from "./finding.ts";
import { CodePage, hourIn } from "./page.ts";
import { deskAt, deskOf, epochsOf, notOut, pinOf, readAt, saidIn, takesBack, type Said } from "./threads.ts";
import { TAKES_BACK, type Voice } from "./writing.ts";

export abstract class ThreadsPage extends CodePage {
  protected state!: State;
  protected heap = new Heap();
  protected secret: Bytes | null = null; // the root of all keys of the code, in memory alone
  protected found: Found[] = [];
  protected readonly pins = new Map<Found, Pin>();
  protected readonly said = new Map<number, string[]>(); // sent from this page into threads, and not out yet

  protected readonly takenBack = new Set<number>(); // threads whose words are being taken back from here

  /** Take back what a thread said for everybody. */
  protected abstract takeBack(into: Found): Promise<void>;

  /** Write on in a thread. */
  protected abstract reply(into: Found, part: string, form: HTMLFormElement, files: Attaching): Promise<void>;

  /** A code was opened or made here, and there is something in its mailbox, or on its way there. */
  protected get isOpen(): boolean {
    return Boolean(this.secret) && this.found.length > 0;
  }

  /** Say where the desk's keys do not follow the one that this thread began with, before anybody writes on. */
  private async holdToThePin(found: Found, all: Said[], place: HTMLElement): Promise<void> {
    const [desk, pin] = [deskOf(found), pinOf(all)];
    if (!pin) return;
    this.pins.set(found, pin);
    const why = await sealingEpoch(epochsOf(this.state, desk), deskAt(this.state, desk), pin)
      .then(({ broken }) => (broken ? "began_again" : readAt(this.state, desk) && ""))
      .catch((error: Distrust) => error.code);
    this.say(place, why && this.words(why));
  }

  protected async draw(): Promise<void> {
    const list = this.part("list");
    list.replaceChildren();
    const newestFirst = this.found.filter(({ mine }) => mine.length).sort((one, other) => lastHour(other).localeCompare(lastHour(one)));
    for (const found of newestFirst) list.append(await this.drawn(found));
    const isUnderWay = this.found.some(({ mine }) => !mine.length);
    this.say(this.part("none"), isUnderWay ? this.words("under_way") : list.childElementCount ? "" : this.words("none"));
  }

  private async drawn(found: Found): Promise<HTMLElement> {
    const thread = this.clone("thread");
    const all = await saidIn(found, this.state);
    await this.holdToThePin(found, all, this.part("broken", thread));
    this.part("desk-name", thread).textContent = this.titleOf(found, all);
    const from = this.isBoard(deskOf(found)) ? "board" : "desk";
    for (const one of all) this.part("letters", thread).append(this.line(one, hourIn(one.hour, document.documentElement.lang), from));
    for (const text of notOut(this.said.get(found.thread.number) ?? [], all)) {
      const one = { mine: true, hour: "", text, altered: false };
      this.part("letters", thread).append(this.line(one, this.words("on_its_way")));
    }
    this.offerTakingBack(found, all, thread);
    const area = this.part("reply", thread);
    const part = `reply-${found.thread.number}`;
    area.dataset.part = part;
    area.id = part;
    thread.querySelector("label")!.htmlFor = part;
    const form = this.part<HTMLFormElement>("on", thread);
    const files = this.attaching(this.part("files", form));
    this.part("fold", form).hidden = this.isBoard(deskOf(found));
    this.wire(form, async () => this.reply(found, part, form, files));
    return thread;
  }

  /** What stands before everybody can be taken back by whoever has the code; said once, it is on its way. */
  private offerTakingBack(found: Found, all: Said[], thread: HTMLElement): void {
    const { number } = found.thread;
    const isOut = all.some(takesBack);
    const isOnItsWay = !isOut && this.takenBack.has(number);
    if (isOnItsWay) this.part("letters", thread).append(this.line(TAKING_BACK, this.words("on_its_way")));
    this.part("take-back", thread).hidden = !this.isBoard(deskOf(found)) || isOut || isOnItsWay;
    this.wire(this.part<HTMLFormElement>("take-back-form", thread), () => this.takeBack(found));
  }

  protected attaching(place: HTMLElement): Attaching {
    return new Attaching(
      place,
      (code, values) => this.words(code, values),
      (name) => this.clone(name),
    );
  }

  protected isBoard(desk: string): boolean {
    return this.state.desks.some(({ id, board }) => board && id === desk);
  }

  /** What a thread is called: the title of an idea or a question, else the desk. */
  private titleOf(found: Found, all: Said[]): string {
    const voice = all.find(({ mine, fields }) => mine && fields)?.fields?.voice as Partial<Voice> | undefined;
    const desk = deskOf(found);
    const name = this.root.querySelector<HTMLElement>(`[data-desk="${desk}"]`)?.dataset.name;
    return (typeof voice?.title === "string" && voice.title) || name || this.words("desk");
  }

  private line(said: Said, when: string, from = "desk"): HTMLElement {
    const { mine, text, altered, broken, fields } = said;
    const line = this.clone("letter");
    this.part("who", line).textContent = this.words(mine ? "you" : broken ? "desk_again" : from);
    this.part("when", line).textContent = when;
    this.part("words", line).textContent = altered ? this.words("altered") : takesBack(said) ? this.words("took_back") : text;
    if (altered) line.classList.add("note", "note--alert");
    const files = mine ? manifestIn(fields?.files) : null;
    if (files) this.part("when", line).append(` · ${this.words("file_with", { n: files.of.length })}`);
    return line;
  }
}

const TAKING_BACK: Said = { mine: true, hour: "", text: "", altered: false, fields: { voice: TAKES_BACK } };

const lastHour = ({ mine, answers }: Found): string => [...mine, ...answers].reduce((last, { hour }) => (hour > last ? hour : last), "");
