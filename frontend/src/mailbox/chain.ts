// What an author's device believes of a desk's keys: what follows the key that its thread began with.

import { toBytes, type Bytes } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import { countingAt, deskBytes, isChain, type Epoch } from "./desks.ts";

const KEPT = 400 * 86_400_000; // letters are kept so long

/** What the first letter of a thread wrote down of the desk's key then. */
export interface Pin {
  epoch: number;
  sign: string;
}

/** The key that letters are sealed to now; broken: after the pin the desk began again, which nobody proves. */
export async function sealingEpoch(epochs: Epoch[], desk: string, pin?: Pin): Promise<{ epoch: Epoch; broken: boolean }> {
  const epoch = epochs.at(-1);
  if (!epoch) throw new Distrust("no_desk");
  await insist(epochs, desk, pin);
  return { epoch, broken: isBroken(epochs, epoch, pin) };
}

/** A key that an answer may be signed by. */
export interface Signer {
  number: number;
  key: Bytes;
  broken: boolean;
}

/** The keys by which an answer of a fixed hour's packet may be signed, the newest first. */
export async function signersAt(epochs: Epoch[], desk: string, hour: string, pin: Pin): Promise<Signer[]> {
  await insist(epochs, desk, pin);
  const counting = countingAt(epochs, hour).filter(({ number }) => number >= pin.epoch);
  return counting.reverse().map((epoch) => ({
    number: epoch.number,
    key: toBytes(epoch.sign, 32),
    broken: isBroken(epochs, epoch, pin),
  }));
}

async function insist(epochs: Epoch[], desk: string, pin?: Pin): Promise<void> {
  const pinned = pin && epochs.find(({ number }) => number === pin.epoch);
  const isSame = !pin || pinned?.sign === pin.sign;
  if (!isSame || !(await isChain(deskBytes(desk), epochs))) throw new Distrust("chain");
}

/** Whether the desk began again after the pin; without one, in the time of which letters are kept. */
function isBroken(epochs: Epoch[], until: Epoch, pin?: Pin): boolean {
  const since = (epoch: Epoch): boolean =>
    pin ? epoch.number > pin.epoch : Date.now() - Date.parse(`${epoch.begins.slice(0, 10)}T00:00Z`) < KEPT;
  return epochs.some((epoch) => epoch.again && since(epoch) && epoch.number <= until.number);
}
