// A PDF written anew from what its pages need to be seen, in an order and with numbers of our own.

import { joined, utf8, type Bytes } from "../../bytes.ts";
import { asDict, inflated, Name, nameOf, Num, readPdf, Ref, Str, Stream, type Dict, type Value } from "./pdfread.ts";
import { cleanJpeg, NotUnderstood } from "./pictures.ts";

/** What a value is: `named`: under names that the page chose, whatever they are. */
type Role = "catalog" | "pages" | "mark" | "marks" | "resources" | "named" | "drawn";

const KEPT: Record<"catalog" | "pages" | "mark", Set<string>> = {
  catalog: new Set(["Type", "Pages", "OCProperties"]),
  pages: new Set(
    "Type Kids Count Parent Resources MediaBox CropBox Rotate UserUnit Contents Group Annots".split(" "),
  ),
  mark: new Set("Type Subtype Rect F AP AS".split(" ")),
};
/** Of everything that is drawn: who made it, when, with what; what acts; what is attached. */
const DROPPED = new Set(
  (
    "Metadata PieceInfo LastModified Private AA A OpenAction Next JS JavaScript EmbeddedFiles EF AF Thumb StructParent " +
    "StructParents Alternates ID OPI Measure PtData URI URLS Names Dests Author Creator Producer CreationDate ModDate " +
    "CreatorInfo User Info Title NM T Contents RC Subj SpiderInfo Extensions P Popup IRT Parent Ref"
  ).split(" "),
);
const NEVER = new Set(["Annot", "Action", "Filespec", "EmbeddedFile", "Metadata", "Catalog", "StructTreeRoot", "StructElem", "Sig", "F"]);
/** Remarks that are drawn; all others act, or hold words beside the page. */
const SEEN = new Set("FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Ink Widget Caret Watermark".split(" "));
const OUTSIDE = new Set(["F", "FFilter", "FDecodeParms", "Length", "DL"]);

/** The PDF without all that its pages don't need. Throws NotUnderstood, or Locked. */
export async function cleanPdf(file: Bytes): Promise<Bytes> {
  const { objects, root } = await readPdf(file);
  return new Writer(objects).whole(root);
}

class Writer {
  private readonly numbers = new Map<number, number>();
  private readonly waiting: { old: number; role: Role }[] = [];
  private readonly written: Bytes[] = [];

  constructor(private readonly objects: Map<number, Value>) {}

