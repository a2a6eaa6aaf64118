import type { RecordKey, Stage } from "../records/model.ts";
import type { ReviewTexts } from "../review/rated/rate-review.ts";
import type { RatedReview } from "../review/review.ts";
import type { ScreenedRecord } from "../screening/results.ts";
import type { Ballot } from "../votes/ballot.ts";

/** The outcomes and votes from which the order of one reviewer's queue learns. */
export interface ReviewerTexts {
  readonly texts: ReviewTexts;
  /** Whether they include votes of the reviewer that are not yet an outcome of the review. */
  readonly hasOwnVotes: boolean;
}

/**
 * Collects what one reviewer's queue learns from: the outcomes that people have settled, and the
 * reviewer's own votes on records without an outcome. With two votes per record, most votes of a
 * reviewer are no outcome for a long time. The order reveals nothing about other reviewers: their
 * votes count only in settled outcomes, and never for a record that waits for this reviewer.
 */
export function textsOfReviewer(
  { texts, results, ballot }: Pick<RatedReview, "texts" | "results" | "ballot">,
  reviewer: string,
  stage: Stage,
  waiting: ReadonlySet<RecordKey>,
): ReviewerTexts {
  const settled = texts.trainedOn === "people" ? texts.labels : texts.labels.map(() => 0);
  const labels = Int8Array.from(settled);
  let hasOwnVotes = false;
  for (const record of results.records) {
    const { key } = record;
    const row = texts.rowOf(key);
    if (row === undefined) continue;
    // A record that passed title/abstract has passed it for everybody.
    if (waiting.has(key) && !(stage === "full-text" && labels[row]! > 0)) labels[row] = 0;
    const said = ownLabel(record, settled[row]!, reviewer, ballot);
    if (said === undefined) continue;
    labels[row] = said;
    hasOwnVotes = true;
  }
  // Outcomes of rules train the model only until people have decided; rules reveal no reviewer's
  // vote.
  if (!hasOwnVotes && texts.trainedOn === "rules") return { texts, hasOwnVotes };
  return { texts: { ...texts, trainedOn: "people", labels }, hasOwnVotes };
}

/**
 * The reviewer's vote on a record that has no outcome at a stage yet; a maybe counts as an include.
 */
function ownLabel(
  { key, fullText }: ScreenedRecord,
  settled: number,
  reviewer: string,
  ballot: (key: RecordKey, stage: Stage) => Ballot,
): 1 | -1 | undefined {
  const isSettledAt = (stage: Stage) =>
    stage === "full-text"
      ? fullText?.outcome === "include" || fullText?.outcome === "exclude"
      : settled !== 0;
  for (const stage of ["full-text", "title-abstract"] as const) {
    if (isSettledAt(stage)) return undefined;
    const own = ballot(key, stage).votes.find((vote) => vote.reviewer === reviewer);
    if (own === undefined || own.verdict === "both" || own.verdict === "unclear") continue;
    return own.verdict === "exclude" ? -1 : 1;
  }
  return undefined;
}
