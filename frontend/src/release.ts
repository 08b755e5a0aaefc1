// From ballots to a release: step for step what bothways.pure.disclosure does on the server, so
// that the second keyholder counts alone and comes to the same bytes (docs/anonymity.md, 4).

import { byCodePoint, canonicalJson, type Json } from "./canonical.ts";
import { addUp, clamp, Hold, unite, type Figure } from "./clamping.ts";

export type Format = "focus" | "full";
export type Answers = readonly (number | null)[];
export type Range = [number, number];

export interface Block {
  id: string;
  name: string;
  department: string;
  teams: string[];
  eligible: number;
}

export interface Question {
  id: string;
  construct: string;
}

/** Ballots of blocks that were taken together, shuffled. */
export type Piled = readonly [blocks: readonly string[], ballots: readonly Answers[]];

export interface Rules {
  format: Format;
  k: number;
  c: number;
  questions: readonly Question[];
  blocks: readonly Block[];
}

export interface Cell {
  level: "firm" | "department" | "group";
  name: string;
  blocks: string[];
  question: string;
  n: number | null;
  n_max: number | null;
  ge: Record<string, Range>;
}

export interface Release {
  v: 1;
  format: Format;
  k: number;
  c: number;
  questions: Question[];
  blocks: Block[];
  eligible: number;
  answered: number | null;
  groups: { blocks: string[]; eligible: number; answered: number }[];
  cells: Cell[];
}

/** Blocks taken together by their positions, ascending; the smallest of the sizes must suffice. */
interface Pile {
  blocks: number[];
  departments: Set<string>;
  sizes: number[];
}

/** The partition of one construct, and which departments it leaves whole (indices of parts). */
interface Shape {
  parts: number[][];
  departments: Map<string, number[]>;
}

/** The number of answers at or above 1, 2, 3, 4 and 5; the first is n. */
type Tally = number[];

const THRESHOLDS: Record<Format, number[]> = { focus: [4], full: [2, 3, 4, 5] };
const SCALE = [1, 2, 3, 4, 5];
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const sizeOf = (pile: Pile): number => Math.min(...pile.sizes);
const departmentsOf = (block: Block): string[] => block.department.split("/");

/** What may be published of a round. Throws for anything that is no ballot of this round. */
export function release(rules: Rules, piles: readonly Piled[]): Release {
  refuseNonsense(rules);
  const placed = piles.map(([ids, ballots]) => pileOf(rules.blocks, ids, ballots.length));
  const tallies = new Map(placed.map((pile, i) => [pile.blocks[0]!, count(piles[i]![1], rules.questions.length)]));
  const all = withEmpty(rules.blocks, placed);
  const ballots = sum(all.map(sizeOf));
  const groups = ballots >= rules.k ? merge(all, rules.k) : [];
  return {
    v: 1,
    format: rules.format,
    k: rules.k,
    c: rules.c,
    questions: rules.questions.map(({ id, construct }) => ({ id, construct })),
    blocks: rules.blocks.map(plainBlock),
    eligible: sum(rules.blocks.map((block) => block.eligible)),
    answered: groups.length ? ballots : null,
    groups: groups.map((pile) => ({
      blocks: idsOf(rules, pile.blocks),
      eligible: sum(pile.blocks.map((place) => rules.blocks[place]!.eligible)),
      answered: sizeOf(pile),
    })),
    cells: groups.length ? allCells(rules, groups, tallies) : [],
  };
}

/** The document's own bytes: the same release always gives the same text. */
export const textOf = (document: Release): string => canonicalJson(document as unknown as Json);

/** The ids of blocks taken together until each set has k ballots; none below k in all. */
export function groupsByBallots(
  blocks: readonly Block[],
  ballots: Readonly<Record<string, number>>,
  k: number,
): string[][] {
  const piles = blocks.map((block) => pileOf(blocks, [block.id], ballots[block.id] ?? 0));
  if (sum(piles.map(sizeOf)) < k) return [];
  return merge(piles, k).map((pile) => pile.blocks.map((place) => blocks[place]!.id));
}

/** The least number of answers to a question that a part needs. */
export const floorOf = (k: number, c: number): number => Math.max(k, 2 * c + 3);

function refuseNonsense({ format, k, c, questions, blocks }: Rules): void {
  if (!Object.hasOwn(THRESHOLDS, format)) throw new Error(`there is no format ${format}`);
  if (!(k >= 1 && c >= 0)) throw new Error("k is at least 1 and c at least 0");
  for (const listed of [questions, blocks]) {
    if (new Set(listed.map(({ id }) => id)).size !== listed.length) throw new Error("an id stands twice");
  }
}

