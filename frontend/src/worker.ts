// The service worker: a page for when there is no network, a word when a message came, and the way
// to the box for what was sealed, once no page is open.
// It keeps files that are the same for everybody, and never a page that somebody has seen.
// What it keeps and says stands before it as `BOTHWAYS`, written by the server (/sw.js).

import { sendLaid, TAG } from "./later.ts";

interface Told {
  version: string; // a hash of all that follows and of this script
  offline: string; // the address of the page without a network
  files: string[]; // what that page needs; their names hold a hash of their content
  title: string;
  words: string;
  icon: string;
  badge: string;
}

interface Later extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Asked extends Later {
  request: Request;
  preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

interface Pressed extends Later {
  notification: Notification;
}

interface Woken extends Later {
  tag: string;
}

interface Window {
  url: string;
  focus(): Promise<unknown>;
}

declare const BOTHWAYS: Told;
declare const clients: {
  claim(): Promise<void>;
  matchAll(options: object): Promise<Window[]>;
  openWindow(address: string): Promise<unknown>;
};
declare const registration: ServiceWorkerRegistration;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Kind extends Event>(name: string, heard: (event: Kind) => void): void;

const OURS = "bothways-";
const KEPT = OURS + BOTHWAYS.version;

/** Fetch what is the same for everybody, as nobody: without a cookie. */
async function keepFiles(): Promise<void> {
  const kept = await caches.open(KEPT);
  const wanted = [BOTHWAYS.offline, ...BOTHWAYS.files];
  await kept.addAll(wanted.map((file) => new Request(file, { credentials: "omit", cache: "no-cache" })));
  await skipWaiting();
}

/** Forget what an earlier version kept. */
async function tidy(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

/** A page always comes from the server, and is never kept; without a network there is one page. */
async function page(event: Asked): Promise<Response> {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(BOTHWAYS.offline, { ignoreVary: true })) ?? Response.error();
  }
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

/** Bring an open window to the front, or open one. */
async function open(): Promise<unknown> {
  const windows = await clients.matchAll({ type: "window" });
  return windows[0] ? windows[0].focus() : clients.openWindow("/");
}

addEventListener<Later>("install", (event) => event.waitUntil(keepFiles()));
addEventListener<Later>("activate", (event) => event.waitUntil(tidy()));
addEventListener<Asked>("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(event));
  else if (BOTHWAYS.files.includes(new URL(request.url).pathname)) event.respondWith(file(request));
});
addEventListener<Woken>("sync", (event) => {
  if (event.tag === TAG) event.waitUntil(sendLaid());
});
addEventListener<Later>("push", (event) => {
  const { title, words, icon, badge } = BOTHWAYS;
  event.waitUntil(registration.showNotification(title, { body: words, icon, badge, tag: "bothways" }));
});
addEventListener<Pressed>("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open());
});
