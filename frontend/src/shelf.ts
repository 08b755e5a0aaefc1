// What a browser keeps between pages, where it keeps anything: with cookies blocked it refuses storage.

/** The storage; null where the browser lends none. */
export function shelf(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Tabs take turns at what is kept; where nothing is, each is on its own and may get no locks either. */
export const inTurn = <Found>(name: string, go: () => Promise<Found>): Promise<Found> =>
  shelf() ? navigator.locks.request(name, go) : go();
