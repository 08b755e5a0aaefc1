// Words that come onto the page, for who sees it and for who hears it.

export const SOON_MS = 100;
const coming = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>();

/**
 * Say something in its place, or nothing. A live region is there before its words come: one that
 * comes out of hiding together with them is often not read.
 */
export function tell(place: HTMLElement, text: string): void {
  clearTimeout(coming.get(place));
  const waits = Boolean(text) && place.getAttribute("role") === "status";
  place.textContent = waits ? "" : text;
  place.hidden = !text;
  if (waits) coming.set(place, setTimeout(() => (place.textContent = text), SOON_MS));
}
