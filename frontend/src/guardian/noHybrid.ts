// Stands where age-encryption would bring its post-quantum recipients, which no key here is of:
// a third of the script's size (build.mjs).

const never = (): never => {
  throw new Error("this key is of a kind that is not used here");
};
const kind = { keygen: never, getPublicKey: never, encapsulate: never, decapsulate: never };
export const [MLKEM768P256, MLKEM768X25519] = [kind, kind];
