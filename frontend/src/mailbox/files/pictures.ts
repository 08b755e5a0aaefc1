// Pictures without anything beside their pixels: parts are kept by a list of what is needed to draw.

import { joined, utf8, type Bytes } from "../../bytes.ts";

/** The file is not what it says, or holds what is not understood here. */
export class NotUnderstood extends Error {}

const MOST_PIXELS = 50_000_000;
const PNG_BEGINS = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const PNG_KEPT = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
const [APP0, APP1, APP14, APP15, COM] = [0xe0, 0xe1, 0xee, 0xef, 0xfe];
const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda];
const TABLES = new Set([0xdb, 0xc4, 0xcc, 0xdd, 0xdc]); // quantisation, Huffman, arithmetic, restart, lines
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

interface Segment {
  marker: number;
  content: Bytes; // without its length
  end: number;
}

/** A JPEG: tables, frames and scans up to the first end; and which way up it is held. */
export function cleanJpeg(file: Bytes): Bytes {
  const kept: Uint8Array[] = [];
  let [at, turned, frames, scans] = [2, 1, 0, 0];
  if (file[0] !== 0xff || file[1] !== SOI) throw new NotUnderstood("no JPEG");
  while (true) {
    const { marker, content, end } = segmentAt(file, at);
    if (marker === EOI) break;
    if (marker === APP1) turned = turned === 1 ? orientationIn(content) : turned;
    else if (marker === APP14) kept.push(...adobe(content));
    else if (marker === SOS) {
      const scanEnd = endOfScan(file, end);
      kept.push(file.subarray(at, scanEnd));
      scans += 1;
      at = scanEnd;
      continue;
    } else if (isFrame(marker)) {
      insistOnPixels(be16(content, 1), be16(content, 3), true);
      frames += 1;
      kept.push(segment(marker, content));
    } else if (TABLES.has(marker)) kept.push(segment(marker, content));
    else if (!((marker >= APP0 && marker <= APP15) || marker === COM)) throw new NotUnderstood("a part of the JPEG");
    at = end;
  }
  if (frames !== 1 || !scans) throw new NotUnderstood("no picture in the JPEG");
  return joined(Uint8Array.of(0xff, SOI), ...orientation(turned), ...kept, Uint8Array.of(0xff, EOI));
}

function segmentAt(file: Bytes, start: number): Segment {
  let at = start;
  if (file[at] !== 0xff) throw new NotUnderstood("the JPEG is not whole");
  while (file[at] === 0xff) at += 1;
  const marker = file[at] ?? 0;
  if (marker === EOI) return { marker, content: new Uint8Array(), end: at + 1 };
  const length = be16(file, at + 1);
  const end = at + 1 + length;
  if (length < 2 || end > file.length) throw new NotUnderstood("the JPEG is not whole");
  return { marker, content: file.slice(at + 3, end), end };
}

