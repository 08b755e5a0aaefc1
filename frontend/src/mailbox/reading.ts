// A reader's work at a desk, without its page: whom to trust, which keys of the desk to take, who gets
// the next. What the server says of other people's keys counts only where a reader's key signed it.

import { toText, type Bytes } from "../bytes.ts";
import { Distrust } from "../guardian/distrust.ts";
import { isSame, newAdmission, reachedFrom, real, type Admission, type Halves } from "./admissions.ts";
import { deskBytes, isChain, newEpoch, openShare, shareFor, type Epoch, type Share } from "./desks.ts";
import { hourNumber } from "./hours.ts";
import { deskKeys, type Pair } from "./keys.ts";

export interface Reader extends Halves {
  name: string;
  has: number[];
}

/** What the server tells a reader of a desk. */
export interface DeskState {
  desk: string;
  hour: string; // the last fixed hour by the server's clock
  me: Halves;
  epochs: Epoch[];
  shares: Record<string, Share>;
  readers: Reader[];
  admissions: Admission[];
  places: { id: string; title: string }[]; // addresses beside rounds
  must_change: boolean;
}

/** Ask the server as the reader who is signed in; each answer is the desk's state after it. */
export type Ask = (what: "state" | "epoch" | "shares" | "admit" | "drop", body?: object) => Promise<DeskState>;

const FAR = 3; // fixed hours by which the server's clock may be away from this device's

export class Reading {
  readonly secrets = new Map<number, Bytes>();
  readonly pairs = new Map<number, Pair>();
  private everLetIn = new Set<string>();
  private lettingIn: Admission[] = [];
  private readonly dropped = new Set<number>();

  private constructor(
    public state: DeskState,
    readonly keys: Pair,
    private readonly ask: Ask,
  ) {}

  /** Open what there is for the keys of a code. */
  static async with(state: DeskState, keys: Pair, ask: Ask): Promise<Reading> {
    const reading = new Reading(state, keys, ask);
    await reading.take(state);
    return reading;
  }

  get id(): Bytes {
    return deskBytes(this.state.desk);
  }

  /** My own keys are those of my code, whatever the server says that they are. */
  get me(): Halves {
    return { id: this.state.me.id, seal: toText(this.keys.sealPublic), sign: toText(this.keys.signPublic) };
  }

  get last(): Epoch | undefined {
    return this.state.epochs.at(-1);
  }

  /** Other people who read here now and have made a key. */
  get others(): Reader[] {
    return this.state.readers.filter(({ id, seal, sign }) => id !== this.state.me.id && seal && sign);
  }

  /** Those of them whom I let in, or somebody whom I let in, in any number of steps. */
  get letIn(): Reader[] {
    const { others } = this;
    const ofThese = this.lettingIn.filter(({ of }) => others.some((reader) => isSame(reader, of)));
    const known = reachedFrom(this.me.sign, ofThese);
    return others.filter((reader) => ofThese.some(({ by, of }) => known.has(by) && isSame(reader, of)));
  }

  get notLetIn(): Reader[] {
    const { letIn } = this;
    return this.others.filter((reader) => !letIn.includes(reader));
  }

  hasCompared(reader: Reader): boolean {
    return this.lettingIn.some(({ by, of, compared }) => compared && by === this.me.sign && isSame(reader, of));
  }

  /** Whether the newest key of the desk is open to me; there may be none yet. */
  get isOpen(): boolean {
    return !this.last || this.pairs.has(this.last.number);
  }

  /** Nobody who reads here now has the newest key: the desk can only begin again. */
  get isDead(): boolean {
    const { last } = this;
    return !!last && !this.isOpen && !this.state.readers.some(({ has }) => has.includes(last.number));
  }

  /** I alone have the newest key: with my words it would be gone. */
  get isAlone(): boolean {
    return isAlone(this.state);
  }

  /** Who made the newest key reads here no more, or somebody else who had it. */
  get mustChange(): boolean {
    const keys = [this.me, ...this.letIn].map(({ sign }) => sign);
    return this.state.must_change || (!!this.last && !keys.includes(this.last.by));
  }

