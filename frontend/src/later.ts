// A sealed ballot that leaves after its random while even if every page is closed: on somebody's own
// device it is also laid where the service worker can read it, and the browser is asked to wake that
// (Background Sync; where there is none, the pages send as ever). Never on a shared device.

import { randomWhile } from "./chance.ts";
import type { Parcel } from "./drawer.ts";
import { Refusal, isFinal, putIn } from "./post.ts";
import { receiptOf, type Receipt } from "./receipt.ts";
import timing from "./timing.json";

const NAME = "bothways-later";
const STORE = "sealed";
export const TAG = "bothways-sealed";
const LONGEST_MS = timing.workerWaitsSeconds * 1000; // browsers end a worker that takes longer

export interface Laid {
  slot: string;
  leaveAt: number;
  parcel: Parcel;
  receipt: Receipt | null; // once the box has signed for it
}

interface Waking extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Lay a ballot down for the worker; false where no browser would wake it. The first moment stays. */
export async function layDown(slot: string, parcel: Parcel, leaveAt: number): Promise<boolean> {
  try {
    const waking: Waking | undefined = await navigator.serviceWorker.getRegistration();
    if (!waking?.active || !waking.sync) return false;
    if (!isSame(await laidIn(slot), parcel)) await write({ slot, leaveAt, parcel, receipt: null }, true);
    await waking.sync.register(TAG);
    return true;
  } catch {
    await pickUp(slot);
    return false;
  }
}

export function isSame(laid: Laid | undefined, parcel: Parcel): boolean {
  return laid?.parcel.ballot.signature === parcel.ballot.signature;
}

/** In the worker: send what is due. It fails if something is left, so that the browser asks again. */
export async function sendLaid(): Promise<void> {
  const sent = await Promise.allSettled((await allLaid()).map(sendOne));
  if (sent.some(({ status }) => status === "rejected")) throw new Error("something waits");
}

async function sendOne({ slot, leaveAt, receipt, parcel }: Laid): Promise<void> {
  if (receipt) return;
  if (Date.now() >= Date.parse(parcel.closesAt)) return pickUp(slot);
  // overdue, because there was no network: when that comes back, everything else speaks too
  const wait = Math.max(leaveAt - Date.now(), 0) || randomWhile(timing.onThisPageSeconds);
  if (wait > LONGEST_MS) throw new Error("not yet");
  await new Promise((go) => setTimeout(go, wait));
  await navigator.locks.request(wayOut(slot), async () => {
    const laid = await laidIn(slot);
    if (!laid || laid.receipt || !isSame(laid, parcel)) return;
    try {
      await write({ ...laid, receipt: await receiptOf(parcel, await putIn(parcel.boxUrl, parcel.ballot)) });
    } catch (error) {
      if (!isFinal(error)) throw error;
      await pickUp(slot); // the next page asks the box itself, and says what it answered
    }
  });
}

/** Pages and worker take turns: one lock for each slot. */
export const wayOut = (slot: string): string => `${slot}:out`;

export const allLaid = (): Promise<Laid[]> =>
  inStore("readonly", (store): IDBRequest<Laid[]> => store.getAll()).catch(() => []);

export const laidIn = (slot: string): Promise<Laid | undefined> =>
  inStore("readonly", (store): IDBRequest<Laid | undefined> => store.get(slot)).catch(() => undefined);

export const pickUp = (slot: string): Promise<void> =>
  inStore("readwrite", (store): IDBRequest<undefined> => store.delete(slot)).catch(() => undefined);

const write = (laid: Laid, first = false): Promise<IDBValidKey> =>
  inStore("readwrite", (store) => store.put(laid), first);

async function inStore<Found>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Found>,
  first = false,
): Promise<Found> {
  const drawer = await opened(first);
  try {
    return await new Promise((resolve, reject) => {
      const work = drawer.transaction(STORE, mode);
      const request = act(work.objectStore(STORE));
      work.oncomplete = () => resolve(request.result);
      work.onabort = () => reject(work.error);
    });
  } finally {
    drawer.close();
  }
}

/** first: make the store. Elsewhere there is none and none is left behind: on a shared device not even a name. */
function opened(first: boolean): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      if (first) request.result.createObjectStore(STORE, { keyPath: "slot" });
      else request.transaction?.abort();
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
