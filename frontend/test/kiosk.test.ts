// A shared device signs out whatever stands on its page: nobody is asked whether to leave it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { lend } from "./device.ts";

const place = (more: object = {}): EventTarget => Object.assign(new EventTarget(), { dataset: {}, hasAttribute: () => false, toggleAttribute: () => true }, more);

test("a letter in its field asks nobody at a shared device's sign-out, and is hidden", async (t) => {
  lend(() => new Response(""));
  t.mock.timers.enable({ apis: ["setInterval"] });
  const [page, hidden] = [new EventTarget(), [] as unknown[]];
  const form: EventTarget = place({ querySelector: () => ({ value: "" }), requestSubmit: () => form.dispatchEvent(new Event("submit")) });
  const main = place({ toggleAttribute: (...told: unknown[]) => hidden.push(told) });
  const bar = place({ dataset: { idle: "0", left: "0" }, querySelector: (name: string) => (name === "form" ? form : place()) });
  const document = place({ querySelector: (name: string) => ({ "[data-sitting]": bar, main })[name] ?? null });
  Object.defineProperty(globalThis, "window", { value: page, configurable: true });
  Object.defineProperty(globalThis, "document", { value: document, configurable: true });

  // @ts-expect-error a script, no module
  await import("../src/kiosk.ts");
  page.addEventListener("beforeunload", (event) => event.preventDefault()); // as the mailbox does, later than this script

  const leaving = new Event("beforeunload", { cancelable: true });
  page.dispatchEvent(leaving);
  assert.equal(leaving.defaultPrevented, false);
  assert.deepEqual(hidden, [["hidden", true]]);
});
