// The warning before something is sent: shown once for each text; pressed again, it goes.

import { byKind, tells } from "./find.ts";
import type { Kind } from "./rules.ts";

type Say = (code: string, values?: Record<string, string>) => string;

export class Telling {
  private readonly names: Promise<ReadonlySet<string>>;
  private shown = "";

  /** Fetches the names that everybody here may know, whoever opens the page, written or not. */
  constructor(
    namesUrl: string,
    private readonly say: Say,
  ) {
    this.names = fetchNames(namesUrl);
  }

  /** Show in `place` what tells; true if nothing does, or if it was shown for this text before. */
  async passes(text: string, place: HTMLElement): Promise<boolean> {
    const kinds = byKind(tells(text, await this.names));
    const passes = !kinds.size || this.shown === text;
    this.shown = passes ? "" : text;
    place.hidden = passes;
    if (!passes) this.draw(kinds, place);
    return passes;
  }

  private draw(kinds: Map<Kind, string[]>, place: HTMLElement): void {
    const rows = [...kinds].map(([kind, found]) => {
      const row = document.createElement("li");
      row.textContent = this.say(`tells_${kind}${found[0] ? "" : "_long"}`, { found: found.map(quoted).join(", ") });
      return row;
    });
    place.querySelector("ul")!.replaceChildren(...rows);
    place.tabIndex = -1;
    place.focus();
  }
}

const quoted = (found: string): string => `“${found.length > 60 ? `${found.slice(0, 59)}…` : found}”`;

/** Without the list, everything else is looked for still. */
async function fetchNames(url: string): Promise<ReadonlySet<string>> {
  try {
    const response = await fetch(url, { credentials: "same-origin", redirect: "error", cache: "no-store" });
    const { names } = (await response.json()) as { names: string[] };
    return new Set(names);
  } catch {
    return new Set();
  }
}
