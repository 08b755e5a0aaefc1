// What a browser lends to a page, as far as the mailbox uses it.

/** Lend a storage, locks that take turns, and a server; gives what was asked of it. */
export function lend(server: (url: string, body: string) => Response | Promise<Response>): { url: string; how: RequestInit }[] {
  const asked: { url: string; how: RequestInit }[] = [];
  const turns = new Map<string, Promise<unknown>>();
  const locks = {
    request: <Found>(name: string, go: () => Promise<Found>): Promise<Found> => {
      const turn = (turns.get(name) ?? Promise.resolve()).then(go);
      turns.set(name, turn.catch(() => undefined));
      return turn;
    },
  };
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
  Object.defineProperty(globalThis, "localStorage", { value: storage(), configurable: true });
  globalThis.fetch = async (url, how = {}) => {
    asked.push({ url: String(url), how });
    return server(String(url), String(how.body ?? ""));
  };
  return asked;
}

/** A storage whose names are its own keys, as in a browser. */
function storage(): Storage {
  const acts = {
    getItem: (name: string) => (Object.hasOwn(kept, name) ? kept[name] : null),
    setItem: (name: string, text: string) => void (kept[name] = String(text)),
    removeItem: (name: string) => void delete kept[name],
  };
  const kept: Record<string, string> = Object.create(acts) as Record<string, string>;
  return kept as unknown as Storage;
}

export const json = (told: object, status = 200): Response => new Response(JSON.stringify(told), { status });
