import type { Protocol } from "../../protocol/protocol.ts";
import { MODELS } from "../../rating/models/index.ts";
import { findOutliers } from "../../rating/outliers.ts";
import type { TermWeight } from "../../rating/term-weight.ts";
import { type UnknownLanguages, unknownLanguages } from "../../rating/unknown-languages.ts";
import { type RecordKey, STAGES } from "../../records/model.ts";
import type { RatingOptions, ReviewTexts } from "../../review/rated/rate-review.ts";
import type { RatingState } from "../../review/rated/rating-state.ts";
import type { RatedReview } from "../../review/review.ts";
import type { DoubleCheckRow, Rating, ScreenedRecord } from "../../screening/results.ts";
import type { ScreeningProgress } from "../../screening/screening-progress.ts";
import { irrelevantInARow } from "../../stopping/index.ts";
import { missedTerms } from "../missed-terms.ts";
import { type LevelCounts, levelCounts, ratingQueue, reviewRanker } from "./rating-queue.ts";
import { type StoppingState, stoppingStates } from "./stopping-overview.ts";

/** A record in the queue of those that wait for a first decision. */
export interface QueuedRecord {
  readonly place: number;
  readonly record: ScreenedRecord;
  /** Absent while there are too few decisions for a level and a score. */
  readonly rating?: Rating;
}

/** Everything that `slr rate` prints about a review. */
export interface RatingOverview extends RatingOptions {
  readonly state: RatingState;
  /**
   * Whether the model uses the text of the protocol; before the first decisions it has nothing
   * else.
   */
  readonly hasCriteria: boolean;
  /**
   * Votes of people on records without an outcome: the rating of the review does not learn from
   * them.
   */
  readonly votesWithoutOutcome: number;
  readonly queue: readonly QueuedRecord[];
  readonly levels: readonly LevelCounts[];
  readonly topTerms: {
    readonly include: readonly TermWeight[];
    readonly exclude: readonly TermWeight[];
  };
  /** Terms for inclusion that neither searches nor criteria contain. */
  readonly missedTerms: readonly TermWeight[];
  /**
   * When includes stop coming: undecided records that are near the included ones in other words.
   */
  readonly outliers: readonly NamedCluster[];
  /** Records in languages that the word table does not know; absent if hardly any are. */
  readonly unknownLanguages?: UnknownLanguages;
  readonly progress: ScreeningProgress;
  /**
   * Records of title/abstract screening that somebody read and that have no outcome, because votes
   * are missing or in conflict.
   */
  readonly readAndOpen: number;
  readonly stopping: readonly StoppingState[];
  readonly ended?: string;
  readonly doubleCheck: readonly DoubleCheckRow[];
}

/** A cluster of undecided records that perhaps use other words for the topic. */
export interface NamedCluster {
  readonly terms: readonly string[];
  /** The most outlying first. */
  readonly records: readonly ScreenedRecord[];
}

/** After so many irrelevant records in a row, includes have stopped coming. */
const SILENCE = 25;
/** The number of terms of each kind that an overview names. */
const NAMED = 10;
/**
 * The number of terms of a cold start among which terms missing from the searches are looked for.
 */
const SEARCHED = 60;

