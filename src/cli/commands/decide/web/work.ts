import { advance } from "../../../../core/decide/advance.ts";
import { ORDERS, type Order } from "../../../../core/decide/order.ts";
import { decidedIds } from "../../../../core/decide/own-decisions.ts";
import {
  type AnswerMessage,
  type AnswerSaved,
  type AnswerStale,
  type Found,
  type ItemView,
  type OwnAnswer,
  UPCOMING,
  type WorkName,
  type WorkPlan,
  type WorkState,
} from "../../../../core/decide/page-data.ts";
import { sayingText } from "../../../../core/decide/saying-text.ts";
import { allWaiting } from "../../../../core/decide/search.ts";
import {
  act,
  type Command,
  type Progress,
  progressOf,
  type Saying,
  type Session,
  type SessionPlan,
} from "../../../../core/decide/session.ts";
import { plainText } from "../../../../core/records/text/plain-text.ts";
import type { PreparedSession } from "../open-session.ts";

/** How many items go along with an answer, so that the next one shows at once. */
const ITEMS_AHEAD = 2;
/** How many items a page gets when it opens a work. */
const ITEMS_AT_FIRST = 10;
/** The most items that a page can ask for at a time. */
const ITEMS_AT_MOST = 60;

/** A work as it stands: what a page shows of it. */
export interface WorkNow {
  readonly plan: WorkPlan;
  readonly state: WorkState;
  readonly items: readonly ItemView[];
}

/**
 * One reviewer's session in the server, shared by all windows of the reviewer. Requests are answered
 * one after the other.
 */
export class Work {
  readonly name: WorkName;
  #prepared: PreparedSession;
  #session: Session;
  #order: Order;
  #last: Promise<unknown> = Promise.resolve();
  readonly #saved: SavedMessages;

  readonly #later: (() => Promise<void>)[] = [];

  /** @param prepare makes the session, which puts work off by the function that it is given */
  constructor(
    name: WorkName,
    prepare: (later: (work: () => Promise<void>) => void) => PreparedSession,
    order: Order,
    saved: SavedMessages,
  ) {
    this.name = name;
    this.#prepared = this.#made(prepare);
    this.#session = this.#prepared.start;
    this.#order = order;
    this.#saved = saved;
  }

  #made(prepare: (later: (work: () => Promise<void>) => void) => PreparedSession): PreparedSession {
    this.#later.length = 0;
    return prepare((work) => this.#later.push(work));
  }

  /** The order that the reviewer chose, for a session that takes the place of this one. */
  get order(): Order {
    return this.#order;
  }

  get progress(): Progress {
    return progressOf(this.#session);
  }

  /** What an answer may be. */
  get plan(): SessionPlan {
    return this.#prepared.plan;
  }

  /** Goes on in a session made from a newer reading of the review; what was shown stays first. */
  replace(prepare: (later: (work: () => Promise<void>) => void) => PreparedSession): void {
    const [first] = this.#session.queue;
    const prepared = this.#made(prepare);
    const { start } = prepared;
    const isPilot = prepared.pilot.has(start.queue[0] ?? "");
    this.#prepared = prepared;
    this.#session =
      first === undefined || isPilot || !start.queue.includes(first)
        ? start
        : { ...start, queue: [first, ...start.queue.filter((id) => id !== first)] };
  }

  open(): Promise<WorkNow> {
    return this.#alone(() => this.#now(ITEMS_AT_FIRST));
  }

  /** The items with these ids, without those that the reviewer may not see. */
  items(ids: readonly string[]): Promise<readonly ItemView[]> {
    return this.#alone(() =>
      this.#prepared.desk.view(
        [...new Set(ids)].filter((id) => this.#mayShow(id)).slice(0, ITEMS_AT_MOST),
      ),
    );
  }

