// What travels between the company's server and the second key, by wire or by hand.

import type { Json } from "../canonical.ts";

export interface Person {
  block: string;
  id: string;
  name: string;
}

interface OfRound {
  round: string;
  manifest: string;
}

/** That the rules stand on the ledger whose head came with the work. */
export interface Announced {
  text: string;
  salt: string;
  position: number;
  path: string[];
}

export interface ToConfirm extends OfRound {
  do: "confirm";
  people: Person[];
  announced: Announced | null;
  head: Json; // of the ledger that came with it, put there once it was checked
}

export interface ToStamp extends OfRound {
  do: "stamp";
  wrapped: Record<string, string>;
  requests: (Person & { blinded: string })[];
}

export interface ToOpen extends OfRound {
  do: "open";
  wrapped: { seal: string };
  sheet: string;
  sheet_signature: string;
  records: Record<string, string[]>;
  issued: Record<string, number>;
}

export interface Group {
  blocks: string[];
  slips: string[];
}

export interface ToCount extends OfRound {
  do: "count";
  seal_private: string;
  groups: Group[];
  not_counted_before: number;
}

export type Task = ToConfirm | ToStamp | ToOpen | ToCount;

export interface Work {
  v: 1;
  origin: string;
  head: Json;
  since_head: Json;
  spare: { blocks: number; seals: number; want_blocks: number; want_seals: number };
  rounds: Task[];
}

export type Answer = { kind: string; round?: string } & Record<string, Json>;

export interface Result {
  kind: string;
  round: string;
  taken: boolean;
  say: string;
}
