// How a reader opens attachments: fetched whole, cleaned once more, pictures drawn, PDFs only saved.

import { fromHex, type Bytes } from "../../bytes.ts";
import { NAMELESS, reached } from "../posting.ts";
import { tell } from "../saying.ts";
import { sizeIn } from "./attaching.ts";
import { cleaned, isPicture, kindOf, type Kind } from "./clean.ts";
import { lengthOf, type Manifest } from "./manifest.ts";
import { opened, pieceId, piecesFor } from "./pieces.ts";

type Say = (code: string, values?: Record<string, string | number>) => string;

const ENDINGS: Record<Kind, string> = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf" };

interface Ready {
  bytes: Bytes;
  said: string;
  isSafe: boolean;
}

/** The attachments of one letter, as a part of the page. */
export class Showing {
  private whole: Promise<Bytes> | null = null;

  constructor(
    private readonly manifest: Manifest,
    private readonly desk: string,
    private readonly lettersUrl: string,
    private readonly say: Say,
    private readonly clone: (name: string) => HTMLElement,
  ) {}

  rows(): HTMLElement[] {
    return this.manifest.of.map((_, at) => this.row(at));
  }

  private row(at: number): HTMLElement {
    const { kind, length } = this.manifest.of[at]!;
    const row = this.clone("attachment");
    part(row, "what").textContent = this.say(isPicture(kind) ? "file_picture" : "file_pdf", { n: at + 1 });
    part(row, "size").textContent = sizeIn(length);
    const button = part<HTMLButtonElement>(row, "get");
    button.addEventListener("click", () => void this.show(at, row, button));
    return row;
  }

  private async show(at: number, row: HTMLElement, button: HTMLButtonElement): Promise<void> {
    const [status, progress] = [part(row, "file-status"), part(row, "file-progress")];
    button.disabled = true;
    tell(status, "");
    this.whole ??= this.fetched((n, of) => tell(progress, this.say("file_fetching", { n, of })));
    try {
      const ready = await this.ready(at, await this.whole);
      tell(status, this.say(ready.said));
      await this.offer(at, ready, row);
      button.hidden = true;
    } catch {
      this.whole = null;
      tell(status, this.say("file_missing"));
      button.disabled = false;
      button.focus();
    }
    tell(progress, "");
  }

  private async fetched(told: (n: number, of: number) => void): Promise<Bytes> {
    const { manifest, desk } = this;
    const count = piecesFor(lengthOf(manifest));
    const records: Bytes[] = [];
    for (let number = 0; number < count; number += 1) {
      told(number + 1, count);
      const id = await pieceId(manifest.key, number);
      const response = await reached(() => fetch(`${this.lettersUrl}piece/${id}`, NAMELESS));
      if (!response.ok) throw new Error("a piece is missing");
      records.push(new Uint8Array(await response.arrayBuffer()));
    }
    return opened(records, lengthOf(manifest), manifest.key, fromHex(desk));
  }

  /** One of the files, cleaned here once more: what an author's own program sent may hold anything. */
  private async ready(at: number, whole: Bytes): Promise<Ready> {
    const start = this.manifest.of.slice(0, at).reduce((sum, { length }) => sum + length, 0);
    const { kind, length } = this.manifest.of[at]!;
    const bytes = whole.slice(start, start + length);
    if (kindOf(bytes) !== kind) return { bytes, said: "file_lies", isSafe: false };
    try {
      return { bytes: await cleaned(bytes, kind), said: "file_checked", isSafe: true };
    } catch {
      return { bytes, said: "file_unsafe", isSafe: false };
    }
  }

  private async offer(at: number, { bytes, isSafe }: Ready, row: HTMLElement): Promise<void> {
    const { kind } = this.manifest.of[at]!;
    const ending = isSafe ? ENDINGS[kind] : "bin";
    const save = part<HTMLButtonElement>(row, "save");
    save.hidden = false;
    save.addEventListener("click", () => saveBytes(`attachment-${at + 1}.${ending}`, bytes));
    if (!isSafe || !isPicture(kind)) return save.focus();
    const canvas = part<HTMLCanvasElement>(row, "picture");
    await draw(canvas, new Blob([bytes], { type: kind }));
    canvas.setAttribute("aria-label", part(row, "what").textContent ?? "");
    canvas.hidden = false;
    save.focus();
  }
}

/** A picture has no address here, and nothing in it can act: it is decoded, and its pixels are drawn. */
async function draw(canvas: HTMLCanvasElement, picture: Blob): Promise<void> {
  const drawn = await createImageBitmap(picture);
  [canvas.width, canvas.height] = [drawn.width, drawn.height];
  canvas.getContext("2d")!.drawImage(drawn, 0, 0);
  drawn.close();
}

function saveBytes(name: string, bytes: Bytes): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function part<Found extends HTMLElement>(row: HTMLElement, name: string): Found {
  return row.querySelector<Found>(`[data-part="${name}"]`)!;
}
