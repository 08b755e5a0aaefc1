// Loaded by app.ts, and only where a sealed ballot waits on this device: brings it to the box.

import { forgetClosed } from "./drawer.ts";
import { sendTheRest } from "./outbox.ts";

const AGAIN_MS = 60_000;
const delay = Number((document.currentScript as HTMLScriptElement | null)?.dataset.delay);
let timer: ReturnType<typeof setTimeout> | undefined;

function go(): void {
  clearTimeout(timer);
  forgetClosed(Date.now());
  sendTheRest(delay, "", (left) => {
    for (const part of document.querySelectorAll<HTMLElement>("[data-sealed]")) {
      part.hidden = (part.dataset.sealed === "waits") !== left > 0;
    }
    if (left) timer = setTimeout(go, AGAIN_MS + delay * 1000);
    else clearTimeout(timer);
  });
}

window.addEventListener("online", go);
go();
