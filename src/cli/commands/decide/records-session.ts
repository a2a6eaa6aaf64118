import { resolve } from "node:path";
import type { Desk } from "../../../core/decide/advance.ts";
import { ratingText, ratingView, recordView, voteViews } from "../../../core/decide/item-view.ts";
import { createLiveOrder, type LiveOrder } from "../../../core/decide/live-order.ts";
import type { Order } from "../../../core/decide/order.ts";
import { outliersFirst } from "../../../core/decide/outlier-order.ts";
import type { FullTextView, ItemView, RatingView } from "../../../core/decide/page-data.ts";
import {
  auditWaiting,
  conflictsWaiting,
  firstStageWith,
  ownDecisions,
  ownRow,
  recordsWaiting,
} from "../../../core/decide/queue.ts";
import { reasonsAt } from "../../../core/decide/reasons.ts";
import { textsOfReviewer } from "../../../core/decide/reviewer-texts.ts";
import { decisionRow, retrievalRow } from "../../../core/decide/rows.ts";
import {
  type Saying,
  type Session,
  type SessionPlan,
  startSession,
} from "../../../core/decide/session.ts";
import { dealStage } from "../../../core/overviews/progress.ts";
import { reviewRanker } from "../../../core/overviews/rating/rating-queue.ts";
import { linksTo } from "../../../core/overviews/reports/report-links.ts";
import { WITHDRAWN } from "../../../core/records/decision.ts";
import type { RecordKey, Stage } from "../../../core/records/model.ts";
import { compareText } from "../../../core/records/problem.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { keptRecords } from "../../../core/review/earlier/kept-records.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";
import type { Io } from "../../io/io.ts";
import { openLinks } from "./links.ts";
import type { OpenSession, PreparedSession } from "./open-session.ts";
import { openReadAhead, type ReadAhead, searchRecords } from "./read-ahead.ts";

/** A session about records, with what its parts share. */
interface RecordsSession extends OpenSession {
  readonly stage: Stage;
  /** Whether it settles disagreements of others. */
  readonly resolving: boolean;
  /** The records that wait for the reviewer, as the review orders them. */
  readonly waiting: readonly RecordKey[];
  /** The reviewer's earlier votes. */
  readonly own: (key: RecordKey) => ReturnType<typeof ownRow>;
  readonly readAhead: ReadAhead;
  /**
   * The order that follows the reviewer's decisions, made when it is needed first; undefined if
   * records come by lot or to be settled.
   */
  readonly live: (() => LiveOrder) | undefined;
  /** Makes `live` quick, if an earlier run kept vectors. */
  readonly recallVectors: () => Promise<void>;
  /** A queue with the outliers first, as they are at the beginning of the session. */
  readonly outliersFirst: (queue: readonly RecordKey[]) => RecordKey[];
  /** Answers from which the rating has not learned, because nothing needed it. */
  readonly unlearned: (readonly [RecordKey, 1 | -1 | 0])[];
  /** Fixes a record that was shown in its place, before there is a live order. */
  readonly shown: (key: RecordKey) => void;
  /** What changes while the session lasts. */
  readonly now: {
    order: Order;
    hasOwnVotes: boolean;
    /** Whether the live order is needed; until then the rating of the review orders the queue. */
    isLive: boolean;
    /** Whether the rating learns from each answer, because it orders the queue or is shown. */
    followsRating: boolean;
    /** The queue as it was when its first item was shown. */
    upcoming: readonly RecordKey[];
  };
}

/**
 * Screening of records and assessment of reports; with conflicts, settling disagreements of others.
 */
