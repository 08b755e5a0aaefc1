// A person's stamps on this device: kept on one's own, in memory alone on any other.

import { Distrust } from "../guardian/distrust.ts";
import { asked, type State } from "./carrying.ts";
import { newBook, withCredentials, type Stamp } from "./stamps.ts";

/** Where a device keeps stamps and asks for them. */
export interface Place {
  stampsUrl: string;
  csrf: string;
  tag: string; // of whom they are, without a name
  own: boolean;
}

export class Stock {
  private here: Stamp[] = [];

  constructor(private readonly place: Place) {}

  /** A stamp that is still good; where there is none, a book is drawn. It stays until `use`. */
  next(state: State): Promise<Stamp> {
    return navigator.locks.request(this.slot, async () => {
      const good = this.load().filter(({ month }) => state.months.some(({ id }) => id === month));
      return good.find(({ credential }) => credential) ?? this.draw(state, good);
    });
  }

  /** Forget a stamp that was used. */
  use(stamp: Stamp): Promise<void> {
    return navigator.locks.request(this.slot, async () => {
      this.keep(this.load().filter(({ seed }) => seed !== stamp.seed));
    });
  }

  /** Draw a book. It is kept before it is asked for, so that a lost answer costs nothing. */
  private async draw(state: State, good: Stamp[]): Promise<Stamp> {
    const month = state.months.find(({ signs }) => signs);
    if (!month) throw new Distrust("server_says", { say: "" });
    const waiting = good.filter((stamp) => stamp.month === month.id);
    const book = waiting.length ? waiting : await newBook(month);
    this.keep(book);
    const { stampsUrl, csrf } = this.place;
    const body = { month: month.id, blinded: book.map(({ blinded }) => blinded) };
    const { signatures } = await asked<{ signatures: string[] }>(stampsUrl, csrf, body);
    const signed = await withCredentials(book, month, signatures);
    this.keep(signed);
    return signed[0]!;
  }

  private get slot(): string {
    return `bothways-stamps:${this.place.tag}`;
  }

  private load(): Stamp[] {
    if (!this.place.own) return this.here;
    return JSON.parse(localStorage.getItem(this.slot) ?? "[]") as Stamp[];
  }

  private keep(stamps: Stamp[]): void {
    this.here = stamps;
    if (this.place.own) localStorage.setItem(this.slot, JSON.stringify(stamps));
  }
}
