// A person's stamps on this device: kept on one's own, in memory alone on any other and where a browser keeps nothing.

import { Distrust } from "../guardian/distrust.ts";
import { inTurn, shelf } from "../shelf.ts";
import { asked, type State } from "./carrying.ts";
import { monthNow } from "./months.ts";
import { newBook, withCredentials, type Month, type Stamp } from "./stamps.ts";

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

  /** Take a stamp that is still good. From now on it is not here: no second letter can go under it. */
  take(state: State): Promise<Stamp> {
    return this.inTurn(async () => {
      const signed = await this.signed(state);
      this.keep(this.load().filter(({ seed }) => seed !== signed.seed));
      return signed;
    });
  }

  /** What was taken and not used lies here again. */
  giveBack(stamps: Stamp[]): Promise<void> {
    return this.inTurn(async () => this.keep([...this.load(), ...stamps]));
  }

  /** Draw another book of a month, whether or not there are stamps left. */
  async draw(state: State, month: Month): Promise<void> {
    await this.inTurn(() => this.drawn(this.good(state), month));
  }

  /** How many stamps of a month lie here. */
  count(month: Month): number {
    return this.load().filter((stamp) => stamp.month === month.id && stamp.credential).length;
  }

  private async signed(state: State): Promise<Stamp> {
    const month = monthNow(state);
    const good = this.good(state);
    return good.find((stamp) => stamp.credential && stamp.month === month.id) ?? (await this.drawn(good, month))[0]!;
  }

  private good(state: State): Stamp[] {
    return this.load().filter(({ month }) => state.months.some(({ id }) => id === month));
  }

  /** It is kept before it is asked for, so that a lost answer costs nothing. */
  private async drawn(good: Stamp[], month: Month): Promise<Stamp[]> {
    const others = good.filter(({ credential }) => credential);
    const waiting = good.filter((stamp) => stamp.month === month.id && !stamp.credential);
    const book = waiting.length ? waiting : await newBook(month);
    this.keep([...others, ...book]);
    const { stampsUrl, csrf } = this.place;
    const body = { month: month.id, blinded: book.map(({ blinded }) => blinded) };
    const { signatures } = await asked<{ signatures: string[] }>(stampsUrl, csrf, body);
    const signed = await withCredentials(book, month, signatures).catch(() => {
      this.keep(others); // signatures that don't hold: the next try draws another book
      throw new Distrust("false_stamps");
    });
    this.keep([...others, ...signed]);
    return signed;
  }

  private inTurn<Found>(go: () => Promise<Found>): Promise<Found> {
    return inTurn(this.slot, go);
  }

  private get slot(): string {
    return `bothways-stamps:${this.place.tag}`;
  }

  private load(): Stamp[] {
    const kept = this.place.own && shelf();
    return kept ? (JSON.parse(kept.getItem(this.slot) ?? "[]") as Stamp[]) : this.here;
  }

  private keep(stamps: Stamp[]): void {
    this.here = stamps;
    if (this.place.own) shelf()?.setItem(this.slot, JSON.stringify(stamps));
  }
}
