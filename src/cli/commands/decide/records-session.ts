import { resolve } from "node:path";
import { IndexedSubject } from "../../../core/criteria/index.ts";
import { createLiveOrder, type LiveOrder } from "../../../core/decide/live-order.ts";
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
import { type Saying, type Session, startSession } from "../../../core/decide/session.ts";
import { dealStage } from "../../../core/overviews/progress.ts";
import { reviewRanker } from "../../../core/overviews/rating-queue.ts";
import { linksTo } from "../../../core/overviews/report-links.ts";
import { WITHDRAWN } from "../../../core/records/decision.ts";
import type { RecordKey, Stage } from "../../../core/records/model.ts";
import type { ReviewTexts } from "../../../core/review/rate-review.ts";
import { judgeCriteria } from "../../../core/screening/judge-criteria.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";
import type { Io } from "../../io/io.ts";
import { type RecordView, recordLines, voteLines } from "./items.ts";
import { openLinks } from "./links.ts";
import type { OpenSession, PreparedSession } from "./open-session.ts";
import { openReadAhead, type ReadAhead, searchRecords } from "./read-ahead.ts";
import type { SessionSource } from "./run-session.ts";

/** A session about records, with what its parts share. */
interface RecordsSession extends OpenSession {
  readonly stage: Stage;
  /** Whether it settles disagreements of others. */
  readonly resolving: boolean;
  /** The name of the stage in messages. */
  readonly stageName: string;
  /** The records that wait for the reviewer, as the review orders them. */
  readonly waiting: readonly RecordKey[];
  /** The reviewer's earlier votes. */
  readonly own: (key: RecordKey) => ReturnType<typeof ownRow>;
  readonly readAhead: ReadAhead;
  readonly live: LiveOrder | undefined;
}

/**
 * Screening of records and assessment of reports; with conflicts, settling disagreements of others.
 */
