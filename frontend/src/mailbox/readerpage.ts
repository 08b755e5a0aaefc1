// The reader's page of a desk: make a key, let other readers in, read, answer.

import { toBytes, toHex, toText, type Bytes } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import { asked, fetchAll, fetchState, type State } from "./carrying.ts";
import { newCode, readWritten } from "./codes.ts";
import { countingAt, deskBytes, fingerprintOf } from "./desks.ts";
import { manifestIn } from "./files/manifest.ts";
import { Showing } from "./files/showing.ts";
import { Heap, type Came } from "./finding.ts";
import { readerKeys, rootOf, type Pair } from "./keys.ts";
import { answerMark } from "./marks.ts";
import { itsThread, LONGEST_TEXT, pack, readLetter, sealLetter, type Fields } from "./letters.ts";
import { CodePage, hourIn } from "./page.ts";
import { proven } from "./proven.ts";
import { isAlone, Reading, type DeskState, type Reader } from "./reading.ts";

interface Line {
  letter: Came;
  fields: Fields;
}

interface Thread {
  id: string;
  lines: Line[];
  nextAnswer: number;
  marks: Set<string>; // of all answers that there are
  sealed?: Answer; // what may be in the tray already: the same again is taken once
}

interface Answer {
  text: string;
  epoch: number;
  mark: Bytes;
  letter: string;
}

export class ReaderPage extends CodePage {
  private desk!: DeskState;
  private reading!: Reading;
  private state!: State;

  async open(): Promise<void> {
    if (!(await this.seals())) return;
    this.onAsked(() => undefined); // the same press again goes on
    this.on("go", (button) => this.show(button.dataset.to!));
    this.form("remake", async () => this.remake());
    this.on("make", () => void this.showCode(newCode()).then(() => this.show("code")));
    this.on("print", () => print());
    this.form("kept", async () => this.handIn());
    this.form("open", async () => this.unlock(await this.typedCode()));
    this.on("back", () => this.show(this.desk.me.seal ? "open" : "make"));
    this.form("look", async () => this.lookAgain());
    addEventListener("beforeunload", (event) => {
      const areas = [...this.root.querySelectorAll<HTMLTextAreaElement>("textarea[data-letter]")];
      if (areas.some(({ value }) => value.trim())) event.preventDefault();
    });
    this.form("again", async () => this.beginAgain());
    void this.arrive();
  }

  private async arrive(): Promise<void> {
    const written = location.hash.slice(1);
    if (written) history.replaceState(null, "", location.pathname);
    try {
      this.desk = await this.ask("state");
    } catch (error) {
      this.show("trouble", false);
      return this.fail(this.part("trouble"), error);
    }
    this.part("alone").hidden = !isAlone(this.desk);
    this.show(this.desk.me.seal ? "open" : "make", false);
    const code = this.desk.me.seal ? await readWritten(written) : null;
    if (code) await this.unlock(code).catch((error: unknown) => this.fail(this.part("open-error"), error));
  }

  private ask = (what: string, body?: object): Promise<DeskState> =>
    asked<DeskState>(this.root.dataset[`${what}Url`]!, this.csrf, body);

  private get csrf(): string {
    return this.root.dataset.csrf ?? "";
  }

  /** Make another key in the place of one whose words are lost. */
  private async remake(): Promise<void> {
    if (isAlone(this.desk) && !this.part<HTMLInputElement>("sure").checked) throw new Distrust("alone");
    await this.showCode(newCode());
    this.show("code");
  }

  /** The key that was just shown counts from now on. */
  private async handIn(): Promise<void> {
    const keys = await readerKeys(await rootOf(this.code!));
    const sure = this.part<HTMLInputElement>("sure").checked;
    await this.work(keys, await this.ask("key", { seal: toText(keys.sealPublic), sign: toText(keys.signPublic), sure }));
  }

  private async unlock(code: Bytes): Promise<void> {
    const keys = await readerKeys(await rootOf(code));
    this.desk = await this.ask("state"); // the page may have stood open for long
    if (toText(keys.sealPublic) !== this.desk.me.seal) throw new Distrust("not_mine");
    await this.work(keys, this.desk);
  }

  private async work(keys: Pair, state: DeskState): Promise<void> {
    this.reading = await Reading.with(state, keys, this.ask);
    await this.goOn();
  }

  /** Whether somebody let me in meanwhile. */
  private async lookAgain(): Promise<void> {
    this.desk = await this.ask("state");
    await this.work(this.reading.keys, this.desk);
  }

  /** Read, where the desk's newest key is open to me; otherwise say what is missing. */
  private async goOn(): Promise<void> {
    await this.drawReaders();
    if (this.reading.isDead) return this.show("again");
    if (!this.reading.isOpen) return this.show("waiting");
    const { changed } = await this.reading.keep();
    if (changed) this.say(this.part("told"), this.words("changed"));
    await this.inbox();
  }

