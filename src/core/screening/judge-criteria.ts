import { type CriterionSubject, evaluateQuery } from "../criteria/index.ts";
import type { Criterion, CriterionStage, Protocol } from "../protocol/protocol.ts";
import type { Judgement } from "./conclude.ts";

/** What a criterion says of a record, and the fields on which the record's duplicates disagree. */
export interface CriterionJudgement extends Judgement {
  readonly disagreements: readonly string[];
}

/** Judges a record by the criteria of a stage that have a query, in the order of the protocol. */
export function judgeCriteria(
  protocol: Pick<Protocol, "criteria">,
  stage: CriterionStage,
  subject: CriterionSubject,
): CriterionJudgement[] {
  return protocol.criteria.flatMap((criterion) =>
    criterion.stage === stage && criterion.query !== undefined
      ? [judgeCriterion(criterion, subject)]
      : [],
  );
}

function judgeCriterion(
  { id, effect, query }: Criterion,
  subject: CriterionSubject,
): CriterionJudgement {
  const { truth, words, disagreements } = evaluateQuery(query!, subject);
  const violating = effect === "exclude" ? "true" : "false";
  const verdict = truth === "unknown" ? "unknown" : truth === violating ? "violated" : "met";
  return { criterion: id, verdict, words, disagreements };
}
