// Taking one's envelope to another device: shown as a code on the old one, taken over on the new.
// All words are in the page.

import { isShared } from "./device.ts";
import { keep, load, slotOf, stayKept, type Kept } from "./drawer.ts";
import { askForStamps, fetchManifest, Refusal, tellWhose, type Place } from "./post.ts";
import { paint } from "./qr.ts";
import { readManifest, type Wallet } from "./rules.ts";
import { askedOf } from "./slips.ts";
import { accepted, packed, unpacked } from "./wallet.ts";

const SEEN_HEADING = "h1:not([hidden] *), h2:not([hidden] *)";
const HERE = "bothways-arrived"; // in this tab alone, while its owner signs in
const SHOWN_MS = 3 * 60 * 1000;

class Screens {
  constructor(protected readonly root: HTMLElement) {}

  protected show(name: string, focus = true): void {
    for (const screen of this.root.querySelectorAll<HTMLElement>("[data-screen]")) {
      screen.hidden = screen.dataset.screen !== name;
      if (!screen.hidden && focus) screen.querySelector<HTMLElement>(SEEN_HEADING)?.focus();
    }
  }

  protected on(act: string, go: () => void): void {
    for (const button of this.root.querySelectorAll(`[data-act="${act}"]`)) button.addEventListener("click", go);
  }
}

/** The old device: nothing is on the screen until it is asked for, and not for long. */
class Showing extends Screens {
  private timer: ReturnType<typeof setTimeout> | undefined;

  open(): void {
    this.on("show", () => this.draw());
    this.on("hide", () => this.hide());
    this.on("copy", () => void this.copy());
    window.addEventListener("pagehide", () => this.hide());
    const wallet = this.wallet();
    this.show(wallet?.credential || wallet?.second ? "before" : "nothing", false);
  }

  private wallet(): Wallet | null {
    const { round = "", personTag = "" } = this.root.dataset;
    return load(slotOf(round, personTag))?.wallet ?? null;
  }

  private draw(): void {
    const wallet = this.wallet();
    if (!wallet) return this.show("nothing");
    const link = `${location.origin}${this.root.dataset.takeUrl}#${packed(this.root.dataset.round!, wallet)}`;
    paint(this.root.querySelector("svg")!, link);
    this.field().value = link;
    this.copied(false);
    this.show("code");
    this.timer = setTimeout(() => this.hide(), SHOWN_MS);
  }

  private hide(): void {
    clearTimeout(this.timer);
    this.root.querySelector("svg")!.replaceChildren();
    this.field().value = "";
    this.show("before");
  }

  private async copy(): Promise<void> {
    this.field().select();
    await navigator.clipboard.writeText(this.field().value).then(
      () => this.copied(true),
      () => undefined, // it is selected: copying by hand is left
    );
  }

  private copied(yes: boolean): void {
    this.root.querySelector<HTMLElement>("[data-copied]")!.hidden = !yes;
  }

  private field(): HTMLInputElement {
    return this.root.querySelector("input")!;
  }
}

/** The new device: what came behind the # leaves the address at once. */
class Taking extends Screens {
  open(): void {
    if (location.hash.length > 1) {
      sessionStorage.setItem(HERE, location.hash.slice(1));
      history.replaceState(null, "", location.pathname);
    }
    this.on("take", () => void this.take());
    this.on("leave", () => this.leave());
    if (sessionStorage.getItem(HERE) === null) this.show("nothing", false);
    else this.show(this.root.dataset.state ?? "", false);
    if (this.root.dataset.state === "over") sessionStorage.removeItem(HERE);
  }

  private async take(): Promise<void> {
    try {
      await takeOver(this.place(), sessionStorage.getItem(HERE) ?? "");
      sessionStorage.removeItem(HERE);
      this.show("taken");
    } catch (error) {
      this.refuse(error instanceof Refusal ? error : new Refusal("broken"));
    }
  }

  private leave(): void {
    sessionStorage.removeItem(HERE);
    this.show("nothing");
  }

  private refuse(refusal: Refusal): void {
    const known = [...this.root.querySelectorAll<HTMLElement>("[data-refusal]")];
    const shown = known.find((part) => part.dataset.refusal === refusal.code);
    for (const part of known) part.hidden = part !== (shown ?? known.at(-1));
    if (["torn", "otherround", "otherperson", "another", "shared"].includes(refusal.code)) sessionStorage.removeItem(HERE);
    this.show("refused");
  }

  private place(): Place {
    const data = this.root.dataset;
    return {
      round: data.round ?? "",
      manifestUrl: data.manifestUrl ?? "",
      manifestHash: data.manifestHash ?? "",
      envelopeUrl: data.envelopeUrl ?? "",
    stampUrl: data.stampUrl ?? "",
      boxUrl: "",
      block: data.block ?? "",
      tag: data.personTag ?? "",
      csrf: data.csrf ?? "",
      own: data.own !== undefined,
      deviceUrl: data.deviceUrl ?? "",
    };
  }
}

/** Check what arrived against the public rules and keep it, without losing an envelope that is here. */
async function takeOver(place: Place, text: string): Promise<void> {
  if (isShared()) throw new Refusal("shared");
  const arrived = unpacked(text);
  const manifest = await fetchManifest(place, readManifest);
  const wallet = await confirmed(place, await accepted(arrived, manifest, place.block));
  if (!place.own) await tellWhose(place, true);
  stayKept();
  const slot = slotOf(place.round, place.tag);
  await navigator.locks.request(slot, async () => {
    const there = load(slot);
    const fresh: Kept = { wallet: null, closesAt: manifest.closesAt, drawnAt: Date.now(), waiting: null, leaf: "" };
    if (there?.wallet?.credential && there.wallet.key !== wallet.key) throw new Refusal("another");
    const counter = Math.max(wallet.counter, there?.wallet?.key === wallet.key ? there.wallet.counter : 0);
    keep(slot, { ...(there ?? fresh), wallet: { ...wallet, counter } });
  });
}

/**
 * With two keys: only what this person's signers have signed before, so that nobody slips in a new
 * one. The stamps themselves are fetched and checked where the envelope is drawn, on every page.
 */
async function confirmed(place: Place, wallet: Wallet): Promise<Wallet> {
  if (!wallet.second) return wallet;
  await askForStamps(place, { ...askedOf(wallet), again: true }).catch((error: Refusal) => {
    throw error.code === "envelopegone" ? new Refusal("otherperson") : error;
  });
  return wallet;
}

const showing = document.querySelector<HTMLElement>("[data-showing]");
if (showing) new Showing(showing).open();
const taking = document.querySelector<HTMLElement>("[data-taking]");
if (taking) new Taking(taking).open();