  private async beginAgain(): Promise<void> {
    await this.reading.beginAgain();
    await this.goOn();
  }

  private async inbox(): Promise<void> {
    const url = this.root.dataset.lettersUrl!;
    this.state = await fetchState(url);
    await proven(this.root.dataset.proofsUrl!, this.state, this.root.dataset.own === "yes");
    await this.drawLetters(await fetchAll(url, this.state));
    await this.drawReaders();
    this.show("inbox");
  }

  /** The others, each with the signs of the very key that secrets are sealed to; and my own signs. */
  private async drawReaders(): Promise<void> {
    const { letIn, notLetIn, me } = this.reading;
    const mine = await fingerprintOf(me);
    for (const place of this.parts("my-fingerprint")) place.textContent = mine;
    for (const place of this.parts("compare")) place.replaceChildren(...(await Promise.all(notLetIn.map((one) => this.toCompare(one)))));
    this.parts("to-let-in").forEach((place) => (place.hidden = !notLetIn.length));
    this.part("let-in").replaceChildren(...(await Promise.all(letIn.map((one) => this.letInAlready(one)))));
    this.part("were-let-in").hidden = !letIn.length;
    this.bringUpToDate();
  }

  /** What the page said of the desk when it came, as it is by now. */
  private bringUpToDate(): void {
    const { state, last, mustChange } = this.reading;
    const isOpen = Boolean(last) && this.reading.isOpen;
    const page = (what: string): NodeListOf<HTMLElement> => document.querySelectorAll<HTMLElement>(what);
    for (const { id } of state.readers.filter(({ seal }) => seal)) page(`[data-reader="${id}"]`).forEach((one) => (one.textContent = one.dataset.made!));
    if (isOpen) page("[data-standing]").forEach((one) => (one.textContent = one.dataset.standing!));
    if (isOpen && !mustChange) page("[data-must-change]").forEach((one) => (one.hidden = true));
    page("[data-only]").forEach((one) => (one.hidden = !isAlone(state)));
  }

  private async toCompare(reader: Reader): Promise<HTMLElement> {
    const line = this.clone("reader");
    this.part("name", line).textContent = reader.name;
    this.part("fingerprint", line).textContent = await fingerprintOf(reader);
    this.wire(line.querySelector("form")!, () => this.admit(reader));
    return line;
  }

  private async letInAlready(reader: Reader): Promise<HTMLElement> {
    const line = this.clone("let-in");
    this.part("name", line).textContent = reader.name;
    this.part("fingerprint", line).textContent = await fingerprintOf(reader);
    this.part("how", line).textContent = this.words(this.reading.hasCompared(reader) ? "compared" : "by_way");
    return line;
  }

  private async admit(reader: Reader): Promise<void> {
    await this.reading.admit(reader);
    if (this.state) await this.goOnReading();
    else await this.goOn();
    this.say(this.part("told"), this.words(reader.has.length ? "compared_with" : "let_in", { name: reader.name }));
  }

  /** The letters stay as they stand: an answer may be begun in one of them. */
  private async goOnReading(): Promise<void> {
    await this.reading.keep();
    await this.drawReaders();
  }

  private async drawLetters(heap: Heap): Promise<void> {
    const threads = new Map<string, Thread>();
    let altered = 0;
    for (const letter of this.addresses.flatMap((address) => heap.of(deskBytes(address)))) {
      const fields = await this.read(letter);
      if (!fields) altered += 1;
      else {
        const id = String(fields.thread);
        const thread = threads.get(id) ?? { id, lines: [], nextAnswer: 0, marks: new Set<string>() };
        thread.lines.push({ letter, fields });
        thread.marks.add(toHex(letter.mark));
        if (fields.kind === "answer") thread.nextAnswer = Math.max(thread.nextAnswer, Number(fields.n) + 1);
        threads.set(id, thread);
      }
    }
    const list = this.part("list");
    const begun = [...threads.values()].filter(({ lines }) => lines.some(({ fields }) => fields.kind === "letter"));
    begun.forEach(({ lines }) => lines.sort(byTime));
    begun.sort((one, other) => byTime(other.lines.at(-1)!, one.lines.at(-1)!));
    list.replaceChildren(...begun.map((thread) => this.drawn(thread)));
    this.say(this.part("none"), begun.length || altered ? "" : this.words("none"));
    const { secrets, last } = this.reading;
    const why = secrets.size < (last?.number ?? 0) ? "earlier" : "altered";
    this.say(this.part("altered"), altered ? this.words(why, { n: altered }) : "");
  }

  /** The desk's own address, and those beside rounds. */
  private get addresses(): string[] {
    const { desk, places } = this.reading.state;
    return [desk, ...places.map(({ id }) => id)];
  }

