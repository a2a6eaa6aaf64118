import { dealStage } from "../overviews/progress.ts";
import { auditOf } from "../overviews/rating/audit.ts";
import type { Protocol } from "../protocol/protocol.ts";
import type { Decision } from "../records/decision.ts";
import { type RecordKey, STAGES, type Stage } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import { compareTimes } from "../records/time.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { Box, PossibleDuplicate, ScreenedRecord } from "../screening/results.ts";
import { type Deal, waitsForVote } from "../votes/assignment.ts";
import type { Ballot } from "../votes/ballot.ts";
import type { Order } from "./order.ts";

const PENDING = {
  "title-abstract": "pending-title-abstract",
  "full-text": "pending-full-text",
} as const satisfies Record<Stage, Box>;

const CONFLICT = {
  "title-abstract": "conflict-title-abstract",
  "full-text": "conflict-full-text",
} as const satisfies Record<Stage, Box>;

/**
 * Tells whether a record waits for this reviewer at a stage: it was dealt to the reviewer, who has
 * not voted, and it has fewer votes than it needs. A record that others disagree on waits as long
 * as it lacks votes, because its absence would tell the remaining reviewers that there is a
 * conflict. A record that a stopping rule left unread is in no queue. A maybe at full text settles
 * nothing, so the record returns to the reviewer who said it.
 */
function waitsFor(
  reviewer: string,
  stage: Stage,
  { key, box }: ScreenedRecord,
  ballot: Ballot,
  deal: Deal,
): "new" | "again" | "no" {
  if (box === "unread") return "no";
  if (waitsForVote(reviewer, key, ballot, deal)) return "new";
  const own = ballot.votes.find((vote) => vote.reviewer === reviewer);
  return stage === "full-text" && own?.verdict === "maybe" && box === PENDING[stage]
    ? "again"
    : "no";
}

/** The records that wait for a reviewer at a stage, in the order in which they are shown. */
export function recordsWaiting(
  review: Pick<ScreenedReview, "results" | "ballot" | "judgementsOf">,
  protocol: Protocol,
  reviewer: string,
  stage: Stage,
  order: Order,
): RecordKey[] {
  const deal = dealStage(review, protocol, stage);
  const waiting = { new: [] as ScreenedRecord[], again: [] as ScreenedRecord[] };
  for (const record of review.results.records) {
    const how = waitsFor(reviewer, stage, record, review.ballot(record.key, stage), deal);
    if (how !== "no") waiting[how].push(record);
  }
  // Everybody begins with the pilot, in the same order.
  const fresh = inOrder(waiting.new, order);
  const pilot = [...deal.pilot].filter((key) => fresh.includes(key));
  return [
    ...pilot,
    ...fresh.filter((key) => !deal.pilot.has(key)),
    ...inOrder(waiting.again, order),
  ];
}

/**
 * The first records of an audit on which a reviewer has not voted, in the order in which they were
 * drawn.
 */
export function auditWaiting(
  review: Pick<ScreenedReview, "results" | "ballot">,
  protocol: Protocol,
  reviewer: string,
  size: number,
): RecordKey[] {
  return auditOf(review, protocol, protocol.ratingSeed)
    .population.slice(0, size)
    .map(({ record }) => record.key)
    .filter(
      (key) =>
        !review.ballot(key, "title-abstract").votes.some((vote) => vote.reviewer === reviewer),
    );
}

/** The records of a stage that have no outcome because people disagree. */
export function conflictsWaiting(
  { results }: Pick<ScreenedReview, "results">,
  stage: Stage,
  order: Order,
): RecordKey[] {
  return inOrder(
    results.records.filter(({ box }) => box === CONFLICT[stage]),
    order,
  );
}

/** A pair of records as an item of a queue. */
export function pairId({ recordA, recordB }: PossibleDuplicate): string {
  return `${recordA} ${recordB}`;
}

/** The first stage with records left, otherwise the first stage. */
export function firstStageWith<Item>(left: (stage: Stage) => readonly Item[]): {
  readonly stage: Stage;
  readonly left: readonly Item[];
} {
  let first: { readonly stage: Stage; readonly left: readonly Item[] } | undefined;
  for (const stage of STAGES) {
    const at = { stage, left: left(stage) };
    if (at.left.length > 0) return at;
    first ??= at;
  }
  return first!; // there are stages
}

/**
 * The reviewer's own rows that are in force at a stage, oldest first: the decisions made before
 * this session.
 */
export function ownDecisions(
  review: Pick<ScreenedReview, "results" | "ballot">,
  reviewer: string,
  stage: Stage,
): { readonly key: RecordKey; readonly row: Decision }[] {
  const own: { readonly key: RecordKey; readonly row: Decision }[] = [];
  for (const { key } of review.results.records) {
    const row = ownRow(review.ballot(key, stage), reviewer);
    if (row !== undefined) own.push({ key, row });
  }
  return own.sort(
    (a, b) =>
      compareTimes(a.row.decidedAt, b.row.decidedAt) ||
      compareText(a.row.place.file, b.row.place.file) ||
      a.row.place.line - b.row.place.line,
  );
}

/** The row that holds a reviewer's vote. */
export function ownRow({ rows }: Ballot, reviewer: string): Decision | undefined {
  return rows.findLast((row) => row.reviewer === reviewer && !row.resolves);
}

function inOrder(records: readonly ScreenedRecord[], order: Order): RecordKey[] {
  // Records without a rating come after those with one, because nothing is known about them.
  const score = ({ rating }: ScreenedRecord) => rating?.score ?? -1;
  return [...records]
    .sort((a, b) => (order === "key" ? 0 : score(b) - score(a)) || compareText(a.key, b.key))
    .map(({ key }) => key);
}