  async whole(root: Value): Promise<Bytes> {
    if (!(root instanceof Ref)) throw new NotUnderstood("the PDF has no catalog");
    this.numberOf(root, "catalog");
    if (!this.pagesIn(root)) throw new NotUnderstood("the PDF has no pages");
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      this.written.push(await this.object(this.objects.get(next.old) ?? null, next.role));
    }
    return assembled(this.written);
  }

  private pagesIn(root: Ref): boolean {
    const pages = this.resolved(asDict(this.resolved(root)).get("Pages") ?? null);
    return pages instanceof Map && pages.has("Kids");
  }

  private numberOf({ number }: Ref, role: Role): number {
    const known = this.numbers.get(number);
    if (known) return known;
    this.numbers.set(number, this.numbers.size + 1);
    this.waiting.push({ old: number, role });
    return this.numbers.size;
  }

  private resolved(value: Value): Value {
    for (let steps = 0; value instanceof Ref && steps < 20; steps += 1) value = this.objects.get(value.number) ?? null;
    return value instanceof Ref ? null : value;
  }

  private async object(value: Value, role: Role): Promise<Bytes> {
    if (!(value instanceof Stream)) return utf8Latin(this.text(value, role));
    const { dict, data } = await cleanStream(value, (one) => this.resolved(one));
    const kept = [...dict].filter(([key]) => !OUTSIDE.has(key));
    const head = this.text(new Map([...kept, ["Length", new Num(String(data.length))]]), "drawn", true);
    return joined(utf8Latin(`${head}\nstream\n`), data, utf8("\nendstream"));
  }

  private text(value: Value, role: Role, isStream = false, depth = 0): string {
    if (depth > 100) throw new NotUnderstood("the PDF is nested too deep");
    if (value === null || typeof value === "boolean") return String(value);
    if (value instanceof Name) return `/${value.name.replace(/[^A-Za-z0-9_.+*-]/g, (sign) => `#${hex(sign.charCodeAt(0))}`)}`;
    if (value instanceof Num) return value.raw;
    if (value instanceof Str) return `<${Array.from(value.bytes, hex).join("")}>`;
    if (value instanceof Ref) return this.pointed(value, role);
    if (Array.isArray(value)) return `[${this.listed(value, role, depth)}]`;
    if (value instanceof Stream) throw new NotUnderstood("a stream of the PDF stands inside something");
    return this.dictionary(value, role, isStream, depth);
  }

  private listed(values: Value[], role: Role, depth: number): string {
    const inner = role === "marks" ? "mark" : role;
    const kept = role === "marks" ? values.filter((one) => this.isSeen(one)) : values;
    return kept.map((one) => this.text(one, inner, false, depth + 1)).join(" ");
  }

  private pointed(ref: Ref, role: Role): string {
    const target = this.resolved(ref);
    const dict = target instanceof Map ? target : target instanceof Stream ? target.dict : null;
    const type = nameOf(dict?.get("Type"));
    if (role === "marks") return this.text(target, role);
    if (role === "drawn" && NEVER.has(type)) return "null";
    const pages = type === "Page" || type === "Pages";
    return `${this.numberOf(ref, pages ? "pages" : role)} 0 R`;
  }

  private isSeen(mark: Value): boolean {
    const dict = this.resolved(mark);
    return dict instanceof Map && SEEN.has(nameOf(dict.get("Subtype"))) && dict.has("AP");
  }

  private dictionary(dict: Dict, role: Role, isStream: boolean, depth: number): string {
    const type = nameOf(dict.get("Type"));
    if (role === "drawn" && !isStream && NEVER.has(type)) return "null";
    const kept = [...dict].filter(([key]) => isKept(key, role));
    const inner = kept.map(([key, value]) => this.entry(key, value, role, depth));
    return `<<${inner.join(" ")}>>`;
  }

  private entry(key: string, value: Value, role: Role, depth: number): string {
    const name = this.text(new Name(key), "drawn");
    if (role === "mark" && key === "Subtype") return `${name} /Stamp`; // drawn as it looks, whatever it could do
    if (role === "mark" && key === "AP") return `${name} ${this.looks(value, depth)}`;
    return `${name} ${this.text(value, roleOf(key, role), false, depth + 1)}`;
  }

  /** How a remark looks at rest; not when it is touched. */
  private looks(value: Value, depth: number): string {
    const normal = asDict(this.resolved(value)).get("N") ?? null;
    const role = this.resolved(normal) instanceof Map ? "named" : "drawn"; // one look, or one for each state
    return `<</N ${this.text(normal, role, false, depth + 1)}>>`;
  }
}

function isKept(key: string, role: Role): boolean {
  if (role === "catalog" || role === "pages" || role === "mark") return KEPT[role].has(key);
  return role === "named" || !DROPPED.has(key);
}

function roleOf(key: string, role: Role): Role {
  if (role === "resources") return "named";
  if (role === "named") return "drawn";
  if (key === "Resources") return "resources";
  if (key === "CharProcs" || key === "Colorants") return "named";
  if (role !== "catalog" && role !== "pages") return "drawn";
  if (key === "Annots") return "marks";
  return key === "Pages" || key === "Kids" || key === "Parent" ? "pages" : "drawn";
}

/** Pictures inside are cleaned as pictures are; those that can't be are refused. */
async function cleanStream({ dict, data }: Stream, resolved: (value: Value) => Value): Promise<{ dict: Dict; data: Bytes }> {
  const filters = [resolved(dict.get("Filter") ?? null)].flat().map((one) => nameOf(resolved(one as Value)));
  if (filters.includes("JPXDecode")) throw new NotUnderstood("a picture of the PDF");
  if (!filters.includes("DCTDecode")) return { dict, data };
  if (filters.length > 2 || (filters.length === 2 && filters[0] !== "FlateDecode")) throw new NotUnderstood("a picture of the PDF");
  const jpeg = cleanJpeg(filters.length === 2 ? await inflated(data) : data);
  const plain = new Map(dict);
  if (filters.length === 2) plain.delete("DecodeParms");
  return { dict: plain.set("Filter", new Name("DCTDecode")), data: jpeg };
}

function assembled(objects: Bytes[]): Bytes {
  const parts: Bytes[] = [utf8Latin("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")];
  let at = parts[0]!.length;
  const places = objects.map((object, index) => {
    const whole = joined(utf8(`${index + 1} 0 obj\n`), object, utf8("\nendobj\n"));
    parts.push(whole);
    at += whole.length;
    return at - whole.length;
  });
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(utf8(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size} /Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`));
  return joined(...parts);
}

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");
const utf8Latin = (text: string): Bytes => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
