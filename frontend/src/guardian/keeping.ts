// The page's side of the worker that holds the key: asked here, and forgotten here.

import { Distrust } from "./distrust.ts";
import type { Act, Acts, Reply } from "./keeper.ts";
import type { Progress } from "./stamping.ts";

const IDLE_MS = 15 * 60 * 1000;

interface Waiting {
  done: (value: never) => void;
  refused: (why: Distrust) => void;
  progress: Progress;
}

export class Keeping {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private next = 1;
  private idle: ReturnType<typeof setTimeout> | undefined;

  /** forgotten: called when the key was forgotten by itself. */
  constructor(
    private readonly script: string,
    private readonly forgotten: () => void,
  ) {
    addEventListener("pagehide", () => this.forget());
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.stir());
  }

  ask<A extends Act>(act: A, args: Acts[A]["asks"], progress: Progress = () => undefined): Promise<Acts[A]["gets"]> {
    this.worker ??= this.begin();
    this.stir();
    const id = this.next++;
    return new Promise((done, refused) => {
      this.waiting.set(id, { done, refused, progress });
      this.worker!.postMessage({ id, act, args });
    });
  }

  forget(): void {
    clearTimeout(this.idle);
    this.worker?.terminate();
    this.worker = null;
    for (const { refused } of this.waiting.values()) refused(new Distrust("locked"));
    this.waiting.clear();
  }

  private begin(): Worker {
    const worker = new Worker(this.script);
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.hear(data);
    worker.onerror = () => {
      for (const { refused } of this.waiting.values()) refused(new Distrust("broken"));
      this.waiting.clear();
    };
    return worker;
  }

  private hear(said: Reply): void {
    const waiting = this.waiting.get(said.id);
    if (!waiting) return;
    this.stir();
    if ("done" in said) return waiting.progress(said.done, said.total);
    this.waiting.delete(said.id);
    if ("value" in said) waiting.done(said.value as never);
    else waiting.refused(new Distrust(said.refused.code, said.refused.values));
  }

  private stir(): void {
    clearTimeout(this.idle);
    if (!this.worker) return;
    this.idle = setTimeout(() => {
      this.forget();
      this.forgotten();
    }, IDLE_MS);
  }
}
