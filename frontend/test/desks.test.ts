// Desks: keys that follow one another, readers who let each other in, and a server that lies.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromHex, toHex, toText, type Bytes } from "../src/bytes.ts";
import { newAdmission, real, type Halves } from "../src/mailbox/admissions.ts";
import { sealingEpoch, signersAt } from "../src/mailbox/chain.ts";
import { countingAt, fingerprintOf, isChain, newEpoch, openShare, shareFor, type Epoch, type Share } from "../src/mailbox/desks.ts";
import { hourNumber } from "../src/mailbox/hours.ts";
import { deskKeys, readerKeys, rootOf, type Pair } from "../src/mailbox/keys.ts";
import { Reading, type Ask, type DeskState } from "../src/mailbox/reading.ts";

declare const DATA: string;
const worked = JSON.parse(readFileSync(`${DATA}/mailbox-v1.json`, "utf8"));
const ID = worked.desk.id as string;
const DESK = fromHex(ID);
const HOUR = `${new Date().toISOString().slice(0, 10)}T07`;
const keysOf = (n: number): Promise<Pair> => readerKeys(new Uint8Array(32).fill(n));
const [EVA, TOM, MIA, THIEF] = (await Promise.all([1, 2, 3, 66].map(keysOf))) as [Pair, Pair, Pair, Pair];
const halves = (id: number, keys: Pair): Halves => ({ id, seal: toText(keys.sealPublic), sign: toText(keys.signPublic) });

/** A server that keeps what it is told, as Bothways does; its rows are open to be lied in. */
class Server {
  epochs: Epoch[] = [];
  rows: { id: number; seal: string; sign: string; name: string; shares: Record<string, Share> }[] = [];
  admissions: DeskState["admissions"] = [];
  mustChange = false;

  constructor(...keys: Pair[]) {
    keys.forEach((pair, at) => this.rows.push({ ...halves(at + 1, pair), name: `R${at + 1}`, shares: {} }));
  }

  state(id: number): DeskState {
    const mine = this.rows.find((row) => row.id === id)!;
    const readers = this.rows.map(({ shares, ...row }) => ({ ...row, has: Object.keys(shares).map(Number) }));
    const { epochs, admissions, mustChange: must_change } = this;
    return structuredClone({ desk: ID, hour: HOUR, me: mine, epochs, shares: mine.shares, readers, admissions, places: [], must_change });
  }

  as(id: number): Ask {
    return async (what, body) => {
      this[what](id, body as never);
      return this.state(id);
    };
  }

  /** Open the desk as a reader, and do what is due. */
  async open(id: number, keys: Pair): Promise<Reading> {
    const reading = await Reading.with(this.state(id), keys, this.as(id));
    if (reading.isOpen) await reading.keep();
    return reading;
  }

  async compared(one: number, keys: Pair, other: number): Promise<void> {
    const reading = await Reading.with(this.state(one), keys, this.as(one));
    await reading.admit(reading.others.find(({ id }) => id === other)!);
  }

  private epoch(_id: number, { epoch, shares }: { epoch: Epoch; shares: Record<string, Share> }): void {
    this.epochs.push(epoch);
    this.mustChange = false;
    for (const row of this.rows) if (shares[row.id]) row.shares[epoch.number] = shares[row.id]!;
  }

  private shares(_id: number, { reader, shares }: { reader: number; shares: Record<string, Share> }): void {
    Object.assign(this.rows.find(({ id }) => id === reader)!.shares, shares);
  }

  private admit(id: number, told: { reader: number; seal: string; sign: string; compared: boolean; signature: string }): void {
    const { reader, seal, sign, compared, signature } = told;
    this.admissions.push({ by: this.rows.find((row) => row.id === id)!.sign, of: { id: reader, seal, sign }, compared, signature });
  }

  private drop(id: number, { numbers }: { numbers: number[] }): void {
    for (const number of numbers) delete this.rows.find((row) => row.id === id)!.shares[number];
  }
}

const holders = ({ rows }: Server, number: number): number[] => rows.filter(({ shares }) => shares[number]).map(({ id }) => id);

/** A desk whose first two readers let each other in. */
async function ofTwo(...more: Pair[]): Promise<Server> {
  const server = new Server(EVA, TOM, ...more);
  await server.open(1, EVA);
  await server.compared(1, EVA, 2);
  await server.compared(2, TOM, 1);
  await server.open(1, EVA);
  return server;
}

