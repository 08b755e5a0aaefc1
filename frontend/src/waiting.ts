// Loaded by app.ts, and only where a sealed ballot waits on this device: brings it to the box.

import { forgetClosed } from "./drawer.ts";
import { collect, sendTheRest } from "./outbox.ts";
import timing from "./timing.json";

const AGAIN_MS = timing.againSeconds * 1000;
const delay = Number((document.currentScript as HTMLScriptElement | null)?.dataset.delay);
let timer: ReturnType<typeof setTimeout> | undefined;

async function go(): Promise<void> {
  clearTimeout(timer);
  await collect();
  forgetClosed(Date.now());
  sendTheRest(delay, "", (left) => {
    for (const part of document.querySelectorAll<HTMLElement>("[data-sealed]")) {
      part.hidden = (part.dataset.sealed === "waits") !== left > 0;
    }
    if (left) timer = setTimeout(() => void go(), AGAIN_MS + delay * 1000);
    else clearTimeout(timer);
  });
}

window.addEventListener("online", () => void go());
void go();
