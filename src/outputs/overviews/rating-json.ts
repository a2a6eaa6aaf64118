import type {
  RatingExplanation,
  RatingOverview,
} from "../../core/overviews/rating/rating-overview.ts";

/**
 * A rating as JSON; `kind` is `cold-start` while there are too few outcomes for levels and scores.
 */
export function ratingJson(overview: RatingOverview, limit: number): string {
  const { state, model, seed, hasCriteria, queue, levels, progress, stopping, ended } = overview;
  const rated = state.kind === "rated" ? state.model : state;
  return json({
    kind: state.kind === "rated" ? "rated" : "cold-start",
    model,
    seed,
    trained_on: state.trainedOn,
    outcomes: rated.outcomes,
    votes_without_outcome: overview.votesWithoutOutcome,
    includes: rated.includes,
    excludes: rated.excludes,
    criteria: hasCriteria,
    cross_validated:
      state.kind === "rated" ? { ...state.model.crossValidated, folds: state.model.folds } : null,
    levels,
    waiting: queue.length,
    queue: queue.slice(0, limit).map(({ place, record, rating }) => ({
      place,
      record: record.key,
      rating: rating?.level ?? null,
      score: rating?.score ?? null,
      title: record.summary.title,
    })),
    terms: overview.topTerms,
    missed_terms: overview.missedTerms,
    unknown_languages: overview.unknownLanguages ?? null,
    outliers: overview.outliers.map(({ terms, records }) => ({
      terms,
      records: records.map(({ key }) => key),
    })),
    reading: {
      records: progress.records,
      read: progress.read,
      relevant: progress.ranks.length,
      without_time: progress.withoutTime,
      ended: ended ?? null,
    },
    stopping,
    double_check: overview.doubleCheck.map(({ record, outcome, rating }) => ({
      record,
      outcome,
      rating: rating.level,
      score: rating.score,
    })),
  });
}

/** The reasons for a record's rating, as JSON. */
export function explanationJson({
  record,
  rating,
  outcome,
  terms,
  model,
  seed,
}: RatingExplanation): string {
  return json({
    record: record.key,
    title: record.summary.title,
    model,
    seed,
    rating: rating?.level ?? null,
    score: rating?.score ?? null,
    outcome: outcome > 0 ? "include" : outcome < 0 ? "exclude" : null,
    terms,
  });
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
