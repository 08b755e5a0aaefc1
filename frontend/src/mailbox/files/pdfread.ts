// Reads the objects of a PDF as they lie in the file, one after the other; later ones count.

import { type Bytes } from "../../bytes.ts";
import { NotUnderstood } from "./pictures.ts";

/** The PDF is encrypted. */
export class Locked extends NotUnderstood {}

export class Name {
  constructor(readonly name: string) {}
}
export class Num {
  constructor(readonly raw: string) {}
}
export class Str {
  constructor(readonly bytes: Bytes) {}
}
export class Ref {
  constructor(readonly number: number) {}
}
export class Stream {
  constructor(
    readonly dict: Dict,
    readonly data: Bytes,
  ) {}
}
export type Dict = Map<string, Value>;
export type Value = null | boolean | Name | Num | Str | Ref | Stream | Value[] | Dict;

const DEEPEST = 100;
const SPACES = new Set([0, 9, 10, 12, 13, 32]);
const ENDS = new Set([...SPACES, ...Array.from("()<>[]{}/%", (sign) => sign.charCodeAt(0))]);
const code = (sign: string): number => sign.charCodeAt(0);
const ESCAPED: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
class Word {
  constructor(readonly word: string) {}
}

/** Values out of bytes, from one place on. */
export class Lexer {
  private known: Map<number, number> | null = null;

  constructor(
    readonly bytes: Bytes,
    public at = 0,
  ) {}

  skip(): void {
    while (this.at < this.bytes.length) {
      if (this.bytes[this.at] === code("%")) while (this.at < this.bytes.length && ![10, 13].includes(this.bytes[this.at]!)) this.at += 1;
      else if (SPACES.has(this.bytes[this.at]!)) this.at += 1;
      else return;
    }
  }

  /** The whole numbers that are objects of their own; looked for once. */
  numbers(): Map<number, number> {
    const told = (): Iterable<RegExpMatchArray> => latin(this.bytes).matchAll(/(?<!\d)(\d{1,9}) \d{1,5} obj\s+(\d{1,9})\s+endobj/g);
    this.known ??= new Map(Array.from(told(), ([, number, value]) => [Number(number), Number(value)]));
    return this.known;
  }

  /** A word up to the next space or sign; '' if there is none. */
  word(): string {
    this.skip();
    const start = this.at;
    while (this.at < this.bytes.length && !ENDS.has(this.bytes[this.at]!)) this.at += 1;
    return latin(this.bytes.subarray(start, this.at));
  }

  value(depth = 0): Value {
    const found = this.any(depth);
    if (found instanceof Word) throw new NotUnderstood(`the word ${found.word.slice(0, 20)} in a PDF`);
    return found;
  }

  private any(depth: number): Value | Word {
    if (depth > DEEPEST) throw new NotUnderstood("the PDF is nested too deep");
    this.skip();
    const sign = latin(this.bytes.subarray(this.at, this.at + 1));
    if (sign === "/") return this.name();
    if (sign === "(") return this.text();
    if (sign === "[") return this.array(depth);
    if (sign === "<") return this.bytes[this.at + 1] === code("<") ? this.dict(depth) : this.hex();
    const word = this.word();
    if (NUMBER.test(word)) return this.referenceOr(word);
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (!word) this.at += 1;
    return new Word(word || sign);
  }

  private referenceOr(word: string): Value {
    const back = this.at;
    if (/^\d+$/.test(word) && /^\d+$/.test(this.word()) && this.word() === "R") return new Ref(Number(word));
    this.at = back;
    return new Num(word);
  }

  private name(): Name {
    this.at += 1;
    const start = this.at;
    while (this.at < this.bytes.length && !ENDS.has(this.bytes[this.at]!)) this.at += 1;
    const raw = latin(this.bytes.subarray(start, this.at));
    return new Name(raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))));
  }

  private array(depth: number): Value[] {
    this.at += 1;
    const found: Value[] = [];
    for (;;) {
      const next = this.any(depth + 1);
      if (next instanceof Word && next.word === "]") return found;
      if (next instanceof Word) throw new NotUnderstood("an array of the PDF does not end");
      found.push(next);
    }
  }

  private dict(depth: number): Dict {
    this.at += 2;
    const found: Dict = new Map();
    for (;;) {
      this.skip();
      if (latin(this.bytes.subarray(this.at, this.at + 2)) === ">>") {
        this.at += 2;
        return found;
      }
      const key = this.any(depth + 1);
      if (!(key instanceof Name)) throw new NotUnderstood("a dictionary of the PDF does not end");
      found.set(key.name, this.value(depth + 1));
    }
  }

  private hex(): Str {
    const end = this.bytes.indexOf(code(">"), this.at);
    if (end < 0) throw new NotUnderstood("a string of the PDF does not end");
    const digits = latin(this.bytes.subarray(this.at + 1, end)).replace(/[^0-9a-fA-F]/g, "");
    this.at = end + 1;
    return new Str(Uint8Array.from((digits.length % 2 ? `${digits}0` : digits).match(/../g) ?? [], (pair) => parseInt(pair, 16)));
  }

  private text(): Str {
    const found: number[] = [];
    let open = 0;
    do {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new NotUnderstood("a string of the PDF does not end");
      this.at += 1;
      if (byte === code("\\")) {
        this.escaped(found);
        continue;
      }
      if (byte === code("(")) open += 1;
      if (byte === code(")")) open -= 1;
      if (open && !(byte === code("(") && open === 1)) found.push(byte);
    } while (open);
    return new Str(Uint8Array.from(found));
  }

  private escaped(found: number[]): void {
    const sign = latin(this.bytes.subarray(this.at, this.at + 1));
    const octal = /^[0-7]{1,3}/.exec(latin(this.bytes.subarray(this.at, this.at + 3)));
    this.at += octal ? octal[0].length : 1;
    if (octal) found.push(parseInt(octal[0], 8) & 255);
    else if (sign === "\r" && this.bytes[this.at] === 10) this.at += 1;
    else if (sign in ESCAPED) found.push(ESCAPED[sign]!);
    else if (sign !== "\r" && sign !== "\n") found.push(code(sign));
  }
}