function pileOf(blocks: readonly Block[], ids: readonly string[], ballots: number): Pile {
  const places = ids.map((id) => blocks.findIndex((block) => block.id === id)).sort((a, b) => a - b);
  if (!places.length || places[0]! < 0) throw new Error("there are ballots of a block that is not in the round");
  const inside = places.map((place) => blocks[place]!);
  if (ballots > sum(inside.map((block) => block.eligible))) throw new Error("more ballots than eligible people");
  return { blocks: places, departments: new Set(inside.flatMap(departmentsOf)), sizes: [ballots] };
}

/** The piles, then an empty one for each block in none. */
function withEmpty(blocks: readonly Block[], placed: Pile[]): Pile[] {
  const taken = placed.flatMap((pile) => pile.blocks);
  if (new Set(taken).size !== taken.length) throw new Error("a block stands in two piles");
  const left = blocks.filter((_, place) => !taken.includes(place));
  return [...placed, ...left.map((block) => pileOf(blocks, [block.id], 0))];
}

function count(ballots: readonly Answers[], questions: number): Tally[] {
  const tallies = Array.from({ length: questions }, () => SCALE.map(() => 0));
  for (const ballot of ballots) {
    if (ballot.length !== questions) throw new Error("a ballot does not have one answer for each question");
    ballot.forEach((answer, question) => {
      if (answer === null) return;
      if (!SCALE.includes(answer)) throw new Error("an answer is outside the scale of 1 to 5");
      for (let value = 0; value < answer; value++) tallies[question]![value]! += 1;
    });
  }
  return tallies;
}

/** Smallest first, ties by the order of blocks. */
function rank(one: Pile, other: Pile): number {
  const apart = sizeOf(one) - sizeOf(other);
  if (apart) return apart;
  return order(one.blocks, other.blocks);
}

function order(one: number[], other: number[]): number {
  for (let place = 0; place < Math.min(one.length, other.length); place++) {
    if (one[place] !== other[place]) return one[place]! - other[place]!;
  }
  return one.length - other.length;
}

const least = <T>(all: T[], before: (a: T, b: T) => number): T => all.reduce((a, b) => (before(b, a) < 0 ? b : a));

/** Piles of at least `floor` each (or a single smaller one), in the order of blocks. */
function merge(piles: readonly Pile[], floor: number): Pile[] {
  let left = [...piles];
  while (left.length > 1) {
    const small = least(left, rank);
    if (sizeOf(small) >= floor) break;
    left = left.filter((pile) => pile !== small);
    const apart = (pile: Pile): number => ([...pile.departments].some((name) => small.departments.has(name)) ? 0 : 1);
    const partner = least(left, (a, b) => apart(a) - apart(b) || rank(a, b));
    left = [...left.filter((pile) => pile !== partner), joined(small, partner)];
  }
  return left.sort((a, b) => order(a.blocks, b.blocks));
}

function joined(one: Pile, other: Pile): Pile {
  return {
    blocks: [...one.blocks, ...other.blocks].sort((a, b) => a - b),
    departments: new Set([...one.departments, ...other.departments]),
    sizes: one.sizes.map((size, place) => size + other.sizes[place]!),
  };
}

function allCells(rules: Rules, groups: Pile[], tallies: Map<number, Tally[]>): Cell[] {
  const nothing = count([], rules.questions.length);
  const perBlock = rules.blocks.map((_, place) => tallies.get(place) ?? nothing);
  const columns = rules.questions.map((_, question) => perBlock.map((told) => told[question]!));
  const shapes = shapesOf(rules, groups, columns);
  return rules.questions.flatMap(({ id, construct }, question) =>
    cellsOf(rules, id, shapes.get(construct)!, columns[question]!),
  );
}

/** One partition per construct, from those of its questions that have enough answers. */
function shapesOf(rules: Rules, groups: Pile[], columns: Tally[][]): Map<string, Shape> {
  const floor = floorOf(rules.k, rules.c);
  const answered = new Map<string, number[][]>(rules.questions.map(({ construct }) => [construct, []]));
  rules.questions.forEach(({ construct }, question) => {
    const counts = columns[question]!.map((tally) => tally[0]!);
    if (sum(counts) >= floor) answered.get(construct)!.push(counts);
  });
  return new Map([...answered].map(([construct, counts]) => [construct, shapeOf(rules.blocks, groups, counts, floor)]));
}

function shapeOf(blocks: readonly Block[], groups: Pile[], answered: number[][], floor: number): Shape {
  if (!answered.length) return { parts: [], departments: new Map() };
  const piles = groups.map((group) => ({
    ...group,
    sizes: answered.map((perBlock) => sum(group.blocks.map((place) => perBlock[place]!))),
  }));
  const parts = merge(piles, floor).map((pile) => pile.blocks);
  return { parts, departments: wholeDepartments(blocks, parts) };
}