test("the example that Python signed holds here", async () => {
  const reader = await readerKeys(await rootOf(fromHex(worked.reader.code)));

  assert.equal(await isChain(DESK, [worked.epoch]), true);
  assert.equal(await isChain(DESK, [{ ...worked.epoch, begins: "2026-11-23T07" }]), false);
  assert.equal((await real(DESK, [worked.admission])).length, 1);
  assert.equal((await real(DESK, [{ ...worked.admission, compared: false }])).length, 0);
  assert.equal(toHex((await openShare(reader, DESK, 1, worked.share))!), worked.desk.secret);
});

test("an epoch follows the one before, or says that it begins anew", async () => {
  const [first, stranger] = [await newEpoch(DESK, 1, { begins: HOUR, by: EVA, before: null }), await deskKeys(THIEF.seal)];
  const before = await deskKeys(first.secret);
  const { epoch: second, secret } = await newEpoch(DESK, 2, { begins: HOUR, by: TOM, before });
  const strange = await newEpoch(DESK, 2, { begins: HOUR, by: TOM, before: stranger });
  const anew = await newEpoch(DESK, 2, { begins: HOUR, by: TOM, before: null, again: true });

  assert.equal(await isChain(DESK, [first.epoch, second]), true);
  assert.equal(await isChain(DESK, [first.epoch, anew.epoch]), true);
  for (const epoch of [strange.epoch, { ...second, by: first.epoch.by }, { ...anew.epoch, again: false }, { ...second, number: 3 }, { ...second, begins: "" }]) {
    assert.equal(await isChain(DESK, [first.epoch, epoch]), false);
  }
  const share = await shareFor(toText(EVA.sealPublic), DESK, 2, secret, TOM);
  assert.equal(toHex((await openShare(EVA, DESK, 2, share))!), toHex(secret));
  assert.equal(await openShare(EVA, DESK, 1, share), null);
  assert.equal(await openShare(EVA, DESK, 2, { ...share, by: toText(EVA.signPublic) }), null);
});

test("an author holds to the key that the thread began with, and sees where the desk began again", async () => {
  const [one, two] = [await newEpoch(DESK, 1, { begins: "2026-11-23T07", by: EVA, before: null }), "2026-11-25T07"];
  const second = await newEpoch(DESK, 2, { begins: two, by: EVA, before: await deskKeys(one.secret) });
  const anew = await newEpoch(DESK, 3, { begins: "2026-11-27T07", by: EVA, before: null, again: true });
  const [chain, pin] = [[one.epoch, second.epoch, anew.epoch], { epoch: 1, sign: one.epoch.sign }];
  const numbers = async (hour: string): Promise<unknown> => (await signersAt(chain, ID, hour, pin)).map(({ number, broken }) => [number, broken]);

  assert.deepEqual(await sealingEpoch([one.epoch, second.epoch], ID, pin), { epoch: second.epoch, broken: false });
  assert.equal((await sealingEpoch(chain, ID, pin)).broken, true);
  assert.equal((await sealingEpoch(chain, ID)).broken, true, "also before a first letter");
  assert.equal((await sealingEpoch([one.epoch, second.epoch], ID)).broken, false);
  assert.deepEqual(await numbers("2026-11-24T07"), [[1, false]]);
  assert.deepEqual(await numbers("2026-11-25T13"), [[2, false], [1, false]]);
  assert.deepEqual(await numbers("2026-12-24T07"), [[3, true]]);
  const other = await newEpoch(DESK, 1, { begins: "2026-11-23T07", by: THIEF, before: null });
  await assert.rejects(sealingEpoch([other.epoch], ID, pin), /chain/);
  await assert.rejects(signersAt([other.epoch], ID, two, pin), /chain/);
  await assert.rejects(sealingEpoch([], ID), /no_desk/);
});

test("hours are counted, and what is none counts for nothing", async () => {
  assert.equal(hourNumber("2026-11-24T07") - hourNumber("2026-11-23T07"), 2);
  assert.ok(Number.isNaN(hourNumber("2026-11-24T08")) && Number.isNaN(hourNumber("")));
  const { epoch } = await newEpoch(DESK, 1, { begins: "2026-11-23T07", by: EVA, before: null });
  assert.deepEqual(countingAt([epoch], "nonsense"), []);
});

test("two readers who compared signs both read, and old keys come by themselves", async () => {
  const server = await ofTwo();

  const tom = await server.open(2, TOM);

  assert.deepEqual([tom.isOpen, tom.letIn.map(({ id }) => id), tom.isAlone], [true, [1], false]);
  assert.deepEqual([holders(server, 1), server.epochs.length], [[1, 2], 1]);
  assert.equal(tom.hasCompared(tom.letIn[0]!), true);
});

