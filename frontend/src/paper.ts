// A receipt to take away: as a code to photograph, as a file, as a link to copy.

import type { KeptReceipt } from "./drawer.ts";
import { paint } from "./qr.ts";
import { asFile, written } from "./receipts.ts";

/** Show the ways to keep a receipt; part: holds a drawing, a field and a link, and data-counted-url. */
export function offerReceipt(part: HTMLElement, round: string, told: KeptReceipt | undefined): void {
  part.hidden = !told;
  if (!told) return;
  const link = `${location.origin}${part.dataset.countedUrl}#${written({ ...told, round })}`;
  const file = part.querySelector<HTMLAnchorElement>("a[download]")!;
  paint(part.querySelector("svg")!, link);
  part.querySelector<HTMLInputElement>("input")!.value = link;
  URL.revokeObjectURL(file.href);
  file.href = URL.createObjectURL(new Blob([asFile({ ...told, round })], { type: "application/json" }));
  file.download = `bothways-receipt-${told.leaf.slice(0, 8)}.json`;
}
