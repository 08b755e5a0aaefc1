// What a leader answered and guessed, beside the interval of the leader's own team.
//
// The same rule as pure/measurement/gap.py; tests/data/measurement/gap_vectors.json holds both to
// the same words. It is done here, so that nobody else need know the answer.

const AGREES_FROM = 4;
const HALF_OF_THEM = 0.5;
const ONE_SIDE = 0.75; // of an interval that must lie on the other side of one half to say 'maybe'
const TOO_WIDE = 0.5; // of the scale: lying inside so wide an interval means nothing

export interface Scale {
  least: number;
  most: number;
  step: number; // between two neighbouring answers
}

export const SCORE: Scale = { least: 1, most: 5, step: 1 };
export const SHARE: Scale = { least: 0, most: 1, step: 0.1 }; // a guess is given in people of ten

export interface Gap {
  word: "same" | "maybe" | "clear" | "unknown";
  side: "above" | "below" | null;
  why: "no_answer" | "no_figure" | "too_wide" | "either_way" | null;
}

/** How an own answer and a guess lie to the team's interval; null where there is none. */
export function gap(
  own: number | null,
  guess: number | null,
  low: number | null,
  high: number | null,
  scale: Scale = SCORE,
  questions = 1,
): { own: Gap; guess: Gap } {
  if (low === null || high === null) return { own: unknown("no_figure"), guess: unknown("no_figure") };
  const mine =
    scale === SHARE
      ? agreementGap(own, low, high)
      : distanceGap(own, low, high, scale, scale.step / 2 / Math.sqrt(questions));
  return { own: mine, guess: distanceGap(guess, low, high, scale, scale.step / 2) };
}

/** A view that stands for all within `reach` of it, against an interval. */
function distanceGap(view: number | null, low: number, high: number, scale: Scale, reach: number): Gap {
  if (view === null) return unknown("no_answer");
  if (view > high) return { word: view - reach > high ? "clear" : "maybe", side: "above", why: null };
  if (view < low) return { word: view + reach < low ? "clear" : "maybe", side: "below", why: null };
  if (high - low > TOO_WIDE * (scale.most - scale.least)) return unknown("too_wide");
  return { word: "same", side: null, why: null };
}

/** An own answer, agreeing or not, against the share that agrees. */
function agreementGap(own: number | null, low: number, high: number): Gap {
  if (own === null) return unknown("no_answer");
  const agrees = own >= AGREES_FROM;
  const side = agrees ? "above" : "below";
  const [least, most] = agrees ? [1 - high, 1 - low] : [low, high]; // of those who see it otherwise
  if (least > HALF_OF_THEM) return { word: "clear", side, why: null };
  if (most <= HALF_OF_THEM) return { word: "same", side: null, why: null };
  if (least + (1 - ONE_SIDE) * (most - least) > HALF_OF_THEM) return { word: "maybe", side, why: null };
  return unknown("either_way");
}

function unknown(why: Gap["why"]): Gap {
  return { word: "unknown", side: null, why };
}
