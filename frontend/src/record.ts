// The record's watch: this browser keeps the last signed head it saw, and nothing else, and holds
// every newer one against it. On the page where an old mark is checked it does the sum itself.
// All words are in the page.

import { fromHex, toBytes, type Bytes } from "./bytes.ts";
import { headHolds, isConsistent, readHead, same, type Head, type SignedHead } from "./ledger.ts";

const KEPT = "bothways-head"; // no slot: whoever forgets closed rounds must not forget this

type Verdict = "holds" | "rewritten" | "restored";

const page = document.querySelector<HTMLElement>("[data-ledger]");
if (page) void start(page, page.dataset["ledger"] ?? "");

async function start(alarm: HTMLElement, ledger: string): Promise<void> {
  try {
    const signed = (await fetched(`${ledger}head`)) as SignedHead;
    const head = await trueHead(signed);
    await recheck(ledger, head);
    if (document.documentElement.dataset["kiosk"] === undefined) await watch(alarm, ledger, signed, head);
  } catch {
    // without a network, or in a browser that can't, the server's own sum stays as it is
  }
}

async function trueHead(signed: SignedHead): Promise<Head> {
  const holds = await headHolds(toBytes(signed.key, 32), toBytes(signed.signature, 64), signed.text);
  if (!holds) throw new Error("the head is not signed");
  return readHead(signed.text);
}

/** Hold the newest head against the one this browser saw last; keep it, or raise the alarm. */
async function watch(alarm: HTMLElement, ledger: string, signed: SignedHead, head: Head): Promise<void> {
  const kept = localStorage.getItem(KEPT);
  const old = kept === null ? undefined : readKept(kept);
  const keep = (): void => localStorage.setItem(KEPT, JSON.stringify(signed));
  const verdict = old ? await link(ledger, old, head, old.origin) : "holds";
  if (verdict === "holds") return keep();
  for (const words of alarm.querySelectorAll<HTMLElement>("[data-case]")) {
    words.hidden = words.dataset["case"] !== verdict;
  }
  alarm.querySelector("[data-kept]")!.textContent = kept;
  alarm.querySelector("button")!.addEventListener("click", () => {
    keep();
    alarm.hidden = true;
  });
  alarm.hidden = false;
}

/** Do the sum for the mark that the page was asked about, and say so in the server's place. */
async function recheck(ledger: string, head: Head): Promise<void> {
  const asked = document.querySelector<HTMLElement>("[data-size][data-root]");
  if (!asked) return;
  const old = { size: Number(asked.dataset["size"]), root: fromHex(asked.dataset["root"] ?? "") };
  const found = (await link(ledger, old, head)) === "holds" ? "holds" : "fails";
  for (const words of asked.querySelectorAll<HTMLElement>("[data-sum]")) {
    words.hidden = words.dataset["sum"] !== found;
  }
}

async function link(ledger: string, old: { size: number; root: Bytes }, head: Head, origin = head.origin): Promise<Verdict> {
  const otherwise = origin === head.origin ? "rewritten" : "restored";
  if (old.size > head.size) return otherwise;
  if (old.size === head.size) return same(old.root, head.root) ? "holds" : otherwise;
  const asked = `${ledger}consistency?first=${old.size}&second=${head.size}`;
  const { path } = (await fetched(asked)) as { path: string[] };
  const hashes = path.map((part) => toBytes(part, 32));
  return (await isConsistent(old.size, head.size, old.root, head.root, hashes)) ? "holds" : otherwise;
}

/** What cannot be read was not kept by this page: it is passed over. */
function readKept(kept: string): Head | undefined {
  try {
    return readHead((JSON.parse(kept) as SignedHead).text);
  } catch {
    return undefined;
  }
}

async function fetched(address: string): Promise<unknown> {
  const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
