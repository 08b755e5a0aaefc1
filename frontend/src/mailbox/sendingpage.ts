// A letter on its way from an author's page: laid down sealed and stamped, brought to the box, sent
// again, or given up. What was written stays in its field until it is in.

import { Distrust } from "../guardian/distrust.ts";
import { toBytes, type Bytes } from "../bytes.ts";
import type { Attaching } from "./files/attaching.ts";
import { layDown, piecesAt } from "./files/laying.ts";
import { stampsFor } from "./files/pieces.ts";
import { monthNow } from "./months.ts";
import { Refused } from "./posting.ts";
import { dropQueued, isKept, letGo, lostOnes, queued, readQueued, sendQueued, takeLost, waitOf } from "./queue.ts";
import type { Stamp } from "./stamps.ts";
import { Stock } from "./stock.ts";
import { ThreadsPage } from "./threadspage.ts";

/** A letter that is on its way from this page. */
export interface Way {
  slot: string;
  record: Bytes;
  held: boolean; // until a round has closed
  fields: HTMLTextAreaElement[];
  files: Attaching | null;
}

export abstract class SendingPage extends ThreadsPage {
  protected way: Way | null = null;
  protected readonly own: boolean;
  protected readonly delay: number;
  private readonly stock: Stock;

  constructor(root: HTMLElement) {
    super(root);
    const { stampsUrl = "", csrf = "", tag = "", own, delay } = root.dataset;
    this.own = own === "yes";
    this.delay = Number(delay);
    this.stock = new Stock({ stampsUrl, csrf, tag, own: this.own });
  }

  protected fields(): HTMLTextAreaElement[] {
    return [...this.root.querySelectorAll<HTMLTextAreaElement>("textarea[data-letter]")];
  }

  /** Whether leaving now would take words away: not those of a letter that lies sealed on this device. */
  protected wouldBeLost(): boolean {
    const { slot = "", fields = [] } = this.way ?? {};
    if (slot && !isKept(slot)) return true;
    return this.fields().some((field) => isFilled(field) && !fields.includes(field));
  }

  /** Put a stamp on a sealed letter, and lay it down where nothing loses it. */
  protected async laidDown(record: Bytes, url: string, pieces: Bytes[]): Promise<string> {
    const [wanted, have] = [stampsFor(pieces.length), this.stock.count(monthNow(this.state))];
    if (have && have < wanted) throw new Distrust(this.own ? "file_stamps" : "file_stamps_here", { n: wanted, have });
    const stamps: Stamp[] = [];
    try {
      while (stamps.length < wanted) stamps.push(await this.stock.take(this.state));
    } catch (error) {
      await this.stock.giveBack(stamps);
      throw error;
    }
    return layDown({ url, own: this.own }, stamps, record, pieces, this.delay);
  }

  /** What waits here from before and needs another stamp gets one; the rest is outbox.js's. */
  protected async stampAnew(): Promise<void> {
    for (const slot of queued()) {
      const letter = readQueued(slot);
      if (!letter?.refused || !letter.own || !this.state) continue;
      const record = toBytes(letter.posted.letter);
      const isOut = this.heap.holds(record);
      const again = !isOut && new Refused(letter.refused, "").needsAnotherStamp;
      const fresh = again ? await this.laidDown(record, letter.url, await piecesAt(slot)) : null;
      if (fresh || isOut) dropQueued(slot);
      else letGo(slot);
      if (fresh) setTimeout(() => void sendQueued(fresh).catch(() => undefined), waitOf(readQueued(fresh)!, this.delay));
    }
  }

  /** What nobody took, and was let go, is said once. */
  protected tellOfLost(): void {
    if (lostOnes().map(takeLost).length) this.say(this.part("lost"), this.words("lost"));
  }

  /** Bring the letter to the box after its while; if that fails it waits here, and can be sent again. */
  protected async bring(): Promise<void> {
    const { slot, held, fields, files } = this.way!;
    this.say(this.part("sent-error"), "");
    for (const part of ["again", "onwards"]) this.part(part).hidden = true;
    this.part("meanwhile").hidden = !isKept(slot);
    this.say(this.part("sent"), this.words(isKept(slot) ? "waits" : "waits_here"));
    const letter = readQueued(slot);
    if (letter) await new Promise((go) => setTimeout(go, waitOf(letter, this.delay)));
    try {
      await sendQueued(slot, (n, of) => this.tellOfPieces(n + 1, of));
      if (takeLost(slot)) throw new Distrust("lost"); // another page brought it, and it was refused
    } catch (error) {
      return this.refused(error);
    } finally {
      this.say(this.part("pieces"), "");
    }
    for (const field of fields) field.value = "";
    files?.clear();
    this.way = null;
    this.part("meanwhile").hidden = true;
    this.part("onwards").hidden = false;
    this.say(this.part("sent"), this.words(held ? "sent_held" : "sent", { when: this.nextHour(this.state.hours) }));
  }

  /** How far the files are: seen at each piece, and heard once. */
  private tellOfPieces(n: number, of: number): void {
    document.dispatchEvent(new Event("bothways:busy")); // a shared device waits for it
    if (n === 1) this.say(this.part("sent"), this.words("files_first"));
    this.say(this.part("pieces"), this.words("file_on_its_way", { n, of }));
  }

  private refused(error: unknown): void {
    this.part("meanwhile").hidden = true;
    if (error instanceof Distrust && ["lost", "file_gone"].includes(error.code)) return this.giveUp(error);
    this.say(this.part("sent"), "");
    this.fail(this.part("sent-error"), error);
    this.part("again").hidden = false;
    this.part("again").querySelector("button")!.focus();
  }

  /** Of this letter nothing can be sent any more; the words are still in their field. */
  private giveUp(error: Distrust): void {
    const { slot, fields } = this.way!;
    dropQueued(slot);
    this.way = null;
    const back = this.root.querySelector<HTMLElement>("[data-screen=trouble] [data-act=go]")!;
    back.dataset.to = fields[0] && !fields[0].closest("[data-part=list]") ? "write" : "threads";
    this.show("trouble");
    this.fail(this.part("trouble"), error);
  }

  /** The same letter once more, with another stamp where that was the trouble. */
  protected async sendAgain(button: HTMLButtonElement): Promise<void> {
    const { slot, record } = this.way!;
    button.disabled = true;
    try {
      const letter = readQueued(slot);
      if (letter?.refused) this.way!.slot = await this.laidDown(record, letter.url, await piecesAt(slot));
      if (letter?.refused) dropQueued(slot);
      this.show("sent"); // the button goes, and the focus with it
      await this.bring();
    } catch (error) {
      this.refused(error);
    } finally {
      button.disabled = false;
      if (!this.part("again").hidden) button.focus(); // a button that rests loses the focus
    }
  }
}

export const isFilled = ({ value }: HTMLTextAreaElement): boolean => Boolean(value.trim());
