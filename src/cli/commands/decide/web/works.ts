import type { Order } from "../../../../core/decide/order.ts";
import type { WorkName } from "../../../../core/decide/page-data.ts";
import { auditWaiting, recordsWaiting } from "../../../../core/decide/queue.ts";
import { type StageProgress, stageProgress } from "../../../../core/overviews/progress.ts";
import { STAGES, type Stage } from "../../../../core/records/model.ts";
import type { Time } from "../../../../core/records/time.ts";
import type { GrowingTable } from "../../../folder/growing-table.ts";
import type { Io } from "../../../io/io.ts";
import type { OpenSession, SessionRequest } from "../open-session.ts";
import { prepareSession } from "../prepare-session.ts";
import type { Snapshot, Snapshots } from "./snapshots.ts";
import { SavedMessages, Work } from "./work.ts";

/** A reviewer who may come in, with the tables that the reviewer's answers are written to. */
export interface OpenReviewer {
  readonly reviewer: string;
  readonly table: GrowingTable;
  readonly pairs: GrowingTable;
  readonly retrievals: GrowingTable;
}

/** What a work is about, as the command line would ask for it. */
const REQUESTS: Readonly<Record<WorkName, Pick<SessionRequest, "kind" | "stage">>> = {
  "screen/title-abstract": { kind: "screen", stage: "title-abstract" },
  "screen/full-text": { kind: "screen", stage: "full-text" },
  "resolve/title-abstract": { kind: "resolve", stage: "title-abstract" },
  "resolve/full-text": { kind: "resolve", stage: "full-text" },
  pairs: { kind: "pairs", stage: undefined },
  audit: { kind: "screen", stage: "title-abstract" },
};

/** Every work, in the order of the dashboard. */
export const WORKS = Object.keys(REQUESTS) as readonly WorkName[]; // the keys of a record

export function isWork(name: string): name is WorkName {
  return Object.hasOwn(REQUESTS, name);
}

/** The works of all reviewers, one session each. */
export class Works {
  readonly #io: Io;
  readonly #snapshots: Snapshots;
  /** Who has a link: also those whom neither the protocol nor a decision names yet. */
  readonly #reviewers: readonly string[];
  readonly #settings: { readonly order: Order; readonly audit: number | undefined };
  readonly #decidedAt: (latest: Time) => string;
  readonly #works = new Map<string, { work: Work; from: Snapshot }>();
  readonly #saved = new Map<string, SavedMessages>();
  readonly #progress = new WeakMap<Snapshot, readonly StageProgress[]>();

  constructor(
    io: Io,
    snapshots: Snapshots,
    reviewers: readonly string[],
    settings: { readonly order: Order; readonly audit: number | undefined },
    decidedAt: (latest: Time) => string,
  ) {
    this.#io = io;
    this.#snapshots = snapshots;
    this.#reviewers = reviewers;
    this.#settings = settings;
    this.#decidedAt = decidedAt;
  }

  /** The works that a reviewer may open now. */
  offered(reviewer: string): readonly WorkName[] {
    return WORKS.filter((name) => {
      if (name === "audit") return this.#settings.audit !== undefined;
      return REQUESTS[name].kind !== "resolve" || this.maySettle(reviewer);
    });
  }