  /** What a thread was written beside, if it was. */
  private besideOf({ lines }: Thread): string {
    const address = toHex(lines[0]!.letter.desk);
    return this.reading.state.places.find(({ id }) => id === address)?.title ?? "";
  }

  /** What stands in a letter, under whichever of the desk's keys it opens; null if it was altered. */
  private async read(letter: Came): Promise<Fields | null> {
    for (const pair of [...this.reading.pairs.values()].reverse()) {
      const fields = await readLetter(letter, pair.seal, "desk", (told) =>
        told.kind === "answer" ? this.signerOf(told, letter.hour) : itsThread(told),
      ).catch(() => null);
      if (fields) return fields;
    }
    return null;
  }

  /** The desk's key by which an answer of that hour may be signed; one that was changed before counts no more. */
  private signerOf(told: Fields, hour: string): Bytes {
    const epoch = countingAt(this.reading.state.epochs, hour).find(({ number }) => number === told.epoch);
    return this.bytes(epoch?.sign ?? "");
  }

  private drawn(thread: Thread): HTMLElement {
    const made = this.clone("thread");
    const language = document.documentElement.lang;
    const [mark, title] = [thread.id.slice(0, 6), this.besideOf(thread)];
    this.part("desk-name", made).textContent = this.words(title ? "thread_beside" : "thread", { mark, title });
    for (const { letter, fields } of thread.lines) {
      const line = this.clone("letter");
      this.part("who", line).textContent = this.words(fields.kind === "answer" ? "desk" : "author");
      this.part("when", line).textContent = hourIn(letter.hour, language);
      this.part("words", line).textContent = String(fields.text);
      this.part("letters", made).append(line, ...this.attachments({ fields, letter }));
    }
    const area = this.part<HTMLTextAreaElement>("reply", made);
    area.id = `reply-${thread.id}`;
    made.querySelector("label")!.htmlFor = area.id;
    const other = this.part("other-words", made);
    other.hidden = false;
    other.addEventListener("click", () => this.askForOtherWords(area));
    this.wire(this.part<HTMLFormElement>("on", made), () => this.answer(thread, area, this.part("answered", made)));
    return made;
  }

  private attachments({ fields, letter }: Line): HTMLElement[] {
    const manifest = fields.kind === "answer" ? null : manifestIn(fields.files);
    if (!manifest) return [];
    const [say, clone] = [this.words.bind(this), this.clone.bind(this)];
    return new Showing(manifest, this.hex(letter.desk), this.root.dataset.lettersUrl!, say, clone).rows();
  }

  /** Write down a way to ask for other words; it goes out like any answer, once the reader sends it. */
  private askForOtherWords(area: HTMLTextAreaElement): void {
    area.value = [area.value.trim(), this.words("other_words")].filter(Boolean).join("\n\n");
    area.focus();
  }

  private async answer(thread: Thread, area: HTMLTextAreaElement, told: HTMLElement): Promise<void> {
    const text = area.value.trim();
    const n = [...text].length;
    if (!n) throw new Distrust("empty");
    if (n > LONGEST_TEXT) throw new Distrust("too_long", { most: LONGEST_TEXT, n });
    const { number } = this.reading.last!;
    if (thread.sealed?.text !== text || thread.sealed.epoch !== number) thread.sealed = await this.sealedAnswer(thread, text, number);
    await asked(this.root.dataset.answerUrl!, this.csrf, { letter: thread.sealed.letter });
    thread.nextAnswer += 1;
    thread.marks.add(toHex(thread.sealed.mark));
    thread.sealed = undefined;
    area.value = "";
    this.say(told, this.words("answered", { when: this.nextHour(this.state.hours) }));
  }

  private async sealedAnswer(thread: Thread, text: string, number: number): Promise<Answer> {
    const { fields, letter: first } = thread.lines.find(({ fields: { kind } }) => kind === "letter")!;
    const keys = this.reading.pairs.get(number)!;
    const said = { v: 1, kind: "answer", thread: thread.id, epoch: number, n: thread.nextAnswer, text };
    const mark = await answerMark(toBytes(String(fields.replies), 32), thread.marks);
    const to = { desk: first.desk, mark, sign: keys.sign, toDesk: keys.sealPublic, toAuthor: this.bytes(String(fields.seal)) };
    return { text, epoch: number, mark, letter: toText(pack(await sealLetter(said, to))) };
  }
}

/** By the hour at which it came out; within one, the author's before the desk's, each by its number. */
function byTime(one: Line, other: Line): number {
  const rank = ({ fields }: Line): number => (fields.kind === "answer" ? 1 : 0);
  return (
    one.letter.hour.localeCompare(other.letter.hour) ||
    rank(one) - rank(other) ||
    Number(one.fields.n) - Number(other.fields.n)
  );
}
