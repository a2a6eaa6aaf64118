import { sortProblems } from "../records/problem.ts";
import { balanceProblems, countFlow } from "../screening/flow.ts";
import { stagesReached } from "../screening/judgements.ts";
import { wordingProblems } from "../screening/reason-wording.ts";
import type { ReviewResults } from "../screening/results.ts";
import type { ScreeningProgress } from "../screening/screening-progress.ts";
import type { AssessedRecords } from "./assess-records.ts";
import { buildLedger } from "./build-ledger.ts";
import type { ReviewRecords } from "./find-records.ts";
import { listResults } from "./list-results.ts";
import type { MatchedDecisions } from "./match-decisions.ts";
import { changedExports, changedSince, countedProtocol } from "./previous-review.ts";
import type { ReviewRating } from "./rated/rate-review.ts";
import { stopProblems } from "./stopping.ts";
import { criteriaProblems } from "./warnings/criteria-effects.ts";
import { knownRelevantProblems } from "./warnings/known-relevant.ts";
import { vectorProblems } from "./warnings/own-vectors.ts";

/**
 * The last steps of the pipeline, in which no text of a record is read any more: the ledger, the flow,
 * the problems of all steps, and the tables.
 */
export function concludeReview(
  found: ReviewRecords,
  matched: MatchedDecisions,
  assessed: Omit<AssessedRecords, "knownRelevant">,
  rating: Pick<ReviewRating, "ratings" | "doubleCheck">,
  progress: ScreeningProgress,
): ReviewResults {
  const { input, identified, clustered } = found;
  const { protocol, previous } = input;
  input.progress?.({ doing: "Counting the flow" });
  const { ledger, flowRows } = buildLedger(found, assessed, matched);
  const flow = countFlow(
    flowRows,
    countedProtocol(protocol, identified, previous),
    identified.files.filter(({ incomplete }) => incomplete),
  );
  const problems = sortProblems([
    ...input.problems,
    ...(input.fullTextProblems?.() ?? []),
    ...identified.problems,
    ...clustered.problems,
    ...matched.problems,
    ...assessed.problems,
    ...stopProblems(protocol, progress),
    ...changedExports(identified.files, previous),
    ...changedSince(previous, clustered, (at) => assessed.records[at]!.box),
    ...balanceProblems(flow),
    ...wordingProblems(protocol.criteria, [...flow.dbr_excluded, ...flow.other_excluded]),
    ...knownRelevantProblems(found, assessed),
    ...vectorProblems(found),
    ...criteriaProblems(protocol, judgementCounts(assessed)),
  ]);
  return listResults(found, matched, assessed, rating, { ledger, flow, problems });
}

function judgementCounts({ records, judgements }: Pick<AssessedRecords, "records" | "judgements">) {
  return judgements.counts(records.map(stagesReached));
}