/** What a model says about the review as a whole. */
export function ratingOverview(
  review: RatedReview,
  protocol: Protocol,
  options: RatingOptions,
): RatingOverview {
  const { texts, progress } = review;
  const rating = review.rate(options);
  const { state } = rating;
  const coldStart =
    state.kind === "rated" ? undefined : reviewRanker(texts, options.model, options.seed);
  const queue = ratingQueue(review, rating, coldStart);
  const terms = state.kind === "rated" ? state.model.topTerms : coldStart!.topTerms(SEARCHED);
  const { stop } = protocol.screening["title-abstract"];
  return {
    ...options,
    state,
    hasCriteria:
      texts.criteriaText.length + (texts.knownRelevant?.length ?? 0) > 0 &&
      MODELS[options.model].criteria !== undefined,
    votesWithoutOutcome: votesWithoutOutcome(review),
    queue: queue.map((record, at) => {
      const own = rating.ratings.get(record.key);
      return { place: at + 1, record, ...(own && { rating: own }) };
    }),
    levels: rating.ratings.size === 0 ? [] : levelCounts(review, rating, queue),
    topTerms: {
      include: terms.include.slice(0, NAMED),
      exclude: terms.exclude.slice(0, NAMED),
    },
    missedTerms: missedTerms(terms.include, protocol).slice(0, NAMED),
    outliers: irrelevantInARow(progress) < SILENCE ? [] : namedClusters(review, queue),
    ...manyUnknown(texts),
    progress,
    readAndOpen: readAndOpen(review),
    stopping: stoppingStates(progress, stop),
    ...(stop?.ended !== undefined && { ended: stop.ended }),
    doubleCheck: rating.doubleCheck,
  };
}

/** Fewer records, or a smaller share of them, are not worth a word. */
const WORTH_SAYING = { records: 5, share: 0.05 } as const;

function manyUnknown(texts: ReviewTexts): Pick<RatingOverview, "unknownLanguages"> {
  const found = unknownLanguages(texts);
  const many =
    found !== undefined &&
    found.records >= WORTH_SAYING.records &&
    found.records >= WORTH_SAYING.share * found.of;
  return many ? { unknownLanguages: found } : {};
}

/** The clusters among the records that wait for a first decision. */
function namedClusters(
  { texts }: Pick<RatedReview, "texts">,
  queue: readonly ScreenedRecord[],
): NamedCluster[] {
  const waiting = new Map(queue.map((record) => [record.key, record]));
  return findOutliers(texts, texts.labels)
    .clusters.map(({ terms, rows }) => ({
      terms,
      records: rows.flatMap((row) => waiting.get(texts.keyOf(row)) ?? []),
    }))
    .filter(({ records }) => records.length > 0);
}

function readAndOpen({ results, ballot }: Pick<RatedReview, "results" | "ballot">): number {
  const open: readonly string[] = ["pending-title-abstract", "conflict-title-abstract"];
  return results.records.filter(
    ({ key, box }) => open.includes(box) && ballot(key, "title-abstract").votes.length > 0,
  ).length;
}

function votesWithoutOutcome({
  results,
  texts,
  ballot,
}: Pick<RatedReview, "results" | "texts" | "ballot">): number {
  const open = results.records.filter(({ key }) => {
    const row = texts.rowOf(key);
    return row !== undefined && texts.outcomes[row] === 0;
  });
  return open
    .flatMap(({ key }) => STAGES.flatMap((stage) => ballot(key, stage).votes))
    .filter(({ kind }) => kind === "person").length;
}

/** The reasons why a model rates a record as it does. */
export interface RatingExplanation extends RatingOptions {
  readonly record: ScreenedRecord;
  readonly state: RatingState;
  readonly rating?: Rating;
  /** The conclusion of the review about it: 1 included, -1 excluded, 0 open. */
  readonly outcome: number;
  readonly terms: readonly TermWeight[];
}

/** The terms that raised and lowered the value of a record; undefined if it has no text to rate. */
export function explainRating(
  { texts, results, rate }: Pick<RatedReview, "texts" | "results" | "rate">,
  key: RecordKey,
  options: RatingOptions,
): RatingExplanation | undefined {
  const row = texts.rowOf(key);
  const record = results.records.find((one) => one.key === key);
  if (row === undefined || record === undefined) return undefined;
  const { ratings, state } = rate(options);
  const rating = ratings.get(key);
  return {
    ...options,
    record,
    state,
    ...(rating && { rating }),
    outcome: texts.outcomes[row]!,
    terms: reviewRanker(texts, options.model, options.seed).explain(row),
  };
}
