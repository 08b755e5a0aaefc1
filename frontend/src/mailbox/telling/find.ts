// What in a text can tell who wrote it. All of it is looked for here, on the device.

import { namesIn } from "./names.ts";
import { CONTACT, DAY, HABIT, LINK, LONG, ONLY, type Kind, type Tell } from "./rules.ts";

/** Everything that tells, in the order of the text; at most one word on style, at the end. */
export function tells(text: string, names: ReadonlySet<string>): Tell[] {
  const found: Tell[] = [];
  for (const tell of [...contacts(text), ...each("link", LINK, text), ...namesIn(text, names), ...each("only", [ONLY], text)]) {
    if (!found.some((other) => overlap(tell, other))) found.push(tell);
  }
  return [...found.sort((one, other) => one.at - other.at), ...style(text)];
}

/** What was found of each kind, each thing once, a few of them. */
export function byKind(found: Tell[], most = 3): Map<Kind, string[]> {
  const kinds = new Map<Kind, string[]>();
  for (const { kind, found: words } of found) {
    const there = kinds.get(kind) ?? [];
    if (there.length < most && !there.includes(words)) there.push(words);
    kinds.set(kind, there);
  }
  return kinds;
}

function* each(kind: Kind, rules: RegExp[], text: string): Generator<Tell> {
  for (const rule of rules) {
    for (const { 0: found, index } of text.matchAll(rule)) yield { kind, at: index, found: found.trim() };
  }
}

function contacts(text: string): Tell[] {
  return [...each("contact", CONTACT, text)].filter(({ found }) => !DAY.test(found));
}

const overlap = (one: Tell, other: Tell): boolean =>
  one.at < other.at + other.found.length && other.at < one.at + one.found.length;

function style(text: string): Tell[] {
  const [habit] = each("style", HABIT, text);
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (habit) return [habit];
  return words >= LONG ? [{ kind: "style", at: 0, found: "" }] : [];
}