export function recordsSession(open: OpenSession): PreparedSession {
  const { screened, reviewer, request } = open;
  const resolving = request.kind === "resolve";
  const { stage, left: waiting } = stageToDecide(open);
  const stageName = stage === "title-abstract" ? "title/abstract" : "full text";
  const screening = request.audit === undefined ? stageName : "audit of what was excluded";
  const where = resolving ? `conflicts at ${stageName}` : screening;
  const learned = textsOfReviewer(screened, reviewer, stage, new Set(waiting));
  const live = liveOrderOf(open, stage, waiting, learned.texts);
  const readAhead = openReadAhead(screened);
  const own = (key: RecordKey) => ownRow(screened.ballot(key, stage), reviewer);
  const session = { ...open, stage, resolving, stageName, waiting, own, readAhead, live };
  const start = startOf(session, learned.hasOwnVotes);
  return { where, start, source: sourceOf(session, where, start.said, learned.hasOwnVotes) };
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
function startOf(session: RecordsSession, hasOwnVotes: boolean): Session {
  const { screened, reviewer, request, stage, resolving, waiting, own, readAhead, live } = session;
  // The rating of the review decides where to begin, unless the reviewer has votes beyond settled
  // outcomes; without a rating the criteria may decide.
  const isLive = screened.rating.kind !== "rated" || hasOwnVotes;
  const queue =
    isLive && live?.knows ? live.arrange(waiting, (key) => readAhead.has([key])) : waiting;
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

/** What the session shows and writes, record by record. */
function sourceOf(
  session: RecordsSession,
  where: string,
  said: ReadonlyMap<RecordKey, Saying>,
  hadOwnVotes: boolean,
): SessionSource {
  const { io, review, screened, reviewer, request, records, stage, readAhead, live } = session;
  const isAtHand = (key: RecordKey) => readAhead.has([key]);
  const standing = new Map<RecordKey, Saying | undefined>(said);
  let hasOwnVotes = hadOwnVotes;
  return {
    frame: {
      heading: () => [where, reviewer, orderName(session, live, hasOwnVotes)],
      plan: {
        task: request.kind,
        reasons: reasonsAt(review.input.protocol, stage),
        reasonRequired: stage === "full-text",
        canMissReports: stage === "full-text" && request.kind === "screen",
        labelOf: (key) => labelOf(records.get(key)),
      },
    },
    isReady: isAtHand,
    async prepare(upcoming) {
      const key = upcoming[0]!;
      live?.shown(key);
      await readAhead.fetch([key], upcoming);
      return linesOf(session, key);
    },
    async say(key, saying) {
      await write(session, key, standing.get(key), saying);
      const vote = voteOf(saying);
      standing.set(key, saying);
      hasOwnVotes ||= vote !== undefined;
      live?.decide(key, outcomeOf(vote));
    },
    search: (text, keys) => searchRecords(screened.read, text, keys),
    arrange(upcoming) {
      if (live === undefined || !live.knows) return upcoming;
      // Records that come soon are read in the background; those in memory come first meanwhile.
      const best = live.arrange(upcoming, () => false);
      void readAhead.fetch([], [...upcoming.slice(0, SOON), ...best]);
      return live.arrange(upcoming, isAtHand);
    },
    async open(key) {
      const file = await fullTextOf(io, screened.fullTextName(key));
      const links = file?.endsWith(".pdf")
        ? [resolve(io.folder, file)]
        : linksTo(readAhead.get(key).record);
      return openLinks(io, links);
    },
  };
}

/** The lines that show a record, at a width. */
async function linesOf(session: RecordsSession, key: RecordKey) {
  const { io, review, screened, records, stage, stageName, resolving, readAhead } = session;
  const { protocol } = review.input;
  const subject = readAhead.get(key);
  const fullText =
    stage === "full-text" ? await fullTextOf(io, screened.fullTextName(key)) : undefined;
  const view: RecordView = {
    key,
    record: subject.record,
    sources: records.get(key)?.sources ?? [],
    judgements: judgeCriteria(protocol, stage, new IndexedSubject(subject)),
    ...(fullText !== undefined && { fullText }),
  };
  const criteria = protocol.criteria.filter(
    (criterion) => criterion.stage === stage || criterion.stage === "title-abstract",
  );
  // Reviewers work blind: other votes are shown only to those who settle conflicts.
  return (width: number) => [
    ...(resolving ? voteLines(screened.ballot(key, stage), stageName, width) : []),
    ...recordLines(view, criteria, width),
  ];
}

/** Adds the rows of an answer to the tables of the review. */
async function write(
  { screened, table, retrievals, records, decidedAt, stage, resolving, own }: RecordsSession,
  key: RecordKey,
  before: Saying | undefined,
  saying: Saying | undefined,
): Promise<void> {
  // A report that was not retrieved has no decision, and one with a decision was retrieved.
  if (before?.verdict === "not-retrieved" || saying?.verdict === "not-retrieved")
    await retrievals.add(retrievalRow(key, saying));
  const vote = voteOf(saying);
  if (vote === undefined && voteOf(before) === undefined) return;
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
}

/** An answer that is a decision on the record: one that the report is missing is none. */
function voteOf(saying: Saying | undefined): Saying | undefined {
  return saying?.verdict === "not-retrieved" ? undefined : saying;
}

/** How many records are shown before newly read ones can be. */
const SOON = 20;

/**
 * The order that follows the reviewer's decisions; undefined if records come by key, by lot, or to
 * be settled.
 */
function liveOrderOf(
  { request, screened, review, reviewer }: OpenSession,
  stage: Stage,
  waiting: readonly RecordKey[],
  texts: ReviewTexts,
): LiveOrder | undefined {
  if (request.order !== "rating" || request.kind !== "screen" || request.audit !== undefined)
    return undefined;
  const { protocol } = review.input;
  const { pilot } = dealStage(screened, protocol, stage);
  const movable = waiting.filter(
    (key) => !pilot.has(key) && ownRow(screened.ballot(key, stage), reviewer) === undefined,
  );
  return createLiveOrder(texts, reviewRanker(texts, "default", protocol.ratingSeed), movable);
}

/** How the records are ordered, for the heading. */
function orderName(
  { request, screened }: OpenSession,
  live: LiveOrder | undefined,
  hasOwnVotes: boolean,
): string {
  if (request.audit !== undefined) return "by lot";
  if (request.order === "key") return "by key";
  if (hasOwnVotes && live?.knows) return "by rating of your votes and of outcomes";
  if (screened.rating.kind === "rated") return "by rating";
  return live?.knows ? "by rating, cold start" : "by key, no rating yet";
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

/** The path of the file with this name in fulltext/; a PDF comes before its text. */
async function fullTextOf(io: Io, name: string): Promise<string | undefined> {
  for (const ending of ["pdf", "txt"]) {
    const path = `fulltext/${name}.${ending}`;
    if ((await io.kindOf(path)) === "file") return path;
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