  /** A reviewer's work, from the newest reading of the review that has all of the reviewer's rows. */
  async workOf(open: OpenReviewer, name: WorkName): Promise<Work> {
    const id = JSON.stringify([open.reviewer, name]);
    const known = this.#works.get(id);
    const isDone = known !== undefined && known.work.progress.left === 0;
    // What waits at later stages and in conflicts follows from answers to other works.
    if (isDone || (known === undefined && name !== "screen/title-abstract"))
      await this.#snapshots.renewed();
    const from = this.#snapshots.current;
    // A session made while this one waited for the review is the one that windows share.
    const there = this.#works.get(id);
    if (there?.from === from) return there.work;
    if (there !== undefined && !this.#snapshots.holdsAll(open.reviewer)) return there.work;
    const order = there?.work.order ?? this.#settings.order;
    const prepare = (later: (work: () => Promise<void>) => void) =>
      prepareSession({ ...this.#openSession(open, name, from, order), later });
    if (there === undefined) {
      const work = new Work(name, prepare, order, this.#savedOf(open.reviewer));
      this.#works.set(id, { work, from });
      return work;
    }
    there.work.replace(prepare);
    there.from = from;
    return there.work;
  }

  /** A work that has been opened. */
  opened(reviewer: string, name: WorkName): Work | undefined {
    return this.#works.get(JSON.stringify([reviewer, name]))?.work;
  }

  /** How far everybody is at each stage, by the current reading of the review. */
  progress(): readonly StageProgress[] {
    const { current } = this.#snapshots;
    const known = this.#progress.get(current);
    if (known !== undefined) return known;
    const { protocol } = current.review.input;
    const made = STAGES.map((stage) => {
      const isOpen = protocol.screening[stage].reviewers.length === 0;
      const reviewers = isOpen ? this.#reviewers : [];
      return stageProgress(current.screened, protocol, stage, { reviewers });
    });
    this.#progress.set(current, made);
    return made;
  }

  /** How many records wait for a reviewer at a stage, and how many the reviewer has decided. */
  standing(reviewer: string, stage: Stage): { readonly decided: number; readonly left: number } {
    const live = this.opened(reviewer, `screen/${stage}`)?.progress;
    if (live !== undefined) return live;
    const own = this.progress()
      .find((one) => one.stage === stage)
      ?.reviewers.find((one) => one.reviewer === reviewer);
    if (own !== undefined) return { decided: own.decided, left: own.left.length };
    // Nobody has told the review of this reviewer yet.
    const { screened, review } = this.#snapshots.current;
    const { protocol } = review.input;
    return {
      decided: 0,
      left: recordsWaiting(screened, protocol, reviewer, stage, "key").length,
    };
  }

  /** How many records of the audit wait for a reviewer. */
  auditLeft(reviewer: string): number {
    const { screened, review } = this.#snapshots.current;
    const { audit } = this.#settings;
    if (audit === undefined) return 0;
    return auditWaiting(screened, review.input.protocol, reviewer, audit).length;
  }

  /** Whether a reviewer has decided something, and nothing waits for the reviewer. */
  isThrough(reviewer: string): boolean {
    const stages = STAGES.map((stage) => this.standing(reviewer, stage));
    return stages.every(({ left }) => left === 0) && stages.some(({ decided }) => decided > 0);
  }

  /** Whether a reviewer is named as one who settles conflicts. */
  isAdjudicator(reviewer: string): boolean {
    return this.#snapshots.current.review.input.protocol.adjudicators.includes(reviewer);
  }

  /**
   * Whether a reviewer may see votes that disagree: the adjudicators, or without any, whoever has no
   * own vote left to give.
   */
  maySettle(reviewer: string): boolean {
    const { adjudicators } = this.#snapshots.current.review.input.protocol;
    return adjudicators.length > 0 ? this.isAdjudicator(reviewer) : this.isThrough(reviewer);
  }

  #openSession(
    { reviewer, table, pairs, retrievals }: OpenReviewer,
    name: WorkName,
    from: Snapshot,
    order: Order,
  ): OpenSession {
    const { review, screened, records } = from;
    const { kind, stage } = REQUESTS[name];
    const counted = (one: GrowingTable): GrowingTable => ({
      file: one.file,
      add: (cells) => this.#snapshots.writing(reviewer, () => one.add(cells)),
    });
    return {
      io: this.#io,
      review,
      screened,
      records,
      reviewer,
      table: counted(kind === "pairs" ? pairs : table),
      retrievals: counted(retrievals),
      decidedAt: this.#decidedAt,
      request: {
        kind,
        stage,
        order,
        audit: name === "audit" ? this.#settings.audit : undefined,
        revise: false,
        rating: true,
      },
    };
  }

  #savedOf(reviewer: string): SavedMessages {
    const known = this.#saved.get(reviewer) ?? new SavedMessages();
    this.#saved.set(reviewer, known);
    return known;
  }
}