export function recordsSession(open: OpenSession): PreparedSession {
  const { screened, review, reviewer, request, records } = open;
  const resolving = request.kind === "resolve";
  const { stage, left: waiting } = stageToDecide(open);
  const stageName = stage === "title-abstract" ? "title/abstract" : "full text";
  const screening = request.audit === undefined ? stageName : "audit of what was excluded";
  const where = resolving ? `conflicts at ${stageName}` : screening;
  const learned = textsOfReviewer(screened, reviewer, stage, new Set(waiting));
  const hasOrders = request.kind === "screen" && request.audit === undefined;
  const { pilot } = dealStage(screened, review.input.protocol, stage);
  const own = (key: RecordKey) => ownRow(screened.ballot(key, stage), reviewer);
  const movable = waiting.filter((key) => !pilot.has(key) && own(key) === undefined);
  const free = new Set(movable);
  const live = hasOrders
    ? once(() => {
        const { ratingSeed } = review.input.protocol;
        const ranker = reviewRanker(learned.texts, "default", ratingSeed);
        return createLiveOrder(learned.texts, ranker, free);
      })
    : undefined;
  const session: RecordsSession = {
    ...open,
    stage,
    resolving,
    waiting,
    own,
    readAhead: openReadAhead(screened, keptRecords(screened.found)),
    live,
    recallVectors: once(screened.recallVectors),
    outliersFirst: (queue) => outliersFirst(learned.texts, queue, new Set(movable)),
    unlearned: [],
    shown: (key) => void free.delete(key),
    now: {
      order: request.order,
      hasOwnVotes: learned.hasOwnVotes,
      // The rating of the review decides where to begin, unless the reviewer has votes beyond settled
      // outcomes; without a rating the criteria may decide.
      isLive: screened.rating.kind !== "rated" || (learned.hasOwnVotes && !screened.isRatedEarlier),
      followsRating: hasOrders && (request.order === "rating" || request.rating === true),
      upcoming: [],
    },
  };
  const start = startOf(session);
  const plan: SessionPlan = {
    task: request.kind,
    reasons: reasonsAt(review.input.protocol, stage),
    reasonRequired: stage === "full-text",
    canMissReports: stage === "full-text" && request.kind === "screen",
    labelOf: (key) => labelOf(records.get(key)),
  };
  return {
    where,
    start,
    plan,
    stage,
    heading: () => [where, reviewer, orderName(session)],
    orderName: () => orderName(session),
    pilot: hasOrders ? pilot : new Set(),
    knows: (key) => !resolving && records.has(key),
    desk: deskOf(session, start.said),
    ...(hasOrders && {
      reorder: (queue, order) => reorder(session, queue, order, new Set(movable)),
    }),
  };
}

/** A value that is made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The stage that was asked for, or the first at which records wait; and these records. */
function stageToDecide({ screened, review, reviewer, request }: OpenSession) {
  const { protocol } = review.input;
  const left = (stage: Stage) => {
    if (request.kind === "resolve") return conflictsWaiting(screened, stage, request.order);
    if (request.audit !== undefined)
      return auditWaiting(screened, protocol, reviewer, request.audit);
    return recordsWaiting(screened, protocol, reviewer, stage, request.order);
  };
  return request.stage === undefined
    ? firstStageWith(left)
    : { stage: request.stage, left: left(request.stage) };
}

/** The session at its beginning: its queue, and the reviewer's answers so far. */
function startOf(session: RecordsSession): Session {
  const { screened, reviewer, request, stage, resolving, waiting, own, readAhead, now } = session;
  const live = ordering(session);
  const queue = live?.knows
    ? live.arrange(waiting, (key) => readAhead.has([key]))
    : now.order === "outliers"
      ? session.outliersFirst(waiting)
      : waiting;
  const isWaiting = new Set(waiting);
  const answered = resolving
    ? []
    : ownDecisions(screened, reviewer, stage)
        .filter(({ key, row }) => !isWaiting.has(key) && row.verdict !== WITHDRAWN)
        .map(({ key }) => key);
  return startSession({
    queue,
    answered,
    said: resolving ? new Map() : saidBefore([...answered, ...queue], own),
    notice:
      request.stage === undefined && stage === "full-text" && !resolving
        ? "Nothing is left for you at title/abstract: these are reports at full text."
        : "",
  });
}

/** The live order, if it orders the queue now. */
function ordering({ live, now }: RecordsSession): LiveOrder | undefined {
  return now.order === "rating" && now.isLive ? live?.() : undefined;
}

