// Loaded by app.ts, and only where a sealed ballot or letter waits on this device: brings it to the box.

import { forgetClosed } from "./drawer.ts";
import { sendTheLetters } from "./mailbox/queue.ts";
import { collect, sendTheRest } from "./outbox.ts";
import timing from "./timing.json";

const AGAIN_MS = timing.againSeconds * 1000;
const delay = Number((document.currentScript as HTMLScriptElement | null)?.dataset.delay);
let timer: ReturnType<typeof setTimeout> | undefined;

const waits = { ballots: 0, letters: 0 };
let waited = false; // something did, while this page is open

async function go(): Promise<void> {
  clearTimeout(timer);
  await collect();
  forgetClosed(Date.now());
  sendTheRest(delay, "", (left) => tell({ ballots: left }));
  sendTheLetters(delay, (left) => tell({ letters: left }));
}

function tell(now: Partial<typeof waits>): void {
  const left = Object.values(Object.assign(waits, now)).some(Boolean);
  waited ||= left;
  for (const part of document.querySelectorAll<HTMLElement>("[data-sealed]")) {
    part.hidden = part.dataset.sealed === "waits" ? !left : left || !waited;
  }
  clearTimeout(timer);
  if (left) timer = setTimeout(() => void go(), AGAIN_MS + delay * 1000);
}

window.addEventListener("online", () => void go());
void go();
