// One sitting over one work document: what was asked, what was done, what was refused and why.

import { utf8 } from "../bytes.ts";
import { canonicalJson, type Json } from "../canonical.ts";
import { confirm, look, type Looked } from "./confirming.ts";
import { count } from "./counting.ts";
import { Distrust, type Values } from "./distrust.ts";
import type { Answer, Task, Work } from "./exchange.ts";
import { signWith, type Identity } from "./identity.ts";
import type { Memory } from "./memory.ts";
import { open } from "./opening.ts";
import { stamp, type Progress } from "./stamping.ts";
import type { Release } from "../release.ts";

/** One line of what came of a piece of work; the words for its code are in the page. */
export interface Line {
  code: string;
  values: Values;
  loud: boolean;
}

export interface Done {
  answers: Answer[];
  memory: Memory;
  lines: Line[];
  counted: Release | null;
}

const line = (code: string, values: Values = {}, loud = false): Line => ({ code, values, loud });

/** now: milliseconds by this device's clock. Do one piece of work. What does not fit is refused with a reason, and nothing is signed for it. */
export async function doTask(task: Task, identity: Identity, memory: Memory, progress: Progress, now: number): Promise<Done> {
  const nothing = { answers: [], memory, lines: [], counted: null };
  try {
    return { ...nothing, ...(await DOES[task.do](task as never, identity, memory, progress, now)) };
  } catch (error) {
    if (error instanceof Distrust) return { ...nothing, lines: [line(error.code, error.values, true)] };
    return { ...nothing, lines: [line("broken", {}, true)] };
  }
}

type Doing<T> = (task: T, identity: Identity, memory: Memory, progress: Progress, now: number) => Promise<Partial<Done>>;

const DOES: { [kind in Task["do"]]: Doing<Extract<Task, { do: kind }>> } = {
  confirm: async (task, identity, memory) => {
    const { answer, memory: now } = await confirm(task, identity, memory);
    return { answers: [answer], memory: now, lines: [line("confirmed", { people: task.people.length })] };
  },
  stamp: async (task, identity, memory, progress) => {
    const { answer, memory: now, refused } = await stamp(task, identity, memory, progress);
    const stamped = task.requests.length - refused.length;
    const told = refused.map(({ code, values }) => line(code, values, true));
    return { answers: answer ? [answer] : [], memory: now, lines: [line("stamped", { n: stamped }), ...told] };
  },
  open: async (task, identity, memory, progress, now) => {
    const { memory: after, ...rest } = await open(task, identity, memory, progress, now);
    const { answer, ballots, groups, unpeelable } = rest;
    const told = unpeelable ? [line("unpeelable", { n: unpeelable }, true)] : [];
    const opened = line(groups ? "opened" : "too_few", { ballots, groups });
    return { answers: [answer], memory: after, lines: [opened, ...told] };
  },
  count: async (task, identity, memory, progress) => {
    const { answer, memory: now, document, not_counted } = await count(task, identity, memory, progress);
    const told = document.answered === null ? line("counted_few") : line("counted", { n: document.answered });
    const lines = not_counted ? [told, line("not_counted", { n: not_counted }, true)] : [told];
    return { answers: [answer], memory: now, lines, counted: document };
  },
};

/** What a person looks at before a round is confirmed, or why it can't be. */
export async function lookAt(task: Task, identity: Identity, memory: Memory): Promise<Looked | Line> {
  if (task.do !== "confirm") throw new Error("nothing to look at");
  try {
    return await look(task, identity, memory);
  } catch (error) {
    if (error instanceof Distrust) return line(error.code, error.values, true);
    throw error;
  }
}

/** Refuse what is no work for a second key. */
export function readWork(work: Work): Work {
  if (work.v !== 1 || !Array.isArray(work.rounds)) throw new Distrust("no_work");
  return work;
}

/** The one signed document that goes back, however it travels. */
export async function documentOf(answers: Answer[], identity: Identity): Promise<string> {
  const told: Json = { v: 1, answers };
  const signature = await signWith(identity, utf8("bothways-answer-v1\0"), utf8(canonicalJson(told)));
  return canonicalJson({ ...told, signature });
}

/** What is handed in to take office: the public halves, signed by the key itself. */
export async function ceremonyOf(identity: Identity): Promise<string> {
  const { name, sign, recipient } = identity;
  const told = { v: 1, name, sign, recipient };
  const signature = await signWith(identity, utf8("bothways-ceremony-v1\0"), utf8(canonicalJson(told)));
  return canonicalJson({ ...told, signature });
}