/** Where the data of a scan ends: at the next marker that is no restart. */
function endOfScan(file: Bytes, start: number): number {
  for (let at = start; at + 1 < file.length; at += 1) {
    if (file[at] !== 0xff) continue;
    const next = file[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new NotUnderstood("the JPEG is not whole");
}

const segment = (marker: number, content: Uint8Array): Bytes =>
  joined(Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content);

/** How colours are coded, written anew. */
function adobe(content: Bytes): Bytes[] {
  if (content.length < 12 || text(content.subarray(0, 5)) !== "Adobe") return [];
  return [segment(APP14, joined(utf8("Adobe"), Uint8Array.of(0, 100, 0, 0, 0, 0, content[11]!)))];
}

/** Which way up, 1 to 8, out of Exif; 1 if it does not say. */
function orientationIn(content: Bytes): number {
  if (content.length < 16 || text(content.subarray(0, 6)) !== "Exif\0\0") return 1;
  const tiff = new DataView(content.buffer, content.byteOffset + 6, content.length - 6);
  const little = tiff.getUint16(0) === 0x4949;
  try {
    const start = tiff.getUint32(4, little);
    const n = Math.min(tiff.getUint16(start, little), 200);
    for (let at = start + 2; at < start + 2 + 12 * n; at += 12) {
      if (tiff.getUint16(at, little) !== 0x0112) continue;
      const value = tiff.getUint16(at + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    return 1; // it points outside itself
  }
  return 1;
}

function orientation(turned: number): Bytes[] {
  if (turned === 1) return [];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0];
  return [segment(APP1, joined(utf8("Exif\0\0"), Uint8Array.from(tiff)))];
}

/** A PNG: its head, palette, transparency and pixels. */
export function cleanPng(file: Bytes): Bytes {
  if (PNG_BEGINS.some((byte, at) => file[at] !== byte)) throw new NotUnderstood("no PNG");
  const [kept, names]: [Uint8Array[], string[]] = [[], []];
  for (let at = 8; names.at(-1) !== "IEND"; ) {
    const end = at + 12 + be32(file, at);
    const name = text(file.subarray(at + 4, at + 8));
    if (end > file.length || be32(file, end - 4) !== crc32(file.subarray(at + 4, end - 4))) throw new NotUnderstood("the PNG is not whole");
    if (PNG_KEPT.has(name)) {
      kept.push(file.subarray(at, end));
      names.push(name);
    } else if (/^[A-Z]/.test(name)) throw new NotUnderstood("a part of the PNG");
    at = end;
  }
  if (names[0] !== "IHDR" || !names.includes("IDAT")) throw new NotUnderstood("no picture in the PNG");
  insistOnPixels(be32(file, 16), be32(file, 20));
  return joined(PNG_BEGINS, ...kept);
}

/** A WebP: the picture and what is transparent in it; one that moves is refused. */
export function cleanWebp(file: Bytes): Bytes {
  const end = Math.min(file.length, 8 + le32(file, 4));
  if (text(file.subarray(0, 4)) !== "RIFF" || text(file.subarray(8, 12)) !== "WEBP") throw new NotUnderstood("no WebP");
  const parts = new Map<string, Bytes>();
  for (let at = 12; at + 8 <= end; ) {
    const [name, length] = [text(file.subarray(at, at + 4)), le32(file, at + 4)];
    const next = at + 8 + length + (length & 1);
    if (at + 8 + length > end) throw new NotUnderstood("the WebP is not whole");
    if (!parts.has(name)) parts.set(name, file.slice(at + 8, at + 8 + length));
    at = next;
  }
  if (parts.has("ANIM") || parts.has("ANMF")) throw new NotUnderstood("a WebP that moves");
  const [picture] = [parts.has("VP8 ") ? "VP8 " : "VP8L"];
  const content = parts.get(picture);
  if (!content?.length) throw new NotUnderstood("no picture in the WebP");
  const [alpha, extended] = [parts.get("ALPH"), parts.get("VP8X")];
  const kept = [chunk(picture, content)];
  if (picture === "VP8 " && alpha && extended?.length === 10) {
    kept.unshift(chunk("VP8X", joined(Uint8Array.of(0x10, 0, 0, 0), extended.subarray(4))), chunk("ALPH", alpha));
  }
  const whole = joined(utf8("WEBP"), ...kept);
  return joined(utf8("RIFF"), fourLittle(whole.length), whole);
}

const chunk = (name: string, content: Uint8Array): Bytes =>
  joined(utf8(name), fourLittle(content.length), content, new Uint8Array(content.length & 1));

function insistOnPixels(height: number, width: number, mayTellLater = false): void {
  const isFit = width > 0 && (height > 0 || mayTellLater) && width * height <= MOST_PIXELS;
  if (!isFit) throw new NotUnderstood("the picture has no size that can be drawn");
}

const be16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const be32 = (bytes: Uint8Array, at: number): number => be16(bytes, at) * 65_536 + be16(bytes, at + 2);
const le32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0) * 65_536 + (bytes[at + 3] ?? 0) * 16_777_216;
const fourLittle = (value: number): Bytes => Uint8Array.of(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24);

const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ CRC[(value ^ byte) & 255]!;
  return (value ^ 0xffffffff) >>> 0;
}
