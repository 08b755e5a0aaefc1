// On 'You' and 'This week': the way to the home screen, notifications on this device, and whether it
// sends a ballot without an answer.

import { isInstalled, isShared } from "./device.ts";
import { shelf } from "./shelf.ts";
import { askAboutCovers } from "./wish.ts";

interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: string }>;
}

const HINT_IS_OVER = "bothways-hint";

const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];

function show(selector: string, visible = true): void {
  for (const part of all(selector)) part.hidden = !visible;
}

function on(act: string, go: () => void): void {
  for (const button of all(`[data-act="${act}"]`)) button.addEventListener("click", go);
}

function homeScreen(): void {
  if (isShared() || isInstalled()) return;
  const wanted = !shelf()?.getItem(HINT_IS_OVER);
  const reveal = (way: string): void => {
    show(`[data-home="${way}"]`);
    if (wanted) show("[data-home-hint]");
    show("[data-home-any]", false);
  };
  if (/iPhone|iPad|iPod/.test(navigator.userAgent)) reveal("share");
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    reveal("button");
    on("install", () => void install(event as InstallPrompt));
  });
  on("hint-over", () => {
    shelf()?.setItem(HINT_IS_OVER, "1");
    show("[data-home-hint]", false);
  });
}

async function install(prompt: InstallPrompt): Promise<void> {
  const { outcome } = await prompt.prompt();
  if (outcome === "accepted") show("[data-home-hint], [data-home=button]", false);
}

function state(name: string): void {
  for (const part of all("[data-push-state]")) part.hidden = part.dataset.pushState !== name;
}

/** Ask the browser for an address of its own, and give it to the server with the form. */
async function turnOn(form: HTMLFormElement): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") return state("refused");
  try {
    const { pushManager } = await navigator.serviceWorker.ready;
    await (await pushManager.getSubscription())?.unsubscribe();
    const key = form.dataset.key ?? "";
    const address = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    form.querySelector<HTMLInputElement>("[name=endpoint]")!.value = address.endpoint;
    form.submit();
  } catch {
    state("failed");
  }
}

function push(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-push]");
  if (!form) return;
  const able = "PushManager" in window && "serviceWorker" in navigator && !isShared();
  state(!able ? "unable" : Notification.permission === "denied" ? "refused" : "off");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void turnOn(form);
  });
}

homeScreen();
push();
askAboutCovers();