  answers(): readonly OwnAnswer[] {
    const { plan } = this.#prepared;
    return decidedIds(this.#session).map((id) => ({
      id,
      said: this.#session.said.get(id)!,
      label: plainText(plan.labelOf(id)),
    }));
  }

  search(text: string): Promise<Found> {
    return this.#alone(async () => {
      const waiting = allWaiting(this.#session);
      const { desk, plan } = this.#prepared;
      const found = await desk.search(text, waiting);
      return {
        waiting: waiting.length,
        found: waiting
          .filter((id) => found.has(id))
          .map((id) => ({ id, label: plainText(plan.labelOf(id)) })),
      };
    });
  }

  skip(id: string): Promise<WorkNow> {
    return this.#alone(() => {
      this.#session = act(this.#session, { kind: "skip", id }).session;
      return this.#now(ITEMS_AHEAD);
    });
  }

  /** Undefined if this work has one order only. */
  reorder(order: Order): Promise<WorkNow | undefined> {
    return this.#alone(async () => {
      const { reorder } = this.#prepared;
      if (reorder === undefined) return undefined;
      this.#order = order;
      this.#session = { ...this.#session, queue: reorder(this.#session.queue, order) };
      return this.#now(ITEMS_AT_FIRST);
    });
  }

  /** Whether an answer can be about this item. */
  knows(id: string): boolean {
    return this.#mayShow(id);
  }

  /** Writes an answer down; throws a UserError if the disk refuses. */
  answer(message: AnswerMessage): Promise<AnswerSaved | AnswerStale> {
    return this.#alone(async (): Promise<AnswerSaved | AnswerStale> => {
      const { uuid, key } = message;
      const before = this.#saved.get(uuid);
      if (before !== undefined) return this.#savedAnswer(uuid, before);
      const [item] = await this.#prepared.desk.view([key]);
      const saying = message.saying ?? undefined;
      const { seen, said } = item!;
      const isCurrent = seen === message.seen;
      // What stands already was written before a crash kept its answer back. Only an item that
      // waits, such as a maybe at full text, can be answered in the same way again.
      const stands = sameSaying(said, saying);
      const waits = saying !== undefined && this.#session.queue.includes(key);
      if (stands && !(isCurrent && waits))
        return this.#remember(uuid, { key, seen, says: says(said) });
      if (!isCurrent) {
        return {
          uuid,
          error: "stale",
          message: `This was answered elsewhere since it was shown: ${says(said)}.`,
          item: item!,
          state: this.#state(),
        };
      }
      const step = act(this.#session, this.#commandFor(key, saying));
      this.#session = await advance(step, this.#prepared.desk);
      const [now] = await this.#prepared.desk.view([key]);
      return this.#remember(uuid, { key, seen: now!.seen, says: says(saying) });
    }).finally(() => this.#catchUp());
  }

  /** Does what was put off, once the answer is on its way, and arranges the queue anew. */
  #catchUp(): void {
    if (this.#later.length === 0) return;
    setImmediate(() => {
      void this.#alone(async () => {
        for (const work of this.#later.splice(0)) await work();
        const { queue } = this.#session;
        this.#session = { ...this.#session, queue: this.#prepared.desk.arrange(queue) };
      });
    });
  }

  /** An answer as a command: what stood before the last answer is its undo. */
  #commandFor(id: string, saying: Saying | undefined): Command {
    const last = this.#session.done.at(-1);
    if (last?.id === id && this.#session.said.has(id) && sameSaying(last.before, saying))
      return { kind: "undo" };
    return saying === undefined ? { kind: "withdraw", id } : { kind: "say", id, saying };
  }

  /** Conflicts and pairs show more than their records, so only those that wait or were answered. */
  #mayShow(id: string): boolean {
    const { queue, said } = this.#session;
    return queue.includes(id) || said.has(id) || this.#prepared.knows(id);
  }

  async #now(items: number): Promise<WorkNow> {
    const { plan, stage, where, reorder } = this.#prepared;
    const view: WorkPlan = {
      work: this.name,
      task: plan.task,
      where,
      ...(stage !== undefined && { stage }),
      reasons: plan.reasons.map(({ id, text }) => ({ id, text: plainText(text) })),
      reasonRequired: plan.reasonRequired,
      canMissReports: plan.canMissReports,
      orders: reorder === undefined ? [] : ORDERS,
    };
    return { plan: view, state: this.#state(), items: await this.#ahead(items) };
  }

  async #ahead(items: number): Promise<readonly ItemView[]> {
    const { queue } = this.#session;
    if (queue.length === 0) return [];
    const { desk } = this.#prepared;
    const first = await desk.prepare(queue);
    return [first, ...(await desk.view(queue.slice(1, items)))];
  }

  #state(): WorkState {
    const { decided, left, verdicts } = progressOf(this.#session);
    const upcoming = this.#session.queue.slice(0, UPCOMING);
    return {
      decided,
      left,
      verdicts: Object.fromEntries(verdicts),
      upcoming,
      order: this.#order,
      orderName: this.#prepared.orderName(),
      pilot: upcoming.filter((id) => this.#prepared.pilot.has(id)),
    };
  }

  #remember(uuid: string, saved: SavedMessage): Promise<AnswerSaved> {
    this.#saved.add(uuid, saved);
    return this.#savedAnswer(uuid, saved);
  }

  async #savedAnswer(uuid: string, saved: SavedMessage): Promise<AnswerSaved> {
    const items = await this.#ahead(ITEMS_AHEAD);
    return { uuid, ...saved, state: this.#state(), items };
  }

  #alone<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(act, act);
    this.#last = result.catch(() => {});
    return result;
  }
}

/** An answer that is on the disk. */
type SavedMessage = Pick<AnswerSaved, "key" | "seen" | "says">;

/** More than a reviewer answers between a message and its repetition. */
const REMEMBERED = 10_000;

/** The messages of a reviewer that are on the disk, by uuid, so that a repeated one adds nothing. */
export class SavedMessages {
  readonly #byUuid = new Map<string, SavedMessage>();

  get(uuid: string): SavedMessage | undefined {
    return this.#byUuid.get(uuid);
  }

  add(uuid: string, saved: SavedMessage): void {
    this.#byUuid.set(uuid, saved);
    if (this.#byUuid.size <= REMEMBERED) return;
    const [oldest] = this.#byUuid.keys();
    this.#byUuid.delete(oldest!);
  }
}

function says(saying: Saying | undefined): string {
  return saying === undefined ? "taken back" : sayingText(saying);
}

function sameSaying(a: Saying | undefined, b: Saying | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.verdict !== b.verdict) return false;
  // retrieval.csv is everybody's, and what slr reads back of it is the status.
  if (a.verdict === "not-retrieved") return true;
  const parts = ({ reasons, note, tags }: Saying) =>
    JSON.stringify([reasons.map(plainText), plainText(note), tags.map(plainText)]);
  return parts(a) === parts(b);
}
