// Passkeys: the browser's own, asked for by the page's data attributes. All words are in the page.

import { toBytes, toText } from "./bytes.ts";

type Json = Record<string, any>;

/** Options as the server writes them, with their bytes as bytes; by the browser where it can. */
function toMake(json: Json): PublicKeyCredentialCreationOptions {
  const known = PublicKeyCredential as unknown as Json;
  if (known.parseCreationOptionsFromJSON) return known.parseCreationOptionsFromJSON(json);
  return {
    ...json,
    challenge: toBytes(json.challenge),
    user: { ...json.user, id: toBytes(json.user.id) },
    excludeCredentials: (json.excludeCredentials ?? []).map(withBytes),
  } as unknown as PublicKeyCredentialCreationOptions;
}

function toEnter(json: Json): PublicKeyCredentialRequestOptions {
  const known = PublicKeyCredential as unknown as Json;
  if (known.parseRequestOptionsFromJSON) return known.parseRequestOptionsFromJSON(json);
  return { ...json, challenge: toBytes(json.challenge) } as PublicKeyCredentialRequestOptions;
}

const withBytes = (one: Json): Json => ({ ...one, id: toBytes(one.id) });

/** What the browser answers, as JSON; written by hand where the browser can't. */
export function answerOf(credential: PublicKeyCredential): Json {
  const known = credential as unknown as Json;
  if (known.toJSON) return known.toJSON();
  const response: Json = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const value = known.response[part];
    if (value) response[part] = toText(new Uint8Array(value));
  }
  const { id, type } = credential;
  return { id, rawId: toText(new Uint8Array(credential.rawId)), type, response, clientExtensionResults: {} };
}

class Refused extends Error {}

class Passkeys {
  private readonly button: HTMLButtonElement;
  private waiting: AbortController | null = null; // for a passkey chosen in the address field

  constructor(private readonly root: HTMLElement) {
    this.button = root.querySelector("button")!;
  }

  async open(): Promise<void> {
    if (typeof PublicKeyCredential === "undefined" || !window.isSecureContext) return this.say("unable");
    this.button.hidden = false;
    this.button.addEventListener("click", () => void this.press());
    const ask = (PublicKeyCredential as unknown as Json).isConditionalMediationAvailable;
    if (this.enters && ask && (await ask.call(PublicKeyCredential))) void this.wait();
  }

  private get enters(): boolean {
    return this.root.dataset.passkey === "enter";
  }

  private async press(): Promise<void> {
    this.waiting?.abort();
    this.button.disabled = true;
    try {
      await this.finish(await (this.enters ? this.choose() : this.make()));
    } catch (error) {
      this.fail(error);
    }
    this.button.disabled = false;
  }

  /** Let the browser offer passkeys where the address is typed; silent until one is chosen. */
  private async wait(): Promise<void> {
    this.waiting = new AbortController();
    const { signal } = this.waiting;
    try {
      await this.finish(await this.choose({ mediation: "conditional" as CredentialMediationRequirement, signal }));
    } catch (error) {
      if (error instanceof Refused) this.fail(error);
    }
  }

  private async choose(more: CredentialRequestOptions = {}): Promise<Credential | null> {
    const options = toEnter(await this.post(this.root.dataset.optionsUrl!));
    return navigator.credentials.get({ ...more, publicKey: options });
  }

  private async make(): Promise<Credential | null> {
    return navigator.credentials.create({ publicKey: toMake(await this.post(this.root.dataset.optionsUrl!)) });
  }

  private async finish(credential: Credential | null): Promise<void> {
    if (!credential) return this.say("stopped");
    const { go } = await this.post(this.root.dataset.finishUrl!, answerOf(credential as PublicKeyCredential));
    location.assign(go);
  }

  private async post(url: string, body: Json = {}): Promise<Json> {
    const response = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.root.dataset.csrf ?? "" },
      body: JSON.stringify(body),
    });
    const said = await response.json();
    if (!response.ok) throw new Refused(said.say ?? "");
    return said;
  }

  private fail(error: unknown): void {
    const name = error instanceof Error ? error.name : "";
    if (error instanceof Refused && error.message) this.say("refused", error.message);
    else if (name === "InvalidStateError") this.say("there");
    else if (["NotAllowedError", "AbortError", "SecurityError"].includes(name)) this.say("stopped");
    else this.say("broken");
  }

  private say(what: string, words?: string): void {
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-says]")) {
      part.hidden = part.dataset.says !== what;
      if (!part.hidden && words) part.textContent = words;
    }
  }
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll<HTMLElement>("[data-passkey]")) void new Passkeys(root).open();
}
