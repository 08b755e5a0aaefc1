// Whose device this is, as the page says.

/** One that several people use: nothing may stay on it. */
export function isShared(): boolean {
  return document.documentElement.hasAttribute("data-kiosk");
}

/** Opened from the home screen, without a browser around it. */
export function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches;
}
