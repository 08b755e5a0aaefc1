// The second key's script: the pages under /guardian/ and, as a worker, what holds the key.

import { canonicalJson } from "./canonical.ts";
import { Ceremony } from "./guardian/ceremony.ts";
import { DeskPage } from "./guardian/deskpage.ts";
import { serve } from "./guardian/keeper.ts";
import { Keeping } from "./guardian/keeping.ts";
import { release } from "./release.ts";

// Whoever audits can count by hand, in the console: bothwaysCounting.release(rules, piles).
Object.assign(globalThis, { bothwaysCounting: { release, canonicalJson } });

if (typeof document === "undefined") serve();
else openPages((document.currentScript as HTMLScriptElement).src);

function openPages(script: string): void {
  const desk = document.querySelector<HTMLElement>("[data-guardian-desk]");
  if (desk) {
    const page = new DeskPage(desk, new Keeping(script, () => page.lock("idle")));
    page.open();
  }
  const ceremony = document.querySelector<HTMLElement>("[data-guardian-ceremony]");
  if (ceremony) new Ceremony(ceremony, new Keeping(script, () => location.reload())).open();
}
