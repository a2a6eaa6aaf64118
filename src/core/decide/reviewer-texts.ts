import type { RecordKey, Stage } from "../records/model.ts";
import type { ReviewTexts } from "../review/rate-review.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { ScreenedRecord } from "../screening/results.ts";
import type { Ballot } from "../votes/ballot.ts";

/** What the order of one reviewer's queue learns from. */
export interface ReviewerTexts {
  readonly texts: ReviewTexts;
  /** Whether votes of the reviewer are among it that have not become an outcome of the review. */
  readonly hasOwnVotes: boolean;
}

/**
 * What one reviewer's queue learns from: the outcomes that people have settled, and the reviewer's own
 * votes where nothing is settled yet. With two votes a record most of what a reviewer has said is no
 * outcome for a long time. Nothing unblinds: what others have said counts only once it is settled, and
 * never of a record that waits for the reviewer.
 */
export function textsOfReviewer(
  { texts, results, ballot }: Pick<ScreenedReview, "texts" | "results" | "ballot">,
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
    // What passed title/abstract has passed for everybody who assesses it.
    if (waiting.has(key) && !(stage === "full-text" && labels[row]! > 0)) labels[row] = 0;
    const said = ownLabel(record, settled[row]!, reviewer, ballot);
    if (said === undefined) continue;
    labels[row] = said;
    hasOwnVotes = true;
  }
  // Outcomes of rules teach where people have said nothing; rules unblind nobody.
  if (!hasOwnVotes && texts.trainedOn === "rules") return { texts, hasOwnVotes };
  return { texts: { ...texts, trainedOn: "people", labels }, hasOwnVotes };
}

/** What the reviewer has said of a record at a stage that has no outcome yet; a maybe is an include. */
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
