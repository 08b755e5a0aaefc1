// Which of one person's ballots is the last, on two devices that don't hear of each other.
//
// The higher counter counts. Each device takes the seconds of its own clock, from a beginning that
// was drawn by chance with the envelope and travels with it. The range of chance is 2^30 times that
// of the seconds, so one counter tells nothing of when it was made, nor how often somebody answered.

const WINDOW_SECONDS = 2 ** 22; // 48 days; a box is open for 31 at most
const LEAP = 2 ** 23; // over anything that a clock could have said

/** A whole number by chance, from 2^32 up to 2^52. */
export function freshStart(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return Math.max(2 ** 32, (high % 2 ** 20) * 2 ** 32 + low);
}

/** The counter of the ballot that is sealed now; closesAt as in the rules, now in ms. */
export function nextCounter(held: { counter: number; start?: number }, closesAt: string, now: number): number {
  if (held.start === undefined) return held.counter + 1; // drawn before there was a beginning
  const seconds = Math.floor((now - Date.parse(closesAt)) / 1000) + WINDOW_SECONDS;
  const bounded = Math.min(Math.max(seconds, 0), WINDOW_SECONDS);
  return Math.max(held.counter + 1, held.start + bounded);
}

/**
 * The counter of a ballot without an answer: below any that an answer from this envelope can have,
 * on whichever device it is sealed, so that it never takes an answer's place.
 */
export function coverCounter(start: number): number {
  return start - 1 - ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % WINDOW_SECONDS);
}

/** Where to count on after the box said that it holds a newer one: the next is over any clock. */
export const afterNewer = (refused: number): number => refused + LEAP;