/** The departments that are unions of parts; '' makes none, and one that is cut has no figure. */
function wholeDepartments(blocks: readonly Block[], parts: number[][]): Map<string, number[]> {
  const spans = parts.map((part) => new Set(part.flatMap((place) => departmentsOf(blocks[place]!))));
  const names = new Set(blocks.flatMap((block) => departmentsOf(block).sort(byCodePoint)));
  const whole = new Map<string, number[]>();
  for (const name of names) {
    const touching = spans.flatMap((span, index) => (span.has(name) ? [index] : []));
    if (name && touching.length && touching.every((index) => spans[index]!.size === 1)) whole.set(name, touching);
  }
  return whole;
}

/** All that is said about one question, from the firm down to the groups. */
function cellsOf(rules: Rules, question: string, shape: Shape, tallies: Tally[]): Cell[] {
  const everyone = rules.blocks.map((_, place) => place);
  const floor = floorOf(rules.k, rules.c);
  const n = sum(tallies.map((tally) => tally[0]!));
  const firm = { level: "firm" as const, name: "", blocks: idsOf(rules, everyone), question };
  if (n < floor) {
    const ge = Object.fromEntries(THRESHOLDS[rules.format].map((at) => [at, [0, floor - 1] as Range]));
    return [{ ...firm, n: null, n_max: floor - 1, ge }];
  }
  const parts = shape.parts.map((part) => together(part.map((place) => tallies[place]!)));
  const figures = figuresOf(shape, parts, rules.format, rules.c);
  const departments = [...shape.departments].map(([name, indices]) => ({
    level: "department" as const,
    name,
    blocks: idsOf(rules, indices.flatMap((index) => shape.parts[index]!).sort((a, b) => a - b)),
    question,
    n: sum(indices.map((index) => parts[index]![0]!)),
    n_max: null,
    ge: figures.departments.get(name)!,
  }));
  const groups = shape.parts.map((part, index) => ({
    level: "group" as const,
    name: part.map((place) => rules.blocks[place]!.name).join(" + "),
    blocks: idsOf(rules, part),
    question,
    n: parts[index]![0]!,
    n_max: null,
    ge: figures.groups[index]!,
  }));
  return [{ ...firm, n, n_max: null, ge: figures.firm }, ...departments, ...groups];
}

interface Figures {
  firm: Record<string, Range>;
  departments: Map<string, Record<string, Range>>;
  groups: Record<string, Range>[];
}

/** The published ranges of one question; parts: the exact tally of each part of the shape. */
function figuresOf(shape: Shape, parts: Tally[], format: Format, c: number): Figures {
  const departments = new Map([...shape.departments.keys()].map((name) => [name, {} as Record<string, Range>]));
  const figures: Figures = { firm: {}, departments, groups: parts.map(() => ({})) };
  for (const threshold of THRESHOLDS[format]) {
    const hits = parts.map((tally) => tally[threshold - 1]!);
    const groups = hits.map((hit, index) => clamp(hit, parts[index]![0]!, c));
    const inDepartments = new Map<string, Figure>();
    for (const [name, inside] of shape.departments) {
      const figuresInside = inside.map((index) => groups[index]!);
      const exact = sum(inside.map((index) => hits[index]!));
      inDepartments.set(name, format === "focus" ? unite(figuresInside, exact) : addUp(figuresInside));
    }
    const firm = unite(belowTheFirm(shape, groups, inDepartments), sum(hits));
    figures.firm[threshold] = [firm.low, firm.high];
    for (const [name, { low, high }] of inDepartments) departments.get(name)![threshold] = [low, high];
    groups.forEach(({ low, high }, index) => (figures.groups[index]![threshold] = [low, high]));
  }
  return figures;
}

/** Where a department has no figure, or none beyond the sum of its parts, its parts stand in. */
function belowTheFirm(shape: Shape, groups: Figure[], departments: Map<string, Figure>): Figure[] {
  const inside = new Set([...shape.departments.values()].flat());
  const below = groups.filter((_, index) => !inside.has(index));
  for (const [name, figure] of departments) {
    if (figure.hold === Hold.Open) below.push(...shape.departments.get(name)!.map((index) => groups[index]!));
    else below.push(figure);
  }
  return below;
}

function together(tallies: Tally[]): Tally {
  return SCALE.map((_, value) => sum(tallies.map((tally) => tally[value]!)));
}

function idsOf(rules: Rules, places: readonly number[]): string[] {
  return places.map((place) => rules.blocks[place]!.id);
}

function plainBlock({ id, name, department, teams, eligible }: Block): Block {
  return { id, name, department, teams: [...teams], eligible };
}
