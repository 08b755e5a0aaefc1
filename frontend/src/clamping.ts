// What may be said of a count of answers: the clamp for one part, the rule for unions.

export enum Hold {
  Exact,
  Top,
  Bottom,
  Open,
}

export interface Figure {
  low: number;
  high: number;
  hold: Hold;
}

/** What may be said of `hits` among n >= 2c+3 answers of one part. */
export function clamp(hits: number, n: number, c: number): Figure {
  if (hits <= c + 1) return { low: 0, high: c + 1, hold: Hold.Bottom };
  if (hits >= n - c - 1) return { low: n - c - 1, high: n, hold: Hold.Top };
  return { low: hits, high: hits, hold: Hold.Exact };
}

/** What may be said of the total `hits` of parts with published figures. */
export function unite(parts: readonly Figure[], hits: number): Figure {
  const { low, lower, upper, high } = limits(parts);
  if (lower >= upper) return { low, high, hold: Hold.Open };
  if (hits >= upper) return { low: upper, high, hold: Hold.Top };
  if (hits <= lower) return { low, high: lower, hold: Hold.Bottom };
  return { low: hits, high: hits, hold: Hold.Exact };
}

/** The sum of ranges: what everybody can work out without being told. */
export function addUp(parts: readonly Figure[]): Figure {
  const { low, high } = limits(parts);
  return { low, high, hold: Hold.Open };
}

/** Each end of the sum of ranges, moved in by the widest part that is clamped there. */
function limits(parts: readonly Figure[]): { low: number; lower: number; upper: number; high: number } {
  let [low, high, top, bottom] = [0, 0, 0, 0];
  for (const part of parts) {
    low += part.low;
    high += part.high;
    if (part.hold === Hold.Top) top = Math.max(top, part.high - part.low);
    if (part.hold === Hold.Bottom) bottom = Math.max(bottom, part.high - part.low);
  }
  return { low, lower: low + bottom, upper: high - top, high };
}
