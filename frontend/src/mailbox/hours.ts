// The fixed hours, in their order: nothing of a mailbox moves at any other moment.

const HOURS = [7, 13];
const A_DAY = 86_400_000;

/** The place of a fixed hour, as in 2026-11-23T13, among all fixed hours; NaN for what names none. */
export function hourNumber(name: string): number {
  const told = /^(\d{4}-\d\d-\d\d)T(\d\d)$/.exec(name);
  const at = told ? HOURS.indexOf(Number(told[2])) : -1;
  return at < 0 ? NaN : (Date.parse(`${told![1]}T00:00:00Z`) / A_DAY) * HOURS.length + at;
}
