// The desk of whoever keeps the second key: unlock, look, stamp, open, count; by wire or by file.

import { makeAllSpares } from "./ceremony.ts";
import type { Looked } from "./confirming.ts";
import { readWork, type Line } from "./desk.ts";
import { Distrust } from "./distrust.ts";
import type { Result, Task, Work } from "./exchange.ts";
import type { PublicHalves } from "./identity.ts";
import { seenSize, withHead } from "./heads.ts";
import type { Keeping } from "./keeping.ts";
import { alone, remember, remembered } from "./kept.ts";
import { asked, chosen, Page, saveAs } from "./page.ts";
import { missing } from "./spare.ts";

const ROUNDS_OF_WORK = 4; // opening makes counting wait, and counting may make a stamp wait
const SIGNS_OF_ROUND = 8;
const NOT_OPENED = ["confirm", "stamp", "box_open", "open"];
const READ_AT_ONCE = 60; // names of a first list that are shown without another press

/** A moment as the other pages write it. */
function moment(at: string): string {
  const { lang } = document.documentElement;
  return new Date(at).toLocaleString(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeStyle: "short" });
}

interface State {
  holder: { sign: string } | null;
  rounds: { round: string; title: string; step: string; n_waiting: number; differ: Differ | null }[];
}

interface Differ {
  ours: string;
  theirs: string;
  cells: { level: string; name: string; question: string }[];
}

export class DeskPage extends Page {
  private own: PublicHalves | null = null;
  private now: Promise<void> = Promise.resolve();
  private oneWaits = false;

  constructor(
    root: HTMLElement,
    private readonly keeping: Keeping,
  ) {
    super(root);
  }

  open(): void {
    this.form("unlock", async () => {
      const file = await chosen(this.part<HTMLInputElement>("file"));
      return this.keeping.ask("unlock", { file, passphrase: this.taken("passphrase") });
    });
    this.form("recover", () => this.keeping.ask("recover", { text: this.taken("text") }));
    this.on("all", () => void this.turn(() => this.doAll()));
    this.on("forget", () => this.lock("forgotten"));
    this.on("save-work", () => void this.turn(() => this.saveWork()));
    this.on("again", () => void this.turn(() => this.list()));
    const answer = this.part<HTMLInputElement>("answer-file");
    answer.addEventListener("change", () => void this.turn(() => this.bring(answer)));
    this.show("locked", false);
  }

  /** Called when nothing was touched for a while, too. */
  lock(why: string): void {
    this.keeping.forget();
    this.own = null;
    this.part("tasks").replaceChildren();
    this.say(this.part("lock-told"), this.words(why));
    this.show("locked");
  }

  private taken(name: string): string {
    const field = this.part<HTMLInputElement>(name);
    const { value } = field;
    field.value = "";
    return value;
  }

