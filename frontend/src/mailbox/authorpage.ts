// The author's page: write, keep the code, send; open the mailbox with the code, read, write again.

import { randomWhile } from "../chance.ts";
import { toText, type Bytes } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import { fetchAll, fetchState, lastEpoch, postLetter, Refused, signerOf, type State } from "./carrying.ts";
import { newCode, readWritten } from "./codes.ts";
import { deskBytes } from "./desks.ts";
import { Heap, newThread, threadsIn, type Came, type Found } from "./finding.ts";
import { markOf, rootOf, type Thread } from "./keys.ts";
import { LONGEST_TEXT, pack, readLetter, sealLetter } from "./letters.ts";
import { CodePage, hourIn } from "./page.ts";
import { stamped, type Posted, type Stamp } from "./stamps.ts";
import { Stock } from "./stock.ts";

interface Said {
  mine: boolean;
  hour: string;
  text: string;
  altered: boolean;
}

export class AuthorPage extends CodePage {
  private state!: State;
  private heap = new Heap();
  private secret: Bytes | null = null; // the root of all keys of the code, in memory alone
  private found: Found[] = [];
  private waiting: { posted: Posted; stamp: Stamp } | null = null;
  private readonly stock: Stock;

  constructor(root: HTMLElement) {
    super(root);
    const { stampsUrl = "", csrf = "", tag = "", own } = root.dataset;
    this.stock = new Stock({ stampsUrl, csrf, tag, own: own === "yes" });
  }

  open(): void {
    this.on("go", (button) => this.show(button.dataset.to!));
    this.on("print", () => print());
    this.form("write", async () => this.codeOrSend());
    this.form("kept", async () => this.send(null));
    this.form("open", async () => this.openWith(await this.typedCode()));
    this.part("text").addEventListener("input", () => this.count());
    addEventListener("pagehide", () => this.leave());
    addEventListener("beforeunload", (event) => {
      if (this.waiting || this.part<HTMLTextAreaElement>("text").value.trim()) event.preventDefault();
    });
    this.show("start", false);
    void this.arrive();
  }

  /** Everybody's letters are fetched whoever comes here: looking says nothing of having a mailbox. */
  private async arrive(): Promise<void> {
    const written = location.hash.slice(1);
    if (written) history.replaceState(null, "", location.pathname);
    await this.look().catch(() => undefined);
    if (this.root.dataset.own === "yes" && this.state) void this.stock.next(this.state).catch(() => undefined);
    const code = await readWritten(written);
    if (code) await this.openWith(code).catch((error: unknown) => this.fail(this.part("open-error"), error));
  }

  private async look(): Promise<void> {
    const url = this.root.dataset.lettersUrl!;
    this.state = await fetchState(url);
    this.heap = await fetchAll(url, this.state);
  }

  private count(): void {
    const n = [...this.part<HTMLTextAreaElement>("text").value].length;
    this.say(this.part("count"), n > LONGEST_TEXT * 0.9 ? this.words("too_long", { most: LONGEST_TEXT, n }) : "");
  }

  private textOf(part: string): string {
    const text = this.part<HTMLTextAreaElement>(part).value.trim();
    const n = [...text].length;
    if (!n) throw new Distrust("empty");
    if (n > LONGEST_TEXT) throw new Distrust("too_long", { most: LONGEST_TEXT, n });
    return text;
  }

  private async codeOrSend(): Promise<void> {
    this.textOf("text");
    if (this.secret) return this.send(null);
    await this.showCode(this.code ?? newCode());
    this.show("code");
  }

  private async openWith(code: Bytes): Promise<void> {
    this.secret = await rootOf(code);
    await this.look();
    this.found = await threadsIn(this.heap, this.secret);
    await this.draw();
    this.show("threads");
  }

  /** Send what was written: as a new thread, or in one that there is. */
  private async send(into: Found | null): Promise<void> {
    this.secret ??= await rootOf(this.code!);
    await this.look();
    const text = this.textOf(into ? `reply-${into.thread.number}` : "text");
    const desk = into ? this.deskOf(into) : this.chosenDesk();
    const thread = into?.thread ?? (await newThread(this.secret, this.found));
    const record = await this.sealed(text, desk, thread, into?.nextOut ?? 0);
    const stamp = await this.stock.next(this.state);
    this.waiting = { posted: await stamped(stamp, record), stamp };
    if (into) into.nextOut += 1;
    this.found = into ? this.found : [...this.found, { thread, mine: [], answers: [], nextOut: 1 }];
    this.part<HTMLTextAreaElement>(into ? `reply-${thread.number}` : "text").value = "";
    this.show("sent");
    this.say(this.part("sent"), this.words("waits"));
    await new Promise((go) => setTimeout(go, randomWhile(Number(this.root.dataset.delay))));
    await this.post();
  }

