// Which month's stamps are used now: one month for everybody, whatever a device's clock says.

import { Distrust } from "../guardian/distrust.ts";
import type { State } from "./carrying.ts";
import type { Month } from "./stamps.ts";

/**
 * The month of the last fixed hour, or the newest that began before it; refused where this device is in
 * another month: a server could have one person use a stamp that nobody else uses. In a month's last week the
 * next one's stamps are drawn already; to use them would tell a letter from the others.
 */
export function monthNow({ months, last }: State, today = new Date()): Month {
  const signing = months.filter(({ signs }) => signs).sort((one, other) => one.month.localeCompare(other.month));
  const newest = last ? last.slice(0, 7) : monthsAround(today)[1]!; // no hour has come yet
  const begun = signing.filter(({ month }) => month <= newest);
  const now = begun.at(-1) ?? signing[0];
  if (!now) throw new Distrust("no_month");
  const around = monthsAround(today);
  if (!around.includes(now.month)) throw new Distrust(now.month < around[0]! ? "server_late" : "clock"); // it would be this device's alone
  return now;
}

/** The months of yesterday, today and tomorrow, as this device has them. */
function monthsAround(today: Date): string[] {
  return [-1, 0, 1].map((days) => {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + days);
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
  });
}

/** The signs of a month's key, in fours, for two people to compare; they stand on the record, too. */
export const monthMark = ({ id }: Month): string => id.slice(0, 20).match(/.{4}/g)!.join(" ");
