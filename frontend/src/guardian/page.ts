// What the pages of the second key have in common: screens, words, files. All words are in the page.

import { Distrust, type Values } from "./distrust.ts";

export class Page {
  constructor(protected readonly root: HTMLElement) {}

  protected show(name: string, focus = true): void {
    for (const screen of this.root.querySelectorAll<HTMLElement>("[data-screen]")) {
      screen.hidden = screen.dataset.screen !== name;
      if (!screen.hidden && focus) screen.querySelector<HTMLElement>("h1, h2")?.focus();
    }
  }

  protected on(act: string, go: (button: HTMLElement) => void): void {
    for (const button of this.root.querySelectorAll<HTMLElement>(`[data-act="${act}"]`)) {
      button.addEventListener("click", () => go(button));
    }
  }

  protected part<Found extends HTMLElement>(name: string, within: ParentNode = this.root): Found {
    const found = within.querySelector<Found>(`[data-part="${name}"]`);
    if (!found) throw new Error(`the page has no ${name}`);
    return found;
  }

  protected parts(name: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`[data-part="${name}"]`)];
  }

  protected clone(name: string): HTMLElement {
    const made = this.root.querySelector<HTMLTemplateElement>(`template[data-like="${name}"]`)!;
    return made.content.firstElementChild!.cloneNode(true) as HTMLElement;
  }

  /** The page's own sentence for a code, with its values put in. */
  protected words(code: string, values: Values = {}): string {
    const told = this.root.querySelector<HTMLTemplateElement>(`template[data-words="${code}"]`);
    if (!told) return code === "broken" ? code : this.words("broken");
    const text = told.content.textContent!.trim();
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }

  /** Say what went wrong where it went wrong. */
  protected fail(place: HTMLElement, error: unknown): void {
    const { code, values } = error instanceof Distrust ? error : new Distrust("broken");
    place.textContent = this.words(code, values);
    place.hidden = false;
  }

  protected say(place: HTMLElement, text: string): void {
    place.textContent = text;
    place.hidden = !text;
  }
}

export function saveAs(name: string, text: string, kind = "text/plain"): void {
  const url = URL.createObjectURL(new Blob([text], { type: kind }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The text of the file that was chosen, or a refusal. */
export async function chosen(input: HTMLInputElement): Promise<string> {
  const file = input.files?.[0];
  if (!file) throw new Distrust("no_file");
  return file.text();
}

interface Refusal {
  error: string;
  say: string;
}

/** Ask the company's server as whoever is signed in; its own sentence where it refuses. */
export async function asked<Told>(url: string, csrf: string, body?: string): Promise<Told> {
  const how = body === undefined ? {} : { method: "POST", body, headers: headersWith(csrf) };
  const response = await fetch(url, { credentials: "same-origin", redirect: "error", ...how }).catch(() => {
    throw new Distrust("no_server");
  });
  if (response.ok) return (await response.json()) as Told;
  const { say } = (await response.json().catch(() => ({ say: "" }))) as Partial<Refusal>;
  throw new Distrust(say ? "server_says" : "no_server", { say: say ?? "" });
}

const headersWith = (csrf: string): Record<string, string> => ({
  "Content-Type": "application/json",
  "X-CSRFToken": csrf,
});
