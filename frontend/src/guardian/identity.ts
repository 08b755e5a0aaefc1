// The second key: one age identity, and the signing key that is derived from it. Whoever has the
// identity has all of it: the file with a passphrase and the sheet on paper hold the same secret.

import { bech32 } from "@scure/base";
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { joined, sha256, toBytes, toHex, toText, utf8, type Bytes } from "../bytes.ts";
import { canonicalJson, type Json } from "../canonical.ts";
import { Distrust } from "./distrust.ts";

const KIND = "bothways-guardian-key";
const PREFIX = "AGE-SECRET-KEY-1";
const BEFORE_ED25519 = new Uint8Array([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);
const WRONG_PASSPHRASE = /no identity matched/; // what age says of a passphrase that does not fit
const TOO_SLOW = /work factor is too high/; // ... and of a file that was closed on a faster machine
export const SHORTEST_PASSPHRASE = 12;

/** What everybody may know of a second key. */
export interface PublicHalves {
  sign: string; // raw Ed25519, base64url
  recipient: string; // age1…
  fingerprint: string; // twenty signs in groups of four, as on paper
}

export interface Identity extends PublicHalves {
  name: string;
  secret: string; // AGE-SECRET-KEY-1…
  signing: CryptoKey;
}

export const newIdentity = async (name: string): Promise<Identity> => identityOf(await generateX25519Identity(), name);

/** Read what was typed from the recovery sheet; spaces, dots and case are forgiven. */
export async function readIdentity(text: string, name = ""): Promise<Identity> {
  const secret = text.replace(/[\s·]/g, "").toUpperCase();
  if (!secret.startsWith(PREFIX)) throw new Distrust("no_key");
  return identityOf(secret, name);
}

async function identityOf(secret: string, name: string): Promise<Identity> {
  const seed = await signingSeed(secret);
  const signing = await crypto.subtle.importKey("pkcs8", joined(BEFORE_ED25519, seed), "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", signing);
  const [sign, recipient] = [x!, await identityToRecipient(secret)];
  return { name, secret, signing, sign, recipient, fingerprint: await fingerprintOf(sign, recipient) };
}

async function signingSeed(secret: string): Promise<Bytes> {
  const payload = secretBytes(secret);
  const key = await crypto.subtle.importKey("raw", payload, "HKDF", false, ["deriveBits"]);
  const info = utf8("bothways-guardian-sign-v1");
  const kind = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return new Uint8Array(await crypto.subtle.deriveBits(kind, key, 256));
}

/** The 32 secret bytes of an age identity; its checksum finds a slip of the pen. */
function secretBytes(secret: string): Bytes {
  try {
    const { bytes } = bech32.decodeToBytes(secret);
    if (bytes.length === 32) return bytes as Bytes;
  } catch {
    // said below
  }
  throw new Distrust("no_key");
}

export async function fingerprintOf(sign: string, recipient: string): Promise<string> {
  const told = await sha256(joined(utf8("bothways-guardian-v1\0"), toBytes(sign, 32), utf8(recipient)));
  return grouped(toHex(told).slice(0, 20));
}

export const grouped = (text: string): string => text.match(/.{1,4}/g)!.join(" ");

export async function signWith(identity: Identity, ...told: Uint8Array[]): Promise<string> {
  return toText(new Uint8Array(await crypto.subtle.sign("Ed25519", identity.signing, joined(...told))));
}

/** The armored key file, which any age program opens with the passphrase. */
export async function closeKey(identity: Identity, passphrase: string): Promise<string> {
  if (passphrase.length < SHORTEST_PASSPHRASE) throw new Distrust("short_passphrase");
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  const { secret, name } = identity;
  const plain = canonicalJson({ v: 1, kind: KIND, identity: secret, name });
  return armor.encode(await encrypter.encrypt(plain));
}

export async function openKey(file: string, passphrase: string): Promise<Identity> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let plain: string;
  try {
    plain = await decrypter.decrypt(armor.decode(file.trim()), "text");
  } catch (error) {
    if (TOO_SLOW.test(String(error))) throw new Distrust("slow_key_file");
    throw new Distrust(WRONG_PASSPHRASE.test(String(error)) ? "wrong_passphrase" : "no_key_file");
  }
  const fields = plainObject(plain);
  if (fields.kind !== KIND) throw new Distrust("no_key_file");
  return readIdentity(String(fields.identity), String(fields.name ?? ""));
}

/** Close a spare key to the identity's own recipient: nobody else opens it. */
export async function wrapTo(recipient: string, plain: Json): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(canonicalJson(plain)));
}

export async function unwrap(identity: Identity, wrapped: string, kind: "block" | "seal"): Promise<Bytes> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.secret);
  const plain = await decrypter.decrypt(armor.decode(wrapped.trim()), "text").catch(() => {
    throw new Distrust("not_my_key");
  });
  const fields = plainObject(plain);
  if (fields.kind !== kind) throw new Distrust("not_my_key");
  return toBytes(String(fields.private));
}

function plainObject(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    throw new Distrust("no_key_file");
  }
}
