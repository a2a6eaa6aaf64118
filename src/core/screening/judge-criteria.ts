import {
  evaluateQuery,
  type IndexedSubject,
  type WordContext,
  type WordsInPlace,
} from "../criteria/index.ts";
import type { Criterion, CriterionStage, Protocol } from "../protocol/protocol.ts";
import type { Judgement } from "./conclude.ts";

/**
 * The judgement of a criterion on a record, the places of the words that it matched, and the fields on
 * which the record's entries disagree.
 */
export interface CriterionJudgement extends Judgement {
  readonly places: readonly WordContext[];
  readonly disagreements: readonly string[];
}

/** As many sentences show what was found; `slr explain` has all of them. */
const MAX_PLACES = 3;

/** Judges a record by the criteria of a stage that have a query, in the order of the protocol. */
export function judgeCriteria(
  protocol: Pick<Protocol, "criteria">,
  stage: CriterionStage,
  subject: IndexedSubject,
): CriterionJudgement[] {
  const judgements: CriterionJudgement[] = [];
  for (const criterion of protocol.criteria)
    if (criterion.stage === stage && criterion.query !== undefined)
      judgements.push(judgeCriterion(criterion, subject));
  return judgements;
}

/** The judgement of a criterion with every word that made it, in its sentence. */
export function explainCriterion(
  criterion: Criterion,
  subject: IndexedSubject,
): CriterionJudgement & { readonly found: readonly WordsInPlace[] } {
  const found = [...evaluateQuery(criterion.query!, subject).places()];
  return { ...judgeCriterion(criterion, subject), found };
}

function judgeCriterion(
  { id, effect, query }: Criterion,
  subject: IndexedSubject,
): CriterionJudgement {
  const evaluation = evaluateQuery(query!, subject);
  const { truth, words, disagreements } = evaluation;
  const violating = effect === "exclude" ? "true" : "false";
  const verdict = truth === "unknown" ? "unknown" : truth === violating ? "violated" : "met";
  return {
    criterion: id,
    verdict,
    words: orNothing(words),
    places: orNothing(evaluation.contexts(MAX_PLACES)),
    disagreements: orNothing(disagreements),
  };
}

const NOTHING: readonly never[] = [];

/** A list, or the one empty list: of millions of judgements most have neither words nor places. */
function orNothing<Item>(list: readonly Item[]): readonly Item[] {
  return list.length === 0 ? NOTHING : list;
}
