// How alike two sentences are: by the words they share, without accents, case and endings.

export interface Said {
  title: string;
  page: string;
  stands: string;
}

const SHORTEST = 4; // shorter words say little of what is meant
const STEM = 5; // letters of a word that are compared, so that endings don't matter
const ENOUGH = 0.5; // of the fewer words

// The stems of the words of a sentence that say something.
export function stems(sentence: string): Set<string> {
  const plain = sentence.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  const dense = words.flatMap((word) => (isDense(word) ? pairs(word) : [word]));
  return new Set(dense.filter((word) => isDense(word) || word.length >= SHORTEST).map((word) => word.slice(0, STEM)));
}

// From 0 to 1: which part of the words of the shorter sentence stands in the other, too.
export function likeness(one: Set<string>, other: Set<string>): number {
  const fewer = Math.min(one.size, other.size);
  if (!fewer) return 0;
  return [...one].filter((stem) => other.has(stem)).length / fewer;
}

// What was said before and sounds alike, the nearest first. One shared word alone is too little,
// unless nothing else was said.
export function alike(typed: string, before: readonly Said[]): Said[] {
  const wanted = stems(typed);
  if (!wanted.size) return [];
  return before
    .map((said) => ({ said, theirs: stems(said.title) }))
    .map(({ said, theirs }) => ({ said, near: likeness(wanted, theirs), n: shared(wanted, theirs) }))
    .filter(({ near, n }) => near >= ENOUGH && (n > 1 || near === 1))
    .sort((a, b) => b.n - a.n || b.near - a.near)
    .map(({ said }) => said);
}

function shared(one: Set<string>, other: Set<string>): number {
  return [...one].filter((stem) => other.has(stem)).length;
}

// Scripts that write no spaces between words are compared by pairs of signs.
function isDense(word: string): boolean {
  return /[\u2e80-\u9fff\uac00-\ud7af]/.test(word);
}

function pairs(word: string): string[] {
  const signs = [...word];
  return signs.slice(1).map((sign, place) => signs[place]! + sign);
}
