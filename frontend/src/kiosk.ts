// A shared device: its first page wipes what the last person left, its other pages count down.
//
// A sealed ballot or letter that waits for the network lies under a name that says nothing, and stays: wiping
// it would take away somebody's voice. Everything else goes.

const LETTER = "bothways-letter:";
const SEALED = ["bothways:sealed:", LETTER]; // a ballot, a letter
const PIECES = "bothways-pieces"; // what a sealed letter carries goes with it, or not at all
const NOT_BEFORE = "bothways-not-before";
const PING_MS = 30_000;
const SOON_MS = 30_000;

const isSealed = (name: string): boolean => SEALED.some((begins) => name.startsWith(begins));

function sealedOnes(): string[] {
  return Object.keys(localStorage).filter(isSealed);
}

async function wipe(): Promise<void> {
  sessionStorage.clear();
  for (const name of Object.keys(localStorage)) {
    if (!isSealed(name) && name !== NOT_BEFORE) localStorage.removeItem(name);
  }
  for (const name of await caches.keys()) await caches.delete(name);
  const kept = sealedOnes().some((name) => name.startsWith(LETTER)) ? PIECES : "";
  for (const { name } of await indexedDB.databases()) if (name && name !== kept) indexedDB.deleteDatabase(name);
}

function countDown(bar: HTMLElement): void {
  const part = <Found extends HTMLElement>(selector: string): Found => bar.querySelector<Found>(selector)!;
  const { idle = "0", left = "0", stay = "", csrf = "" } = bar.dataset;
  const last = Date.now() + Number(left) * 1000;
  const form = part<HTMLFormElement>("form");
  let busy = Date.now();
  let told = busy;
  let over = false;
  let leaving = false;

  // No page may ask 'Leave?' then: whoever comes next would read what stands there. A browser calls
  // who listened first, so this stands here before the page's own.
  window.addEventListener("beforeunload", (event) => leaving && event.stopImmediatePropagation(), { capture: true });
  const go = (): void => {
    leaving = true;
    document.querySelector("main")?.toggleAttribute("hidden", true);
    form.querySelector<HTMLInputElement>("[name=waits]")!.value = sealedOnes().length ? "yes" : "no";
  };
  const tell = (): void => {
    told = Date.now();
    void fetch(stay, { method: "POST", headers: { "X-CSRFToken": csrf }, redirect: "manual" })
      .then((answer) => answer.type === "opaqueredirect" && form.requestSubmit())
      .catch(() => undefined);
  };
  const isBusy = (): void => {
    busy = Date.now();
    if (busy - told > PING_MS) tell();
  };
  const tick = (): void => {
    const rest = Math.min(busy + Number(idle) * 1000, last) - Date.now();
    const seconds = Math.max(0, Math.ceil(rest / 1000));
    part("[data-rest]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const soon = rest <= SOON_MS;
    if (soon !== bar.hasAttribute("data-late")) {
      bar.toggleAttribute("data-late", soon);
      part("[data-soon]").textContent = soon ? (part("[data-soon]").dataset.words ?? "") : "";
    }
    if (rest > 0 || over) return;
    over = true;
    form.requestSubmit();
  };
  form.addEventListener("submit", go);
  for (const kind of ["pointerdown", "keydown", "input", "scroll", "bothways:busy"]) {
    document.addEventListener(kind, isBusy, { passive: true });
  }
  part("[data-stay-here]").addEventListener("click", tell);
  part("[data-stay-here]").hidden = part("[data-clock]").hidden = false;
  setInterval(tick, 500);
  tick();
}

// A page that the browser brings back as it was must not show what somebody else saw.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());

if (document.querySelector("[data-wipe]")) void wipe().catch(() => undefined);
const bar = document.querySelector<HTMLElement>("[data-sitting]");
if (bar) countDown(bar);
