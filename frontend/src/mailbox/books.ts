// Stamps that are drawn by themselves on one's own device, whoever writes and whoever does not: that
// somebody drew says nothing then, and neither does when.

import { drawBelow, randomWhile } from "../chance.ts";
import { canSeal } from "../sealing.ts";
import type { State } from "./carrying.ts";
import { monthNow } from "./months.ts";
import { proven } from "./proven.ts";
import type { Month } from "./stamps.ts";
import { Stock, type Place } from "./stock.ts";

export const BOOKS = "bothways-books"; // no slot: a device of one's own is one person's
const MOST = 4; // books of a month that one device draws by itself
const [UNASKED, SCARCE] = [3, 2]; // one look in so many draws another book: at any time; with few left
const FEW = 2;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** When this device looks after its stamps next, and how many books of each month it has drawn. */
export interface Kept {
  next: number;
  drawn: Record<string, number>;
}

export function kept(): Kept {
  return JSON.parse(localStorage.getItem(BOOKS) ?? '{"next":0,"drawn":{}}') as Kept;
}

/** Look after the stamps once in one to three days, from whatever page is open then; where that fails, in an hour. */
export async function lookAfterBooks(place: Place & { proofsUrl: string }, fetched: () => Promise<State>, now: number): Promise<void> {
  if (now < kept().next) return;
  localStorage.setItem(BOOKS, JSON.stringify({ ...kept(), next: now + HOUR_MS }));
  if (!(await canSeal())) return; // a page of letters says so; here nobody is asked anything
  const state = await fetched();
  await proven(place.proofsUrl, state, true);
  const stock = new Stock(place);
  const { drawn } = kept();
  const left = Object.fromEntries(state.months.map((month) => [month.id, drawn[month.id] ?? 0]));
  for (const month of wanted(state, left, (one) => stock.count(one))) {
    await stock.draw(state, month);
    left[month.id] = left[month.id]! + 1;
    localStorage.setItem(BOOKS, JSON.stringify({ next: now + HOUR_MS, drawn: left }));
  }
  const next = now + DAY_MS + randomWhile((2 * DAY_MS) / 1000);
  localStorage.setItem(BOOKS, JSON.stringify({ next, drawn: left }));
}

/** The months to draw a book of: each first one, the next month's too; others on chance, before the last is empty. */
export function wanted(state: State, drawn: Record<string, number>, count: (month: Month) => number, chance = drawBelow, today = new Date()): Month[] {
  const now = state.months.some(({ signs }) => signs) ? monthNow(state, today).id : "";
  return state.months.filter((month) => {
    const n = drawn[month.id] ?? 0;
    if (!month.signs || n >= MOST) return false;
    const fresh = chance(month.id === now && count(month) <= FEW ? SCARCE : UNASKED);
    return n === 0 || (month.id === now && fresh === 0);
  });
}