/** What a PDF holds: its objects by number, and where its pages begin. */
export interface Read {
  objects: Map<number, Value>;
  root: Value;
}

export async function readPdf(file: Bytes): Promise<Read> {
  if (latin(file.subarray(0, 5)) !== "%PDF-") throw new NotUnderstood("no PDF");
  const [objects, trailers]: [Map<number, Value>, Dict[]] = [new Map(), []];
  const lexer = new Lexer(file, 5);
  for (lexer.skip(); lexer.at < file.length; lexer.skip()) {
    const number = lexer.word();
    if (number === "trailer") trailers.push(asDict(lexer.value()));
    else if (/^\d{1,9}$/.test(number)) await objectAt(lexer, Number(number), objects, trailers);
    else if (!number) lexer.at += 1;
  }
  if (trailers.some((trailer) => trailer.has("Encrypt"))) throw new Locked("the PDF is locked");
  const root = trailers.reverse().find((trailer) => trailer.has("Root"))?.get("Root");
  if (!root) throw new NotUnderstood("the PDF has no pages");
  return { objects, root };
}

async function objectAt(lexer: Lexer, number: number, objects: Map<number, Value>, trailers: Dict[]): Promise<void> {
  const back = lexer.at;
  if (!/^\d{1,5}$/.test(lexer.word()) || lexer.word() !== "obj") {
    lexer.at = back;
    return;
  }
  const value = lexer.value();
  const after = lexer.at;
  if (lexer.word() !== "stream") {
    lexer.at = after;
    objects.set(number, value);
    return;
  }
  const stream = new Stream(asDict(value), streamAt(lexer, asDict(value)));
  objects.set(number, stream);
  const type = nameOf(stream.dict.get("Type"));
  if (type === "XRef") trailers.push(stream.dict);
  if (type === "ObjStm") for (const [inner, found] of await packed(stream)) objects.set(inner, found);
}

function streamAt(lexer: Lexer, dict: Dict): Bytes {
  const { bytes } = lexer;
  if (bytes[lexer.at] === 13) lexer.at += 1;
  if (bytes[lexer.at] === 10) lexer.at += 1;
  const start = lexer.at;
  const length = lengthOf(lexer, dict.get("Length"));
  if (length !== null && start + length <= bytes.length) {
    lexer.at = start + length;
    if (lexer.word() === "endstream") return bytes.slice(start, start + length);
  }
  const end = find(bytes, "endstream", start);
  if (end < 0) throw new NotUnderstood("a stream of the PDF does not end");
  lexer.at = end + 9;
  const tail = bytes[end - 1] === 10 ? (bytes[end - 2] === 13 ? 2 : 1) : bytes[end - 1] === 13 ? 1 : 0;
  return bytes.slice(start, Math.max(start, end - tail));
}

/** A length that is told at its place or in an object of its own. */
function lengthOf(lexer: Lexer, value: Value | undefined): number | null {
  if (value instanceof Num) return Number.isInteger(Number(value.raw)) ? Number(value.raw) : null;
  return value instanceof Ref ? (lexer.numbers().get(value.number) ?? null) : null;
}

/** The objects inside a stream of objects. */
async function packed({ dict, data }: Stream): Promise<[number, Value][]> {
  if (nameOf(dict.get("Filter")) !== "FlateDecode" || dict.get("DecodeParms")) throw new NotUnderstood("a stream of objects");
  const plain = await inflated(data);
  const [n, first] = [dict.get("N"), dict.get("First")].map((one) => (one instanceof Num ? Number(one.raw) : 0)) as [number, number];
  const head = new Lexer(plain);
  const places = Array.from({ length: Math.min(n, 100_000) }, () => [Number(head.word()), Number(head.word())] as const);
  return places.map(([number, at]) => [number, new Lexer(plain, first + at).value()]);
}

const MOST_INFLATED = 64 * 2 ** 20;

/** What was packed by Flate. */
export async function inflated(data: Bytes): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      length += next.value.length;
      if (length > MOST_INFLATED) throw new NotUnderstood("a stream of the PDF is too large");
    }
  } catch (error) {
    throw error instanceof NotUnderstood ? error : new NotUnderstood("a stream of the PDF is not whole");
  }
  const whole = new Uint8Array(length);
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

export const nameOf = (value: Value | undefined): string => (value instanceof Name ? value.name : "");

export function asDict(value: Value | undefined): Dict {
  if (value instanceof Map) return value;
  throw new NotUnderstood("something of the PDF is no dictionary");
}

export function latin(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

function find(bytes: Bytes, text: string, from: number): number {
  const wanted = Array.from(text, code);
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((sign, offset) => bytes[at + offset] === sign)) return at;
  }
  return -1;
}
