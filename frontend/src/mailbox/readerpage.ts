// The reader's page of a desk: make a key, let other readers in, read, answer.

import { toBytes, toHex, toText, type Bytes } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import { asked, fetchAll, fetchState, type State } from "./carrying.ts";
import { newCode, readWritten } from "./codes.ts";
import { deskBytes, fingerprintOf, isChain, newEpoch, openShare, shareFor, type Epoch } from "./desks.ts";
import { Heap, type Came } from "./finding.ts";
import { deskKeys, readerKeys, rootOf, type Pair } from "./keys.ts";
import { answerMark } from "./marks.ts";
import { itsThread, LONGEST_TEXT, pack, readLetter, sealLetter, type Fields } from "./letters.ts";
import { CodePage, hourIn } from "./page.ts";

interface Reader {
  id: number;
  name: string;
  seal: string;
  sign: string;
  fingerprint: string;
  has: number[];
}

/** What the server tells a reader of a desk. */
interface DeskState {
  desk: string;
  me: { id: number; seal: string; sign: string };
  epochs: Epoch[];
  shares: Record<string, string>;
  readers: Reader[];
  must_change: boolean;
}

interface Line {
  letter: Came;
  fields: Fields;
}

interface Thread {
  id: string;
  lines: Line[];
  nextAnswer: number;
  marks: Set<string>; // of all answers that there are

}

export class ReaderPage extends CodePage {
  private desk!: DeskState;
  private state!: State;
  private keys: Pair | null = null;
  private secrets = new Map<number, Bytes>();
  private epochKeys = new Map<number, Pair>();

  open(): void {
    this.on("go", (button) => this.show(button.dataset.to!));
    this.on("make", () => void this.showCode(newCode()).then(() => this.show("code")));
    this.on("print", () => print());
    this.form("kept", async () => this.handIn());
    this.form("open", async () => this.unlock(await this.typedCode()));
    void this.arrive();
  }

  private async arrive(): Promise<void> {
    const written = location.hash.slice(1);
    if (written) history.replaceState(null, "", location.pathname);
    try {
      this.desk = await asked<DeskState>(this.root.dataset.stateUrl!, this.csrf);
    } catch (error) {
      this.show("trouble", false);
      return this.fail(this.part("trouble"), error);
    }
    this.show(this.desk.me.seal ? "open" : "make", false);
    const code = this.desk.me.seal ? await readWritten(written) : null;
    if (code) await this.unlock(code).catch((error: unknown) => this.fail(this.part("open-error"), error));
  }

  private get csrf(): string {
    return this.root.dataset.csrf ?? "";
  }

  /** The key that was just shown counts from now on. */
  private async handIn(): Promise<void> {
    const keys = await readerKeys(await rootOf(this.code!));
    const halves = { seal: toText(keys.sealPublic), sign: toText(keys.signPublic) };
    await asked(this.root.dataset.keyUrl!, this.csrf, halves);
    this.desk = await asked<DeskState>(this.root.dataset.stateUrl!, this.csrf);
    await this.work(keys);
  }

  private async unlock(code: Bytes): Promise<void> {
    const keys = await readerKeys(await rootOf(code));
    if (toText(keys.sealPublic) !== this.desk.me.seal) throw new Distrust("not_mine");
    await this.work(keys);
  }

  private async work(keys: Pair): Promise<void> {
    this.keys = keys;
    const { epochs } = this.desk;
    if (!(await isChain(this.id, epochs))) throw new Distrust("chain");
    await this.openShares();
    if (epochs.length && !this.epochKeys.has(epochs.at(-1)!.number)) return this.waitForAnother();
    if (!epochs.length || this.desk.must_change) await this.change();
    await this.inbox();
  }

  private get id(): Bytes {
    return deskBytes(this.desk.desk);
  }

  private async openShares(): Promise<void> {
    for (const { number, seal } of this.desk.epochs) {
      const sealed = this.desk.shares[number];
      const secret = sealed ? await openShare(this.keys!, this.id, number, sealed) : null;
      if (!secret) continue;
      const pair = await deskKeys(secret);
      if (toText(pair.sealPublic) !== seal) continue;
      this.secrets.set(number, secret);
      this.epochKeys.set(number, pair);
    }
  }

  private async waitForAnother(): Promise<void> {
    this.part("my-fingerprint").textContent = await fingerprintOf(this.keys!);
    this.show("waiting");
  }

  /** Make the desk's next key, for all who read now and have made theirs. */
  private async change(): Promise<void> {
    const last = this.desk.epochs.at(-1)?.number ?? 0;
    const { epoch, secret } = await newEpoch(this.id, last + 1, this.epochKeys.get(last) ?? null);
    const shares: Record<string, string> = {};
    for (const { id, seal } of this.desk.readers) if (seal) shares[id] = await shareFor(seal, this.id, epoch.number, secret);
    this.desk = await asked<DeskState>(this.root.dataset.epochUrl!, this.csrf, { epoch, shares });
    await this.openShares();
    this.say(this.part("told"), this.words("changed"));
  }

