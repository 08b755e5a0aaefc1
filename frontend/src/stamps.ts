// The three stamps of a round with two keys, unblinded and checked.
//
// The second signer may not have signed yet. The ballot can be sealed all the same: that stamp
// stands beside the seal, not inside it, and is put on when it comes.

import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { joined, toBytes, toText, type Bytes } from "./bytes.ts";
import { blockKey, CREDENTIAL_LENGTH, credentialMessage, stampKey, type Manifest, type Wallet } from "./rules.ts";
import { guardianMessage, guardianOf, secondOf, slipMessage, type Stamps } from "./slips.ts";

const blindRsa = RSABSSA.SHA384.PSS.Randomized();

/** What the second signer's blinded stamp belongs to. */
export interface Unstamped {
  block: string;
  key: string;
  prefix: string;
  inverse: string;
}

/** Unblind what came, the second signer's stamp if it is there. Throws if one of them does not hold. */
export async function withStamps(wallet: Wallet, manifest: Manifest, got: Stamps): Promise<Wallet> {
  const { hash } = manifest;
  const second = secondOf(wallet);
  const { slip } = second;
  const told = joined(toBytes(slip.prefix, 32), slipMessage(hash, toBytes(slip.key, 32)));
  const message = joined(toBytes(wallet.prefix, 32), credentialMessage(hash, wallet.block, toBytes(wallet.key, 32)));
  const credential = await unblinded(await blockKey(manifest, wallet.block), message, got.signature, wallet.inverse);
  const inner = await unblinded(await stampKey(guardianOf(manifest).slips), told, got.slip, slip.inverse);
  const { block, key, prefix } = wallet;
  const { inverse } = second;
  const stamp = got.stamp === null ? "" : await stampOf(manifest, { block, key, prefix, inverse }, got.stamp);
  return { ...wallet, credential, second: { ...second, stamp, slip: { ...slip, credential: inner } } };
}

/** The second signer's stamp out of what was signed blindly. */
export async function stampOf(manifest: Manifest, { block, key, prefix, inverse }: Unstamped, signed: string): Promise<string> {
  const message = joined(toBytes(prefix, 32), guardianMessage(manifest.hash, block, toBytes(key, 32)));
  return unblinded(await stampKey(guardianOf(manifest).blocks[block]), message, signed, inverse);
}

async function unblinded(key: CryptoKey, message: Bytes, signature: string, inverse: string): Promise<string> {
  const [signed, back] = [toBytes(signature, CREDENTIAL_LENGTH), toBytes(inverse, CREDENTIAL_LENGTH)];
  return toText(await blindRsa.finalize(key, message, signed, back));
}