  private async post(): Promise<void> {
    const { posted, stamp } = this.waiting!;
    try {
      await postLetter(this.root.dataset.lettersUrl!, posted);
    } catch (error) {
      if (error instanceof Refused && ["spent", "late"].includes(error.reason)) await this.stock.use(stamp);
      throw error;
    }
    this.waiting = null;
    await this.stock.use(stamp);
    this.say(this.part("sent"), this.words("sent", { hour: this.nextHour(this.state.hours) }));
  }

  private leave(): void {
    if (!this.waiting) return;
    const { posted, stamp } = this.waiting;
    void postLetter(this.root.dataset.lettersUrl!, posted, true).catch(() => undefined);
    void this.stock.use(stamp);
  }

  private async sealed(text: string, desk: string, thread: Thread, number: number): Promise<Bytes> {
    const epoch = await lastEpoch(this.state, desk);
    const fields = {
      v: 1,
      kind: "letter",
      thread: toText(thread.signPublic),
      seal: toText(thread.sealPublic),
      replies: toText(thread.in),
      epoch: epoch.number,
      pin: epoch.sign,
      n: number,
      text,
    };
    const toDesk = this.bytes(epoch.seal);
    const mark = await markOf(thread.out, number);
    return pack(await sealLetter(fields, { desk: deskBytes(desk), mark, sign: thread.sign, toDesk, toAuthor: thread.sealPublic }));
  }

  private chosenDesk(): string {
    const chosen = this.root.querySelector<HTMLInputElement>("input[name=desk]:checked");
    if (!chosen) throw new Distrust("no_desk");
    return chosen.value;
  }

  private deskOf({ mine }: Found): string {
    return this.hex(mine[0]!.desk);
  }

  private async draw(): Promise<void> {
    const list = this.part("list");
    list.replaceChildren();
    for (const found of this.found) if (found.mine.length) list.append(await this.drawn(found));
    this.say(this.part("none"), list.childElementCount ? "" : this.words("none"));
  }

  private async drawn(found: Found): Promise<HTMLElement> {
    const thread = this.clone("thread");
    const name = this.root.querySelector<HTMLElement>(`[data-desk="${this.deskOf(found)}"]`)?.dataset.name;
    this.part("desk-name", thread).textContent = name ?? this.words("desk");
    for (const { mine, hour, text, altered } of await this.saidIn(found)) {
      const line = this.clone("letter");
      this.part("who", line).textContent = this.words(mine ? "you" : "desk");
      this.part("when", line).textContent = hourIn(hour, document.documentElement.lang);
      this.part("words", line).textContent = altered ? this.words("altered") : text;
      if (altered) line.classList.add("note", "note--alert");
      this.part("letters", thread).append(line);
    }
    const area = this.part("reply", thread);
    const part = `reply-${found.thread.number}`;
    area.dataset.part = part;
    area.id = part;
    thread.querySelector("label")!.htmlFor = part;
    this.wire(thread.querySelector("form")!, () => this.send(found));
    return thread;
  }

  private async saidIn({ thread, mine, answers }: Found): Promise<Said[]> {
    const own = await Promise.all(mine.map((letter) => this.read(letter, thread, thread.signPublic, true)));
    const first = own.find(({ fields }) => fields)?.fields;
    const back = await Promise.all(answers.map((letter) => this.readAnswer(letter, thread, Number(first?.epoch), String(first?.pin))));
    return [...own, ...back].sort((one, other) => one.hour.localeCompare(other.hour) || Number(other.mine) - Number(one.mine));
  }

  private async readAnswer(letter: Came, thread: Thread, since: number, pinned: string): Promise<Said> {
    const epochs = this.state.desks.find(({ id }) => id === this.hex(letter.desk))?.epochs ?? [];
    for (const { number } of [...epochs].reverse()) {
      const signer = await signerOf(this.state, this.hex(letter.desk), number, since, pinned).catch(() => null);
      const said = signer && (await this.read(letter, thread, signer, false));
      if (said && !said.altered) return said;
    }
    return { mine: false, hour: letter.hour, text: "", altered: true };
  }

  private async read(letter: Came, thread: Thread, signer: Bytes, mine: boolean): Promise<Said & { fields?: Record<string, unknown> }> {
    try {
      const fields = await readLetter(letter, thread.seal, "author", signer);
      return { mine, hour: letter.hour, text: String(fields.text), altered: false, fields };
    } catch {
      return { mine, hour: letter.hour, text: "", altered: true };
    }
  }
}
