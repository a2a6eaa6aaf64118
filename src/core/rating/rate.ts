import { calibrate, probability } from "./calibration.ts";
import type { Corpus } from "./corpus.ts";
import { sixDecimals } from "./elementary.ts";
import { type RankingQuality, rankingQuality } from "./ranking.ts";
import { learnFromWords, type TermWeight } from "./word-block.ts";

/** What it takes to learn from decisions: Rayyan's own threshold for "Compute ratings". */
export const RATING_THRESHOLD = { decisions: 50, includes: 5, excludes: 5 } as const;

export interface RatingRequest {
  readonly corpus: Corpus;
  /** By row: 1 include, -1 exclude, 0 nobody has decided. */
  readonly labels: Int8Array;
  /** The rows to rate, in an order that does not depend on files; sums and folds follow it. */
  readonly order: Uint32Array;
  readonly seed: number;
}

/** Decided records that have words: those that a model can learn from. */
export interface DecisionCounts {
  readonly decisions: number;
  readonly includes: number;
  readonly excludes: number;
}

/** What the rating learned from, and how well it would have worked on the decided records. */
export interface RatingModel extends DecisionCounts {
  /** Distinct words and word pairs in the decided records. */
  readonly features: number;
  readonly seed: number;
  readonly folds: number;
  /** Measured on the decided records by models that had not seen their decisions. */
  readonly crossValidated: RankingQuality;
  /** The terms that speak most for inclusion and most against it, strongest first. */
  readonly topTerms: {
    readonly include: readonly TermWeight[];
    readonly exclude: readonly TermWeight[];
  };
}

export type RatingResult =
  | ({ readonly kind: "not-enough" } & DecisionCounts)
  | {
      readonly kind: "rated";
      /** By row, from 0 to 1, with six decimals; 0.5 where there are no words to go by. */
      readonly scores: Float64Array;
      /** By row, from 1 to 5. */
      readonly levels: Uint8Array;
      readonly model: RatingModel;
    };

/**
 * Learns from what was decided how likely each record is to be included. It never changes an outcome.
 *
 * The score of a decided record is out of fold: its model has not seen its decision. All scores are on
 * one scale, on which 0.5 is neutral. A record without a title and an abstract, or without any word in
 * them that counts, has the score 0.5: no recommendation; its decision teaches nothing.
 *
 * The result is the same to the last bit on every machine and whatever the order in which files were
 * read: sums run in the order of `order` and of each record's own text, and use only operations that
 * IEEE 754 fixes.
 */
export function rate({ corpus, labels, order, seed }: RatingRequest): RatingResult {
  const readable = order.filter((row) => corpus.row(row).features.length > 0);
  const decided = readable.filter((row) => labels[row] !== 0);
  const undecided = readable.filter((row) => labels[row] === 0);
  const outcomes = Int8Array.from(decided, (row) => labels[row]!);
  const counts = countDecisions(outcomes);
  if (!isEnough(counts)) return { kind: "not-enough", ...counts };

  // A further block of features would be learned here too, and its values added to these.
  const words = learnFromWords({ corpus, order, decided, undecided, outcomes, seed });
  const calibration = calibrate(words.outOfFold, outcomes);
  const scores = new Float64Array(corpus.rows).fill(0.5);
  const setScores = (rows: Uint32Array, values: Float64Array): void => {
    for (const [i, row] of rows.entries()) {
      scores[row] = sixDecimals(probability(values[i]!, calibration));
    }
  };
  setScores(decided, words.outOfFold);
  setScores(undecided, words.undecided);
  return {
    kind: "rated",
    scores,
    // From the rounded score: what is printed never contradicts itself.
    levels: Uint8Array.from(scores, levelOf),
    model: {
      ...counts,
      features: words.features,
      seed,
      folds: words.folds,
      crossValidated: rankingQuality(words.outOfFold, outcomes),
      topTerms: words.topTerms,
    },
  };
}

function countDecisions(outcomes: Int8Array): DecisionCounts {
  const includes = outcomes.filter((outcome) => outcome > 0).length;
  return { decisions: outcomes.length, includes, excludes: outcomes.length - includes };
}

function isEnough({ decisions, includes, excludes }: DecisionCounts): boolean {
  return (
    decisions >= RATING_THRESHOLD.decisions &&
    includes >= RATING_THRESHOLD.includes &&
    excludes >= RATING_THRESHOLD.excludes
  );
}

/**
 * The level of a score, after Rayyan's five: 5 most likely to include, 4 likely to include, 3 no
 * recommendation, 2 likely to exclude, 1 most likely to exclude. The score is a probability in a review
 * with as many includes as excludes, so the boundaries lie symmetrically about 0.5: a text of level 4
 * is 1.5 to 4 times as frequent among includes as among excludes, one of level 5 more than 4 times.
 */
export function levelOf(score: number): 1 | 2 | 3 | 4 | 5 {
  if (score >= 0.8) return 5;
  if (score >= 0.6) return 4;
  if (score > 0.4) return 3;
  return score > 0.2 ? 2 : 1;
}
