// What the passkey script writes by hand where a browser is older.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerOf } from "../src/passkeys.ts";

const bytes = (...values: number[]): ArrayBuffer => new Uint8Array(values).buffer;

test("an answer is written as the standard writes it", () => {
  const credential = {
    id: "AQID",
    type: "public-key",
    rawId: bytes(1, 2, 3),
    response: { clientDataJSON: bytes(4), authenticatorData: bytes(251, 255), signature: bytes(6), userHandle: null },
  };

  assert.deepEqual(answerOf(credential as unknown as PublicKeyCredential), {
    id: "AQID",
    rawId: "AQID",
    type: "public-key",
    response: { clientDataJSON: "BA", authenticatorData: "-_8", signature: "Bg" },
    clientExtensionResults: {},
  });
});

test("a browser that writes it itself is let do so", () => {
  const credential = { toJSON: () => ({ written: "by the browser" }) };

  assert.deepEqual(answerOf(credential as unknown as PublicKeyCredential), { written: "by the browser" });
});
