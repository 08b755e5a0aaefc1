// The part of the page that holds the key: a worker. To forget the key is to end the worker.

import type { Work, Task } from "./exchange.ts";
import { ceremonyOf, documentOf, doTask, lookAt, type Line } from "./desk.ts";
import type { Looked } from "./confirming.ts";
import { Distrust, type Values } from "./distrust.ts";
import { closeKey, newIdentity, openKey, readIdentity, type Identity, type PublicHalves } from "./identity.ts";
import type { Memory } from "./memory.ts";
import { makeSpares } from "./spare.ts";
import type { Progress } from "./stamping.ts";
import type { Release } from "../release.ts";

/** What the page may ask, and what it gets; the secret leaves for the recovery sheet alone. */
export interface Acts {
  make: { asks: { name: string; passphrase: string }; gets: PublicHalves & { file: string } };
  sheet: { asks: Record<string, never>; gets: { secret: string } };
  reopen: { asks: { file: string; passphrase: string }; gets: PublicHalves };
  ceremony: { asks: Record<string, never>; gets: { document: string } };
  unlock: { asks: { file: string; passphrase: string }; gets: PublicHalves };
  recover: { asks: { text: string }; gets: PublicHalves };
  spares: { asks: { spare: Work["spare"] }; gets: { document: string } };
  look: { asks: { task: Task; memory: Memory }; gets: Looked | Line };
  work: { asks: { task: Task; memory: Memory; now: number }; gets: Worked };
}

export interface Worked {
  document: string; // '' where there is nothing to answer
  memory: Memory;
  lines: Line[];
  counted: Release | null;
}

export type Act = keyof Acts;
export interface Call {
  id: number;
  act: Act;
  args: unknown;
}
export type Reply =
  | { id: number; value: unknown }
  | { id: number; refused: { code: string; values: Values } }
  | { id: number; done: number; total: number };

let held: Identity | null = null;
let reopened = false;

const key = (): Identity => {
  if (!held) throw new Distrust("locked");
  return held;
};

const halves = ({ sign, recipient, fingerprint }: Identity): PublicHalves => ({ sign, recipient, fingerprint });

const ACTS: { [act in Act]: (asks: Acts[act]["asks"], progress: Progress) => Promise<Acts[act]["gets"]> } = {
  make: async ({ name, passphrase }) => {
    const made = await newIdentity(name);
    const file = await closeKey(made, passphrase);
    [held, reopened] = [made, false];
    return { ...halves(made), file };
  },
  sheet: async () => ({ secret: key().secret }),
  reopen: async ({ file, passphrase }) => {
    const again = await openKey(file, passphrase);
    if (again.secret !== key().secret) throw new Distrust("other_key");
    reopened = true;
    return halves(again);
  },
  ceremony: async () => {
    if (!reopened) throw new Distrust("not_reopened");
    return { document: await ceremonyOf(key()) };
  },
  unlock: async ({ file, passphrase }) => halves((held = await openKey(file, passphrase))),
  recover: async ({ text }) => halves((held = await readIdentity(text))),
  spares: async ({ spare }, progress) => {
    const answer = await makeSpares(spare, key().recipient, progress);
    return { document: answer ? await documentOf([answer], key()) : "" };
  },
  look: ({ task, memory }) => lookAt(task, key(), memory),
  work: async ({ task, memory, now }, progress) => {
    const { answers, ...done } = await doTask(task, key(), memory, progress, now);
    return { ...done, document: answers.length ? await documentOf(answers, key()) : "" };
  },
};

export function serve(): void {
  const reply = (said: Reply): void => postMessage(said);
  addEventListener("message", ({ data }: MessageEvent<Call>) => {
    const { id, act, args } = data;
    ACTS[act](args as never, (done, total) => reply({ id, done, total })).then(
      (value) => reply({ id, value }),
      (error: unknown) => {
        const { code, values } = error instanceof Distrust ? error : new Distrust("broken");
        reply({ id, refused: { code, values } });
      },
    );
  });
}
