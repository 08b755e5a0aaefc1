// What a file is, by its content; and the same without all that is not picture or page.

import type { Bytes } from "../../bytes.ts";
import { cleanPdf } from "./pdf.ts";
import { latin } from "./pdfread.ts";
import { cleanJpeg, cleanPng, cleanWebp } from "./pictures.ts";

export type Kind = "image/jpeg" | "image/png" | "image/webp" | "application/pdf";
export const KINDS: Kind[] = ["image/jpeg", "image/png", "image/webp", "application/pdf"];

/** Whatever its name says. */
export function kindOf(file: Uint8Array): Kind | null {
  const begins = latin(file.subarray(0, 12));
  if (begins.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (begins.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (begins.startsWith("RIFF") && begins.endsWith("WEBP")) return "image/webp";
  return begins.startsWith("%PDF-") ? "application/pdf" : null;
}

/** The file without what tells of its author or device. Throws NotUnderstood where it can't be done. */
export async function cleaned(file: Bytes, kind: Kind): Promise<Bytes> {
  if (kind === "image/jpeg") return cleanJpeg(file);
  if (kind === "image/png") return cleanPng(file);
  if (kind === "image/webp") return cleanWebp(file);
  return cleanPdf(file);
}

export const isPicture = (kind: Kind): boolean => kind !== "application/pdf";