  private form(name: string, go: () => Promise<PublicHalves>): void {
    const form = this.part<HTMLFormElement>(name);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.unlock(form, go);
    });
  }

  private async unlock(form: HTMLFormElement, go: () => Promise<PublicHalves>): Promise<void> {
    const error = this.part("error", form);
    const button = form.querySelector<HTMLButtonElement>("button[type=submit]")!;
    button.disabled = true;
    this.say(error, "");
    this.say(this.part("lock-told"), this.words("unlocking"));
    try {
      const halves = await go();
      if (!this.known(halves.sign)) throw new Distrust("not_this_key", { fingerprint: halves.fingerprint });
      this.own = halves;
      form.reset();
      this.say(this.part("lock-told"), "");
      this.show("open");
      await this.turn(() => this.list());
    } catch (why) {
      this.keeping.forget();
      this.say(this.part("lock-told"), "");
      this.fail(error, why);
    }
    button.disabled = false;
  }

  /** The keys whose public half the server knows as this person's, rounds of an older one included. */
  private known(sign: string): boolean {
    return (this.root.dataset.signs ?? "").split(" ").includes(sign);
  }

  /** One thing at a time: what is asked meanwhile comes next, and no more than one thing waits. */
  private async turn(go: () => Promise<void>): Promise<void> {
    if (this.oneWaits) return;
    this.oneWaits = true;
    await this.now;
    this.oneWaits = false;
    this.now = this.take(go);
    await this.now;
  }

  /** Its refusal is said where the work is. */
  private async take(go: () => Promise<void>): Promise<void> {
    this.root.toggleAttribute("aria-busy", true);
    try {
      await go();
    } catch (why) {
      this.told(why instanceof Distrust ? { code: why.code, values: why.values, loud: true } : { code: "broken", values: {}, loud: true });
    }
    this.bar(0, 0);
    this.root.toggleAttribute("aria-busy", false);
  }

  /** What is asked, of a ledger that goes on from where this device last saw it. */
  private async work(): Promise<Work> {
    const { workUrl = "", csrf = "" } = this.root.dataset;
    const { sign } = this.own!;
    return alone(sign, async () => {
      const ask = async (more = ""): Promise<Work> => {
        const before = remembered(sign);
        const work = readWork(await asked<Work>(`${workUrl}?head_size=${seenSize(before)}${more}`, csrf));
        remember(sign, await withHead(before, work));
        for (const task of work.rounds) if (task.do === "confirm") task.head = work.head;
        return work;
      };
      const work = await ask();
      const memory = remembered(sign);
      const unknown = ({ do: kind, round }: Task): boolean => kind !== "confirm" && !memory.confirmed[round];
      const rounds = work.rounds.filter(unknown).map(({ round }) => round);
      if (!rounds.length) return work;
      // confirmed on another device: this one must look through it, too, before it does anything
      const toLookAt = (await ask("&again=1")).rounds.filter((task) => task.do === "confirm" && rounds.includes(task.round));
      return { ...work, rounds: [...work.rounds.filter((task) => !unknown(task)), ...toLookAt] };
    });
  }

  /** Show what waits. */
  private async list(): Promise<void> {
    const work = await this.work();
    const cards = [];
    for (const task of work.rounds) cards.push(await this.card(task));
    this.part("tasks").replaceChildren(...cards);
    this.part("nothing").hidden = cards.length > 0;
    this.part("all").hidden = !work.rounds.some((task) => task.do !== "confirm") && !this.spareWanted(work);
    this.part("all").classList.toggle("btn--2", work.rounds.some((task) => task.do === "confirm")); // one filled button
    this.part("spare-wanted").hidden = !this.spareWanted(work);
    await this.refreshSteps();
  }

  private spareWanted({ spare }: Work): boolean {
    const { blocks, seals } = missing(spare);
    return blocks + seals > 0;
  }

  private async card(task: Task): Promise<HTMLElement> {
    const card = this.clone(task.do);
    const { title } = JSON.parse(task.manifest) as { title: string };
    this.part("title", card).textContent = title;
    if (task.do === "confirm") await this.toConfirm(card, task);
    else {
      const n = task.do === "stamp" ? task.requests.length : this.ballotsIn(task);
      this.part("n", card).textContent = this.words(`n_${task.do}`, { n });
      this.onCard(card, "do", () => this.doOne(task));
    }
    return card;
  }

  private ballotsIn(task: Task): number {
    if (task.do === "open") return Object.values(task.records).flat().length;
    return task.do === "count" ? task.groups.flatMap(({ slips }) => slips).length : 0;
  }

  private onCard(card: HTMLElement, act: string, go: () => Promise<void>): void {
    card.querySelector(`[data-act="${act}"]`)!.addEventListener("click", () => void this.turn(go));
  }

  private async toConfirm(card: HTMLElement, task: Task): Promise<void> {
    const looked = await this.keeping.ask("look", { task, memory: this.memory });
    if ("code" in looked) {
      this.say(this.part("refused", card), this.words(looked.code, looked.values));
      this.part("look", card).hidden = true;
      return;
    }
    this.fillIn(card, looked);
    this.onCard(card, "confirm", () => this.doOne(task));
    card.querySelector('[data-act="stranger"]')!.addEventListener("click", () => {
      this.part("stranger", card).hidden = false;
      this.part("stranger", card).focus();
    });
  }

  private fillIn(card: HTMLElement, looked: Looked): void {
    const { k, c, opens_at, closes_at, questions, lists, fresh } = looked;
    const people = lists.reduce((sum, { people }) => sum + people.length, 0);
    this.part("rules", card).textContent = this.words("rules_told", { k, c, opens: moment(opens_at), closes: moment(closes_at) });
    this.part("people-told", card).textContent = this.words(this.memory.names.length ? "people_told" : "people_first", { people, groups: lists.length, fresh });
    this.part("questions", card).replaceChildren(...questions.map((text) => this.item(text)));
    const all = !this.memory.names.length && people <= READ_AT_ONCE;
    this.part("lists", card).replaceChildren(...lists.map((list) => this.listed(list, all)));
  }

  private listed({ block, people, eligible }: Looked["lists"][number], all: boolean): HTMLElement {
    const made = this.clone("list");
    const fresh = people.filter((person) => person.fresh).length;
    const head = this.words(fresh ? "list_head_fresh" : "list_head", { block, n: people.length, eligible, fresh });
    this.part("head", made).textContent = head;
    made.toggleAttribute("open", all || fresh > 0);
    const lines = people.map(({ name, fresh: isFresh }) => this.item(isFresh ? this.words("fresh_name", { name }) : name));
    this.part("names", made).replaceChildren(...lines);
    return made;
  }

  private item(text: string): HTMLElement {
    const line = document.createElement("li");
    line.textContent = text;
    line.dir = "auto";
    return line;
  }

  private get memory(): ReturnType<typeof remembered> {
    return remembered(this.own!.sign);
  }

  private async doOne(task: Task): Promise<void> {
    await this.answer(task);
    await this.list();
  }

  /** Everything but confirming, which a person does; what follows from it, too. */
  private async doAll(): Promise<void> {
    let before = "";
    for (let round = 0; round < ROUNDS_OF_WORK; round++) {
      const work = await this.work();
      const tasks = work.rounds.filter((task) => task.do !== "confirm");
      const now = tasks.map((task) => `${task.do}${task.round}`).join();
      if (now === before) break; // what waits still was refused
      before = now;
      for (const task of tasks) await this.answer(task);
    }
    await this.makeSpares();
    await this.list();
  }

  private async makeSpares(): Promise<void> {
    const made = await makeAllSpares(this.keeping, this.root.dataset, (done, total) => this.bar(done, total, "making"));
    if (made) this.told({ code: "spares_made", values: { n: made }, loud: false });
  }

  private async answer(task: Task): Promise<void> {
    const { sign } = this.own!;
    const { title } = JSON.parse(task.manifest) as { title: string };
    await alone(sign, async () => {
      const tell = (done: number, total: number): void => this.bar(done, total, `doing_${task.do}`);
      const done = await this.keeping.ask("work", { task, memory: remembered(sign), now: Date.now() }, tell);
      remember(sign, done.memory);
      const taken = !done.document || (await this.send(done.document, title));
      for (const line of done.lines) if (taken || line.loud) this.told(line, title);
      if (task.do === "count") await this.compared(task.round, title);
    });
  }

  /** Hand answers in; false, and said, if the company's server refused one. */
  private async send(told: string, title = ""): Promise<boolean> {
    const { answerUrl = "", csrf = "" } = this.root.dataset;
    const { results } = await asked<{ results: Result[] }>(answerUrl, csrf, told);
    for (const { taken, say } of results) {
      if (!taken) this.told({ code: "server_says", values: { say }, loud: true }, title);
    }
    return results.every(({ taken }) => taken);
  }

  /** Where the two counts differ, say which figures. */
  private async compared(round: string, title: string): Promise<void> {
    const { differ } = (await this.state()).rounds.find((one) => one.round === round) ?? {};
    if (!differ) return;
    const short = (hex: string): string => hex.slice(0, SIGNS_OF_ROUND);
    this.told({ code: "differ", values: { ours: short(differ.ours), theirs: short(differ.theirs) }, loud: true }, title);
    for (const { level, name, question } of differ.cells) {
      const where = this.words(`level_${level}`, { name });
      this.told({ code: "differ_cell", values: { where, question }, loud: true });
    }
  }

  private async state(): Promise<State> {
    const { stateUrl = "", csrf = "" } = this.root.dataset;
    return asked<State>(stateUrl, csrf);
  }

  private async refreshSteps(): Promise<void> {
    for (const { round, step, n_waiting } of (await this.state()).rounds) {
      const place = document.querySelector(`[data-step-of="${round}"]`);
      if (place) place.textContent = this.words(`step_${step}`, { n: n_waiting });
      const lost = document.querySelector<HTMLElement>(`[data-lost-of="${round}"]`);
      if (lost) lost.hidden = !NOT_OPENED.includes(step);
    }
  }

  private async saveWork(): Promise<void> {
    const { workUrl = "", csrf = "" } = this.root.dataset;
    const work = await asked<Work>(workUrl, csrf);
    saveAs("bothways-work.json", JSON.stringify(work), "application/json");
    this.told({ code: "work_saved", values: {}, loud: false });
  }

  private async bring(input: HTMLInputElement): Promise<void> {
    const text = await chosen(input);
    input.value = "";
    if (!text.trimStart().startsWith("{")) throw new Distrust("no_answer");
    if (await this.send(text.trim())) this.told({ code: "answer_brought", values: {}, loud: false });
    if (this.own) await this.list();
    else await this.refreshSteps();
  }

  /** One line of what was done; the newest last, heard politely. */
  private told({ code, values, loud }: Line, title = ""): void {
    const line = this.clone(loud ? "loud" : "line");
    this.part("text", line).textContent = title ? `${title}: ${this.words(code, values)}` : this.words(code, values);
    this.part("log").append(line);
    this.part("log-head").hidden = false;
  }

  private bar(done: number, total: number, code = ""): void {
    const bar = this.part<HTMLProgressElement>("bar");
    bar.hidden = total === 0;
    [bar.max, bar.value] = [Math.max(1, total), done];
    const every = Math.max(1, Math.ceil(total / 5));
    if (!total || done % every === 0) this.say(this.part("bar-told"), total ? this.words(code, { done, total }) : "");
  }
}
