// Everybody's letters, downloaded: months that are over in one piece, a few at a time, none left out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8, type Bytes } from "../src/bytes.ts";
import { addressOf, bundlesOf, fetchPackets, packetsIn } from "../src/mailbox/packets.ts";
import { lend } from "./device.ts";

const OLD = ["2026-10-01T07/2249/0", "2026-10-01T13/2249/0", "2026-10-02T07/2249/0"];
const NEW = ["2026-11-02T07/2249/0", "2026-11-02T13/16585/0"];

function bundle(packets: Record<string, string>): Bytes {
  const parts = Object.entries(packets).flatMap(([id, text]) => [id.length, ...utf8(id), 0, 0, 0, text.length, ...utf8(text)]);
  return new Uint8Array(parts);
}

test("a month that is over lies together; the one that goes on, and a single packet, do not", async () => {
  assert.deepEqual(bundlesOf([...OLD, ...NEW, "2026-09-01T07/2249/0"], "2026-11"), [OLD]);
  assert.match(await addressOf(OLD), /^month\/2026-10\/[0-9a-f]{32}$/);
  assert.equal(await addressOf(OLD), await addressOf([...OLD].reverse()));
  assert.notEqual(await addressOf(OLD), await addressOf(OLD.slice(1)), "when packets go, the address is another one");
});

test("a bundle is read packet by packet, and what is cut off is none", () => {
  const bytes = bundle({ "2026-10-01T07/2249/0": "one", "2026-10-01T13/2249/0": "two" });

  assert.deepEqual([...packetsIn(bytes)].map(([id]) => id), OLD.slice(0, 2));
  assert.equal([...packetsIn(bytes.slice(0, -1))].length, 1);
  assert.equal([...packetsIn(new Uint8Array([200, 1]))].length, 0);
});

test("four are asked for at once; what fails is tried again, and the others come all the same", async () => {
  let [open, most, fails] = [0, 0, 2];
  const many = Array.from({ length: 12 }, (_, n) => `2026-11-0${(n % 9) + 1}T07/2249/${n}`);
  const asked = lend(async (url) => {
    most = Math.max(most, ++open);
    await new Promise((go) => setTimeout(go, 1));
    open--;
    if (url.endsWith("/3") && fails-- > 0) return new Response("", { status: 503 });
    return url.endsWith("/5") ? new Response("", { status: 404 }) : new Response(url);
  });

  const came = await fetchPackets("/box/letters/", many, "2026-11");

  assert.equal(most, 4);
  assert.equal(came.size, 11);
  assert.ok(!came.has(many[5]!));
  assert.ok(asked.every(({ how }) => how.credentials === "omit"));
});

test("what a bundle lacks is asked for by itself, and what it has too much is left", async () => {
  const asked = lend((url) => {
    if (url.includes("month/")) return new Response(bundle({ [OLD[0]!]: "a", [OLD[1]!]: "b", "2026-10-09T07/2249/0": "x" }));
    return new Response("c");
  });

  const came = await fetchPackets("/box/letters/", OLD, "2026-11");

  assert.deepEqual([...came.keys()].sort(), OLD);
  assert.equal(asked.length, 2);
});
