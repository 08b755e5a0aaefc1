// On every page: brings what was sealed earlier on its way, and lets a person's own phone keep
// the page that is shown without a network. Nothing here knows who is signed in.

import { isShared } from "./device.ts";

const LONG = "90";
const self = document.currentScript as HTMLScriptElement | null;
// worker: its address on somebody's own device, '' for who is signed in on another, else not there
// books: on somebody's own device, what draws stamps for letters ahead
const { outbox = "", delay = "", worker, books } = self?.dataset ?? {};

/**
 * A ballot or a letter lies here, sealed and not yet acknowledged, or a secret whose round is over.
 * The answering page looks after its own.
 */
function somethingWaits(): boolean {
  if (document.querySelector("[data-answering]")) return false;
  return Object.entries(localStorage).some(
    ([name, text]) =>
      name.startsWith("bothways-letter:") ||
      name.startsWith("bothways:") && (text.includes('"waiting":{') || isOver(text) || isDue(text)),
  );
}

/** A ballot without an answer whose moment has come. */
function isDue(text: string): boolean {
  if (!text.includes('"cover":{')) return false;
  const { cover, leaf } = JSON.parse(text);
  return !leaf && cover.parcel && Date.now() >= cover.at;
}

function isOver(text: string): boolean {
  return text.includes('"wallet":{') && Date.now() >= Date.parse(JSON.parse(text).closesAt);
}

function load(address: string, data: DOMStringMap): void {
  const script = document.createElement("script");
  script.src = address;
  Object.assign(script.dataset, data);
  document.head.append(script);
}

/** As mailbox/books.ts keeps it: whoever draws now and then, unasked, does not tell by it that they write. */
const booksAreDue = (): boolean => Date.now() >= (JSON.parse(localStorage.getItem("bothways-books") ?? "{}").next ?? 0);

async function keepTheOfflinePage(): Promise<void> {
  if (isShared() || worker === "") {
    for (const old of await navigator.serviceWorker.getRegistrations()) await old.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
    indexedDB.deleteDatabase("bothways-later"); // as later.ts has it; the pages still hold what waits
  } else if (worker) {
    await navigator.serviceWorker.register(worker, { scope: "/" });
  }
}

/** Whoever opens the picture of a mailbox's code while signed out: it shall not stay in the door's address. */
if (location.hash && location.search.includes("mailbox")) history.replaceState(null, "", location.pathname + location.search);

try {
  if (outbox && somethingWaits()) load(outbox, { delay: delay || LONG }); // a page that went wrong may not know
  if (books && booksAreDue()) load(books, self!.dataset);
} catch {
  // a browser that lends no storage has nothing that could wait
}
if ("serviceWorker" in navigator) {
  window.addEventListener("load", () => void keepTheOfflinePage().catch(() => undefined));
}