  /** That signs were compared with this reader: from now on their key is theirs for me. */
  async admit(reader: Reader, compared = true): Promise<void> {
    const { by: _by, of, ...told } = await newAdmission(this.id, reader, compared, this.keys);
    await this.take(await this.ask("admit", { reader: of.id, seal: of.seal, sign: of.sign, ...told }));
  }

  /** Make what is due by itself: the desk's key, and shares for those who were let in. */
  async keep(): Promise<{ changed: boolean }> {
    for (const reader of this.letIn) if (!this.isMine(reader)) await this.admit(reader, false);
    const changed = !this.last || this.mustChange;
    if (changed) await this.change(this.last ? this.pairs.get(this.last.number)! : null);
    await this.share();
    return { changed };
  }

  /** Begin with a key that nobody before has signed, since nobody has the one before. */
  beginAgain(): Promise<void> {
    return this.change(null, true);
  }

  private async change(before: Pair | null, again = false): Promise<void> {
    const number = (this.last?.number ?? 0) + 1;
    const making = { begins: this.hour(), by: this.keys, before, again };
    const { epoch, secret } = await newEpoch(this.id, number, making);
    const shares: Record<string, Share> = {};
    for (const { id, seal } of [this.me, ...this.letIn]) shares[id] = await shareFor(seal, this.id, number, secret, this.keys);
    await this.take(await this.ask("epoch", { epoch, shares }));
  }

  /** The fixed hour as the server tells it, unless it is far from this device's clock. */
  private hour(): string {
    const { hour } = this.state;
    const here = hourNumber(`${new Date().toISOString().slice(0, 10)}T07`);
    const isNear = Math.abs(hourNumber(hour) - here) <= FAR;
    if (!isNear || hour < (this.last?.begins ?? "")) throw new Distrust("clock");
    return hour;
  }

  /** Whoever was let in gets every key of the desk that is open to me and not to them. */
  private async share(): Promise<void> {
    for (const { id, seal, has } of this.letIn) {
      const lacks = [...this.secrets].filter(([number]) => !has.includes(number));
      const shares: Record<string, Share> = {};
      for (const [number, secret] of lacks) shares[number] = await shareFor(seal, this.id, number, secret, this.keys);
      if (lacks.length) await this.take(await this.ask("shares", { reader: id, shares }));
    }
  }

  private isMine(reader: Reader): boolean {
    return this.lettingIn.some(({ by, of }) => by === this.me.sign && isSame(reader, of));
  }

  private async take(state: DeskState): Promise<void> {
    this.state = state;
    if (!(await isChain(this.id, state.epochs))) throw new Distrust("chain");
    this.lettingIn = await real(this.id, state.admissions);
    this.everLetIn = reachedFrom(this.me.sign, this.lettingIn);
    const wrong = (await this.openShares()).filter((number) => !this.dropped.has(number));
    wrong.forEach((number) => this.dropped.add(number));
    if (wrong.length) await this.take(await this.ask("drop", { numbers: wrong }));
  }

  /** Open the shares that somebody made whom I trust; return the numbers of those that hold something else. */
  private async openShares(): Promise<number[]> {
    const wrong: number[] = [];
    for (const { number, seal, sign, by } of this.state.epochs) {
      const share = this.state.shares[number];
      if (!share || this.pairs.has(number) || !this.everLetIn.has(share.by) || !this.everLetIn.has(by)) continue;
      const secret = await openShare(this.keys, this.id, number, share).catch(() => null);
      const pair = secret && (await deskKeys(secret));
      if (pair && toText(pair.sealPublic) === seal && toText(pair.signPublic) === sign) {
        this.secrets.set(number, secret);
        this.pairs.set(number, pair);
      } else wrong.push(number);
    }
    return wrong;
  }
}

/** Whether the one who asks is the only one with the desk's newest key. */
export function isAlone({ me, epochs, readers }: DeskState): boolean {
  const number = epochs.at(-1)?.number ?? 0;
  const holders = readers.filter(({ has }) => has.includes(number));
  return holders.length === 1 && holders[0]!.id === me.id;
}
