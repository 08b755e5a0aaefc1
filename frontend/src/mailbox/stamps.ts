// Stamps of the month: blind signatures on one-time keys, each of which pays for one letter.

import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { fromHex, joined, random, sha256, toBytes, toHex, toText, utf8, type Bytes } from "../bytes.ts";
import { publicHalf } from "../seed.ts";
import { signed } from "./keys.ts";

export const BOOK = 4;
const LENGTH = 384;
const BEFORE_SEED = fromHex("302e020100300506032b657004220420");
const blindRsa = RSABSSA.SHA384.PSS.Randomized();

/** A month's key, as the server tells everybody. */
export interface Month {
  id: string;
  month: string;
  key: string;
  signs: boolean;
}

/** One stamp; credential: '' until it was signed. All fields are text, to be kept as JSON. */
export interface Stamp {
  month: string;
  seed: string;
  prefix: string;
  inverse: string;
  blinded: string;
  credential: string;
}

/** What is posted. */
export interface Posted {
  v: 1;
  month: string;
  key: string;
  prefix: string;
  credential: string;
  letter: string;
  signature: string;
}

export function stampMessage(month: Bytes, key: Bytes): Bytes {
  return joined(utf8("bothways-letter-stamp-v1\0"), month, key);
}

export async function postedPart(month: Bytes, record: Bytes): Promise<Bytes> {
  return joined(utf8("bothways-posted-v1\0"), month, await sha256(record));
}

/** Make a book of one-time keys and blind them; keep it before `blinded` is sent anywhere. */
export async function newBook(month: Month): Promise<Stamp[]> {
  const key = await monthKey(month);
  return Promise.all(Array.from({ length: BOOK }, () => newStamp(month, key)));
}

async function newStamp({ id }: Month, month: CryptoKey): Promise<Stamp> {
  const [seed, prefix] = [random(32), random(32)];
  const message = stampMessage(fromHex(id), await keyOf(seed));
  const { blindedMsg, inv } = await blindRsa.blind(month, joined(prefix, message));
  const [blinded, inverse] = [toText(blindedMsg), toText(inv)];
  return { month: id, seed: toText(seed), prefix: toText(prefix), inverse, blinded, credential: "" };
}

/** Unblind what was signed; throws if a signature does not hold. */
export async function withCredentials(book: Stamp[], month: Month, signatures: string[]): Promise<Stamp[]> {
  const key = await monthKey(month);
  return Promise.all(
    book.map(async (stamp, at) => {
      const message = stampMessage(fromHex(stamp.month), await keyOf(toBytes(stamp.seed, 32)));
      const told = joined(toBytes(stamp.prefix, 32), message);
      const [signature, inverse] = [toBytes(signatures[at] ?? "", LENGTH), toBytes(stamp.inverse, LENGTH)];
      const credential = await blindRsa.finalize(key, told, signature, inverse);
      return { ...stamp, inverse: "", blinded: "", credential: toText(credential) };
    }),
  );
}

/** Put a stamp on a letter. */
export async function stamped({ month, seed, prefix, credential }: Stamp, record: Bytes): Promise<Posted> {
  if (!credential) throw new Error("this stamp was not signed yet");
  const id = fromHex(month);
  const signature = await signed(toBytes(seed, 32), await postedPart(id, record));
  return {
    v: 1,
    month: toText(id),
    key: toText(await keyOf(toBytes(seed, 32))),
    prefix,
    credential,
    letter: toText(record),
    signature: toText(signature),
  };
}

/** The month's key, refused unless it has the id that it is called by. */
async function monthKey({ id, key }: Month): Promise<CryptoKey> {
  const der = toBytes(key);
  if (toHex(await sha256(der)) !== id) throw new Error("the month's key is another one");
  return crypto.subtle.importKey("spki", der, { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
}

const keyOf = (seed: Bytes): Promise<Bytes> => publicHalf(joined(BEFORE_SEED, seed));
