// Whether an idea or a question was said before: compared on this device, while somebody types.
//
// The titles came with the page, the same for everybody. There is no fetch in this file: what is
// typed goes nowhere until the form is sent.

import { alike, type Said } from "./likeness.ts";

const MOST = 3;

function begin(note: HTMLElement): void {
  const field = document.getElementById(note.dataset.alike!) as HTMLInputElement | HTMLTextAreaElement | null;
  const told = document.getElementById(note.dataset.from ?? "said-before");
  const list = note.querySelector("ul");
  if (!field || !told || !list) return;
  const before = JSON.parse(told.textContent ?? "[]") as Said[];
  let shown = "";

  const look = (): void => {
    const found = alike(field.value, before).slice(0, MOST);
    const now = found.map((one) => one.page).join(" ");
    if (now === shown) return; // whoever listens to the page is not told the same twice
    shown = now;
    note.hidden = !found.length;
    list.replaceChildren(...found.map((one) => line(one, note.dataset.plain !== undefined)));
  };
  field.addEventListener("input", look);
  look();
}

// plain: without a link, where to follow one would tell what somebody is about to write.
function line(one: Said, plain: boolean): HTMLLIElement {
  const title = document.createElement(plain ? "span" : "a");
  if (title instanceof HTMLAnchorElement) title.href = one.page;
  title.dir = "auto";
  title.textContent = one.title;
  const how = document.createElement("span");
  how.className = "meta";
  how.textContent = ` ${one.stands}`;
  const item = document.createElement("li");
  item.append(title, how);
  return item;
}

for (const note of document.querySelectorAll<HTMLElement>("[data-alike]")) begin(note);