/** What the session shows and writes, record by record. */
function deskOf(session: RecordsSession, said: ReadonlyMap<RecordKey, Saying>): Desk {
  const { io, screened, readAhead, now } = session;
  const isAtHand = (key: RecordKey) => readAhead.has([key]);
  const standing = new Map<RecordKey, Saying | undefined>(said);
  const rowsBefore = once(() => countRows(session));
  const added = new Map<RecordKey, number>();
  const viewOf = (key: RecordKey): Promise<ItemView> => {
    const name = session.own(key)?.reference.record ?? key;
    const seen = (rowsBefore().get(name) ?? 0) + (added.get(key) ?? 0);
    return itemOf(session, key, seen, standing.get(key));
  };
  return {
    isReady: isAtHand,
    async prepare(upcoming) {
      const key = upcoming[0]!;
      const order = ordering(session);
      if (order === undefined) session.shown(key);
      else order.shown(key);
      now.upcoming = upcoming;
      await readAhead.fetch([key], upcoming);
      return viewOf(key);
    },
    async view(keys) {
      await readAhead.fetch(keys, now.upcoming);
      return Promise.all(keys.map(viewOf));
    },
    async say(key, saying) {
      added.set(
        key,
        (added.get(key) ?? 0) + (await write(session, key, standing.get(key), saying)),
      );
      const vote = voteOf(saying);
      standing.set(key, saying);
      now.hasOwnVotes ||= vote !== undefined;
      session.unlearned.push([key, outcomeOf(vote)]);
      if (!now.followsRating) return;
      if (session.later === undefined) learn(session);
      else
        session.later(async () => {
          await session.recallVectors();
          learn(session);
        });
    },
    search: (text, keys) => searchRecords(screened.read, text, keys),
    arrange(upcoming) {
      const order = ordering(session);
      // What has not been learned changes no order.
      if (!order?.knows || session.unlearned.length > 0) return upcoming;
      // Records that come soon are read in the background; those in memory come first meanwhile.
      const best = order.arrange(upcoming, () => false);
      void readAhead.fetch([], [...upcoming.slice(0, SOON), ...best]);
      return order.arrange(upcoming, isAtHand);
    },
    async catchUp() {
      now.isLive = true;
      if (now.order === "rating") await session.recallVectors();
      ordering(session);
    },
    why(key) {
      learn(session);
      const rating = ratingOf(session, key);
      return rating === undefined ? "There is no rating here." : ratingText(rating);
    },
    async open(key) {
      const file = await fullTextOf(io, screened.fullTextName(key));
      const links =
        file?.kind === "pdf" ? [resolve(io.folder, file.file)] : linksTo(readAhead.get(key).record);
      return openLinks(io, links);
    },
  };
}

/** Lets the rating learn from answers that were given before it was needed. */
function learn(session: RecordsSession): void {
  const { live, now, unlearned } = session;
  if (live === undefined) return;
  now.followsRating = true;
  now.isLive = true;
  for (const [key, outcome] of unlearned.splice(0)) live().decide(key, outcome);
}

/** The queue in another order: the pilot first, then by rating or key, then what comes again. */
function reorder(
  session: RecordsSession,
  queue: readonly RecordKey[],
  order: Order,
  movable: ReadonlySet<RecordKey>,
): readonly RecordKey[] {
  session.now.order = order;
  const sorted = queue.filter((key) => movable.has(key)).sort(compareText);
  let next = 0;
  const byKey = queue.map((key) => (movable.has(key) ? sorted[next++]! : key));
  if (order === "key") return byKey;
  if (order === "outliers") return session.outliersFirst(byKey);
  learn(session);
  const live = ordering(session);
  return live?.knows ? live.arrange(byKey, () => true) : byKey;
}

/** The number of rows of the reviewer's tables about each record, by the name that they give it. */
function countRows({ review, reviewer, stage, resolving }: RecordsSession): Map<string, number> {
  const counts = new Map<string, number>();
  const rows = [
    ...review.input.decisions.filter(
      (row) => row.reviewer === reviewer && row.stage === stage && row.resolves === resolving,
    ),
    ...(stage === "full-text" ? review.input.retrievals : []),
  ];
  for (const { reference } of rows)
    counts.set(reference.record, (counts.get(reference.record) ?? 0) + 1);
  return counts;
}

/** A record with what the reviewer may see of it. */
async function itemOf(
  session: RecordsSession,
  key: RecordKey,
  seen: number,
  said: Saying | undefined,
): Promise<ItemView> {
  const { io, review, screened, records, stage, resolving, readAhead, now } = session;
  const record = recordView(
    {
      key,
      subject: readAhead.get(key),
      sources: records.get(key)?.sources ?? [],
      fullText: await fullTextOf(io, screened.fullTextName(key)),
      rating: now.followsRating && session.request.rating ? ratingOf(session, key) : undefined,
    },
    review.input.protocol,
    stage,
  );
  const item = { id: key, seen, ...(said && { said }), label: labelOf(records.get(key)), record };
  // Reviewers work blind: other votes are shown only to those who settle conflicts.
  return resolving
    ? { ...item, kind: "conflict", votes: voteViews(screened.ballot(key, stage)) }
    : { ...item, kind: "record" };
}