  private async inbox(): Promise<void> {
    const url = this.root.dataset.lettersUrl!;
    this.state = await fetchState(url);
    await this.drawLetters(await fetchAll(url, this.state));
    this.drawReaders();
    this.show("inbox");
  }

  /** Other readers who lack a key of the desk: to be let in once their signs were compared. */
  private drawReaders(): void {
    const list = this.part("readers");
    list.replaceChildren();
    for (const reader of this.desk.readers) {
      const lacks = this.desk.epochs.map(({ number }) => number).filter((number) => !reader.has.includes(number));
      if (!reader.seal || reader.id === this.desk.me.id || !lacks.length) continue;
      const line = this.clone("reader");
      this.part("name", line).textContent = reader.name;
      this.part("fingerprint", line).textContent = reader.fingerprint;
      this.wire(line.querySelector("form")!, () => this.letIn(reader, lacks));
      list.append(line);
    }
    this.part("to-let-in").hidden = !list.childElementCount;
  }

  private async letIn(reader: Reader, lacks: number[]): Promise<void> {
    const shares: Record<string, string> = {};
    for (const number of lacks) {
      const secret = this.secrets.get(number);
      if (secret) shares[number] = await shareFor(reader.seal, this.id, number, secret);
    }
    this.desk = await asked<DeskState>(this.root.dataset.sharesUrl!, this.csrf, { reader: reader.id, shares });
    this.say(this.part("told"), this.words("let_in", { name: reader.name }));
    this.drawReaders();
  }

  private async drawLetters(heap: Heap): Promise<void> {
    const threads = new Map<string, Thread>();
    let altered = 0;
    for (const letter of heap.of(this.id)) {
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
    this.say(this.part("none"), begun.length ? "" : this.words("none"));
    this.say(this.part("altered"), altered ? this.words("altered") : "");
  }

  /** What stands in a letter, under whichever of the desk's keys it opens; null if it was altered. */
  private async read(letter: Came): Promise<Fields | null> {
    for (const pair of [...this.epochKeys.values()].reverse()) {
      const fields = await readLetter(letter, pair.seal, "desk", (told) =>
        told.kind === "answer" ? this.signerOf(told) : itsThread(told),
      ).catch(() => null);
      if (fields) return fields;
    }
    return null;
  }

  private signerOf(told: Fields): Bytes {
    return this.bytes(this.desk.epochs.find(({ number }) => number === told.epoch)?.sign ?? "");
  }

  private drawn(thread: Thread): HTMLElement {
    const made = this.clone("thread");
    const language = document.documentElement.lang;
    this.part("desk-name", made).textContent = this.words("thread", { mark: thread.id.slice(0, 6) });
    for (const { letter, fields } of thread.lines) {
      const line = this.clone("letter");
      this.part("who", line).textContent = this.words(fields.kind === "answer" ? "desk" : "author");
      this.part("when", line).textContent = hourIn(letter.hour, language);
      this.part("words", line).textContent = String(fields.text);
      this.part("letters", made).append(line);
    }
    const area = this.part<HTMLTextAreaElement>("reply", made);
    area.id = `reply-${thread.id}`;
    made.querySelector("label")!.htmlFor = area.id;
    this.wire(made.querySelector("form")!, () => this.answer(thread, area, this.part("answered", made)));
    return made;
  }

  private async answer(thread: Thread, area: HTMLTextAreaElement, told: HTMLElement): Promise<void> {
    const text = area.value.trim();
    const n = [...text].length;
    if (!n) throw new Distrust("empty");
    if (n > LONGEST_TEXT) throw new Distrust("too_long", { most: LONGEST_TEXT, n });
    const { fields } = thread.lines.find(({ fields: { kind } }) => kind === "letter")!;
    const number = this.desk.epochs.at(-1)!.number;
    const keys = this.epochKeys.get(number)!;
    const said = { v: 1, kind: "answer", thread: thread.id, epoch: number, n: thread.nextAnswer, text };
    const mark = await answerMark(toBytes(String(fields.replies), 32), thread.marks);
    const to = { desk: this.id, mark, sign: keys.sign, toDesk: keys.sealPublic, toAuthor: this.bytes(String(fields.seal)) };
    const letter = toText(pack(await sealLetter(said, to)));
    await asked(this.root.dataset.answerUrl!, this.csrf, { letter });
    thread.nextAnswer += 1;
    thread.marks.add(toHex(mark));
    area.value = "";
    this.say(told, this.words("answered", { hour: this.nextHour(this.state.hours) }));
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
