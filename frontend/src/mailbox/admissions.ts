// Who was let in at a desk: readers' own keys sign each other's, so that no server can add one.
// Byte for byte as bothways.pure.mailbox.admissions has it.

import { joined, toBytes, toText, utf8, type Bytes } from "../bytes.ts";
import { eight, holds, signed, type Pair } from "./keys.ts";

/** One reader with the public halves of a key, in base64url. */
export interface Halves {
  id: number;
  seal: string;
  sign: string;
}

/** That whoever signs by the key `by` takes these halves for that reader's. */
export interface Admission {
  by: string;
  of: Halves;
  compared: boolean; // they compared signs themselves; otherwise it came by way of somebody they let in
  signature: string;
}

export function admissionStatement(desk: Bytes, { id, seal, sign }: Halves, compared: boolean): Bytes {
  const flag = new Uint8Array([compared ? 1 : 0]);
  return joined(utf8("bothways-admission-v1\0"), desk, eight(id), flag, toBytes(seal, 32), toBytes(sign, 32));
}

export async function newAdmission(desk: Bytes, { id, seal, sign }: Halves, compared: boolean, by: Pair): Promise<Admission> {
  const of = { id, seal, sign };
  const signature = await signed(by.sign, admissionStatement(desk, of, compared));
  return { by: toText(by.signPublic), of, compared, signature: toText(signature) };
}

/** Those admissions whose signatures hold. */
export async function real(desk: Bytes, admissions: Admission[]): Promise<Admission[]> {
  const checked = await Promise.all(
    admissions.map(async ({ by, of, compared, signature }) =>
      holds(toBytes(by, 32), toBytes(signature, 64), admissionStatement(desk, of, compared)),
    ),
  );
  return admissions.filter((_one, at) => checked[at]);
}

/** The keys that sign and were let in by mine, in any number of steps, mine among them. */
export function reachedFrom(mine: string, admissions: Admission[]): Set<string> {
  const known = new Set([mine]);
  for (let before = 0; before < known.size; ) {
    before = known.size;
    for (const { by, of } of admissions) if (known.has(by)) known.add(of.sign);
  }
  return known;
}

export const isSame = (one: Halves, other: Halves): boolean =>
  one.id === other.id && one.seal === other.seal && one.sign === other.sign;