function ratingOf(
  { live, records, screened }: RecordsSession,
  key: RecordKey,
): RatingView | undefined {
  if (live === undefined) return undefined;
  const { decided } = live();
  const learnedFrom =
    decided === 0
      ? "The order rests on the words of the protocol, because nothing is decided yet."
      : `The order rests on ${plural(decided, "decision")}.`;
  const scoredBefore = screened.isRatedEarlier ? " The score is older than the last of them." : "";
  return ratingView(records.get(key)?.rating, live().explain(key), `${learnedFrom}${scoredBefore}`);
}

/** Adds the rows of an answer to the tables of the review, and returns their number. */
async function write(
  { screened, table, retrievals, records, decidedAt, stage, resolving, own }: RecordsSession,
  key: RecordKey,
  before: Saying | undefined,
  saying: Saying | undefined,
): Promise<number> {
  let rows = 0;
  // A report that was not retrieved has no decision, and one with a decision was retrieved.
  if (before?.verdict === "not-retrieved" || saying?.verdict === "not-retrieved")
    rows += await retrievals.add(retrievalRow(key, saying)).then(() => 1);
  const vote = voteOf(saying);
  if (vote === undefined && voteOf(before) === undefined) return rows;
  await table.add(
    decisionRow(
      key,
      records.get(key)!.summary,
      own(key)?.reference,
      stage,
      vote,
      resolving,
      decidedAt(screened.ballot(key, stage).latest),
    ),
  );
  return rows + 1;
}

/** An answer that is a decision on the record: one that the report is missing is none. */
function voteOf(saying: Saying | undefined): Saying | undefined {
  return saying?.verdict === "not-retrieved" ? undefined : saying;
}

/** How many records are shown before newly read ones can be. */
const SOON = 20;

/** How the records are ordered, for the heading. */
function orderName(session: RecordsSession): string {
  const { request, screened, now } = session;
  if (request.audit !== undefined) return "by lot";
  if (now.order === "key") return "by key";
  if (now.order === "outliers") return "outliers first";
  if (screened.isRatedEarlier && !now.isLive) return "by the last rating";
  const knows = ordering(session)?.knows === true;
  if (now.hasOwnVotes && knows) return "by rating of your votes and of outcomes";
  if (screened.rating.kind === "rated") return "by rating";
  return knows ? "by rating, cold start" : "by key, no rating yet";
}

/** A record in one line. */
function labelOf(record: ScreenedRecord | undefined): string {
  if (record === undefined) return "";
  const { title, authors, year } = record.summary;
  const first = authors.split(";")[0]!.split(",")[0];
  return [title === "" ? "(no title)" : title, first, year].filter(Boolean).join(", ");
}

/**
 * The label that an answer gives the model: a maybe at title/abstract counts as an include, and
 * undefined removes the label.
 */
function outcomeOf(saying: Saying | undefined): 1 | -1 | 0 {
  if (saying === undefined) return 0;
  return saying.verdict === "exclude" ? -1 : 1;
}

/** The file with this name in fulltext/; a PDF comes before its text. */
export async function fullTextOf(
  io: Pick<Io, "kindOf">,
  name: string,
): Promise<FullTextView | undefined> {
  for (const [kind, ending] of [
    ["pdf", "pdf"],
    ["text", "txt"],
  ] as const) {
    const file = `fulltext/${name}.${ending}`;
    if ((await io.kindOf(file)) === "file") return { kind, file };
  }
  return undefined;
}

/** The reviewer's earlier answers about records of the queue, without withdrawn ones. */
function saidBefore(
  queue: readonly RecordKey[],
  own: (key: RecordKey) => ReturnType<typeof ownRow>,
) {
  return new Map(
    queue.flatMap((key) => {
      const row = own(key);
      if (row === undefined || row.verdict === WITHDRAWN) return [];
      const { verdict, reasons, note, tags } = row;
      return [[key, { verdict, reasons, note, tags }] as const];
    }),
  );
}