test("the signs on the screen are those of the key that is sealed to, whatever the server says", async () => {
  const server = new Server(EVA, TOM);
  await server.open(1, EVA);
  const state = Object.assign(server.state(1), { me: { ...halves(1, THIEF) } });
  Object.assign(state.readers[1]!, halves(2, THIEF), { fingerprint: await fingerprintOf(halves(2, TOM)) });

  const eva = await Reading.with(state, EVA, server.as(1));

  assert.equal(await fingerprintOf(eva.me), await fingerprintOf(halves(1, EVA)));
  assert.equal(await fingerprintOf(eva.notLetIn[0]!), await fingerprintOf(halves(2, THIEF)));
});

test("a new key goes to nobody whom the server named by itself", async () => {
  const server = await ofTwo(THIEF);
  server.mustChange = true;
  server.admissions.push({ ...server.admissions[0]!, of: halves(3, THIEF) }, await newAdmission(DESK, halves(3, THIEF), true, THIEF).then((told) => ({ ...told, by: server.rows[0]!.sign })));

  const eva = await server.open(1, EVA);

  assert.deepEqual(holders(server, 2), [1, 2]);
  assert.deepEqual(eva.notLetIn.map(({ id }) => id), [3]);
});

test("a key that was changed behind a reader's name must be compared anew", async () => {
  const server = await ofTwo();
  Object.assign(server.rows[1]!, halves(2, THIEF));
  server.mustChange = true;

  const eva = await server.open(1, EVA);

  assert.deepEqual(holders(server, 2), [1]);
  assert.deepEqual(eva.notLetIn.map(({ id }) => id), [2]);
});

test("whom a reader let in is let in by the next, and stays when the one between leaves", async () => {
  const server = await ofTwo(MIA);
  await server.compared(2, TOM, 3);
  await server.compared(3, MIA, 2);
  await server.open(2, TOM);
  await server.open(1, EVA);
  server.rows = server.rows.filter(({ id }) => id !== 2);
  server.mustChange = true;

  const eva = await server.open(1, EVA);

  assert.deepEqual(holders(server, 2), [1, 3]);
  assert.equal(eva.hasCompared(eva.letIn[0]!), false);
  const mia = await Reading.with(server.state(3), MIA, server.as(3));
  assert.deepEqual([[...mia.secrets.keys()], mia.isOpen], [[1, 2], true], "by way of the one who left");
});

test("a key of the desk counts only where somebody made it who was let in", async () => {
  const server = await ofTwo();
  const made = await newEpoch(DESK, 1, { begins: HOUR, by: THIEF, before: null });
  server.epochs = [made.epoch];
  server.rows[0]!.shares = { 1: await shareFor(server.rows[0]!.seal, DESK, 1, made.secret, THIEF) };

  const eva = await server.open(1, EVA);

  assert.deepEqual([eva.isOpen, eva.secrets.size], [false, 0]);
});

test("a share that holds something else is dropped, and given anew by another reader", async () => {
  const server = await ofTwo();
  server.rows[1]!.shares[1] = await shareFor(server.rows[1]!.seal, DESK, 1, new Uint8Array(32) as Bytes, EVA);

  assert.equal((await server.open(2, TOM)).isOpen, false);
  assert.deepEqual(holders(server, 1), [1]);
  await server.open(1, EVA);
  assert.equal((await server.open(2, TOM)).isOpen, true);
});

test("a key that was made by who reads no more is changed, even if the server does not ask for it", async () => {
  const server = await ofTwo();
  server.rows.shift();

  await server.open(2, TOM);

  assert.deepEqual([server.epochs.length, holders(server, 2)], [2, [2]]);
});

test("where nobody has the key the desk begins again, and only then", async () => {
  const server = await ofTwo();
  assert.equal((await server.open(1, EVA)).isDead, false);
  for (const row of server.rows) row.shares = {};
  Object.assign(server.rows[0]!, halves(1, MIA));

  const again = await server.open(1, MIA);
  assert.equal(again.isDead, true);
  await again.beginAgain();

  assert.deepEqual([again.isOpen, again.isAlone, server.epochs[1]!.again, holders(server, 2)], [true, true, true, [1]]);
  assert.equal(await isChain(DESK, server.epochs), true);
});

test("a key is not made at an hour that is far from this device's clock", async () => {
  const server = new Server(EVA);
  const reading = await Reading.with({ ...server.state(1), hour: "2020-01-01T07" }, EVA, server.as(1));

  await assert.rejects(reading.keep(), /clock/);
});
