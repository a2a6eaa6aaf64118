import { sixDecimals } from "../statistics/deterministic-arithmetic.ts";
import { type TopTerms, topTermsOf } from "./explanation.ts";
import { calibrate, probability } from "./learning/calibration.ts";
import { type CalibrationQuality, calibrationQuality } from "./learning/calibration-quality.ts";
import { createEnsemble, type Ensemble } from "./learning/ensemble.ts";
import { HIDDEN } from "./learning/examples.ts";
import { dealFolds } from "./learning/folds.ts";
import { type RankingQuality, rankingQuality } from "./learning/ranking-quality.ts";
import { MODELS, type ModelName } from "./models/index.ts";
import type { ModelDefinition } from "./models/model-definition.ts";
import type { RatingTexts } from "./text/rating-texts.ts";
import { createVectorSpace, type VectorSpace } from "./vectors/vector-space.ts";

export interface RatingRequest extends RatingTexts {
  /** By row: 1 include, -1 exclude, 0 not decided. */
  readonly labels: Int8Array;
  readonly model: ModelName;
  readonly seed: number;
  /** The vectors of no more records are held. */
  readonly mostHeld?: number;
  /** Is told now and then which part of the rating is done, from 0 to 1. */
  readonly progress?: ((share: number) => void) | undefined;
}

/** Records with an outcome, by people or rules, and with words that a model can learn from. */
export interface OutcomeCounts {
  readonly outcomes: number;
  readonly includes: number;
  readonly excludes: number;
}

/** What the rating learned from, and how well it would have worked on the decided records. */
export interface LearnedModel extends OutcomeCounts {
  readonly name: ModelName;
  /** Whether the text of the protocol was used. */
  readonly criteria: boolean;
  /** Distinct words, word pairs and stems in the records. */
  readonly features: number;
  readonly seed: number;
  readonly folds: number;
  /** Measured on the decided records by models that had not learned from their decisions. */
  readonly crossValidated: RankingQuality & CalibrationQuality;
  /** The strongest terms for inclusion and against it. */
  readonly topTerms: TopTerms;
}

export type RatingResult =
  | ({
      readonly kind: "not-enough";
      /** The numbers of outcomes that the model needs. */
      readonly needed: OutcomeCounts;
    } & OutcomeCounts)
  | {
      readonly kind: "rated";
      /** By row, from 0 to 1, with six decimals; 0.5 if there are no words to go by. */
      readonly scores: Float64Array;
      /** By row, from 1 to 5. */
      readonly levels: Uint8Array;
      readonly model: LearnedModel;
    };

/**
 * The vectors of so many records take about a gigabyte. Those of more are made when they are needed, which
 * takes more time; scores are the same.
 */
export const MOST_HELD = 150_000;
/** With this tolerance, values are correct to about 0.0003. */
const TOLERANCE = 1e-3;
/** With thousands of decisions, half of the folds give the same scores in half of the time. */
const FOLDS = { few: 10, many: 5, manyDecisions: 5000 } as const;
/** Enough terms to find those among them that the searches did not look for. */
const TOP_TERMS = 60;

/**
 * Learns from decisions how likely each record is to be included. It never changes an outcome.
 *
 * The score of a decided record is out of fold: its model has not learned from its decision. All
 * scores are on one scale, on which 0.5 is neutral. A record without a title and an abstract, or
 * without any word in them that counts, has the score 0.5, which is no recommendation, and its
 * decision trains nothing.
 *
 * The result is the same to the last bit on every machine and in whatever order files were read:
 * sums run in the order of `order` and of each record's own text, and use only operations that IEEE
 * 754 fixes.
 */
export function rate(request: RatingRequest): RatingResult {
  const { corpus, order, model: name, seed } = request;
  const model = MODELS[name];
  const labelAt = readableLabels(request);
  const counts = countOutcomes(labelAt);
  if (!isEnough(counts, model)) return { kind: "not-enough", needed: model.threshold, ...counts };

  const folds = foldsOf(counts);
  // The model of all decisions and one model for each fold take about as long, their texts some twice
  // as long as all of them.
  const models = folds + 1;
  const done = (steps: number) => request.progress?.(steps / (3 * models));
  const areRowsOnDemand = order.length > (request.mostHeld ?? MOST_HELD);
  const progress = (share: number) => done(share * 2 * models);
  const space = createVectorSpace(request, model, { areRowsOnDemand, progress });
  const ensemble = createEnsemble(space, seed, TOLERANCE);
  const positions = Uint32Array.from(order, (_, position) => position);
  ensemble.learn(labelAt);
  done(2 * models + 1);
  const values = ensemble.values();
  const topTerms = topTermsOf(ensemble, TOP_TERMS);

  const decided = positions.filter((position) => labelAt[position] !== 0);
  const outcomes = Int8Array.from(decided, (position) => labelAt[position]!);
  const outOfFold = crossValidate(ensemble, decided, outcomes, { folds, seed }, (fold) =>
    done(2 * models + fold + 1),
  );
  for (const [i, position] of decided.entries()) values[position] = outOfFold[i]!;

  const calibration = calibrate(outOfFold, outcomes);
  const scores = new Float64Array(corpus.rows).fill(0.5);
  for (const [position, row] of order.entries()) {
    if (space.readable[position] === 1)
      scores[row] = sixDecimals(probability(values[position]!, calibration));
  }
  return {
    kind: "rated",
    scores,
    // The level comes from the rounded score, so that the printed figures never contradict each
    // other.
    levels: Uint8Array.from(scores, levelOf),
    model: {
      name,
      ...counts,
      criteria: space.criteria !== undefined,
      features: featuresOf(space),
      seed,
      folds,
      crossValidated: {
        ...rankingQuality(outOfFold, outcomes),
        ...calibrationQuality(
          outOfFold.map((value) => probability(value, calibration)),
          outcomes,
        ),
      },
      topTerms,
    },
  };
}

/** Whether there are enough outcomes for a rating. */
export function canRate(request: Omit<RatingRequest, "seed">): boolean {
  return isEnough(countOutcomes(readableLabels(request)), MODELS[request.model]);
}

/** By position, the label of a record with a word that counts; of others nothing can be learned. */
function readableLabels({ corpus, labels, order }: Omit<RatingRequest, "seed">): Int8Array {
  return Int8Array.from(order, (row) => (corpus.isReadable(row) ? labels[row]! : 0));
}

function countOutcomes(labels: Int8Array): OutcomeCounts {
  const includes = labels.filter((label) => label > 0).length;
  const excludes = labels.filter((label) => label < 0).length;
  return { outcomes: includes + excludes, includes, excludes };
}

function isEnough(counts: OutcomeCounts, { threshold }: ModelDefinition): boolean {
  return (
    counts.outcomes >= threshold.outcomes &&
    counts.includes >= threshold.includes &&
    counts.excludes >= threshold.excludes
  );
}

/**
 * The value of each decided record from an ensemble that has not learned from the decisions of its
 * fold.
 */
function crossValidate(
  ensemble: Ensemble,
  decided: Uint32Array,
  outcomes: Int8Array,
  { folds, seed }: { readonly folds: number; readonly seed: number },
  learned: (folds: number) => void,
): Float64Array {
  const foldOf = dealFolds(outcomes, folds, seed);
  const outOfFold = new Float64Array(decided.length);
  const labels = new Int8Array(ensemble.records);
  for (let fold = 0; fold < folds; fold += 1) {
    for (const [i, position] of decided.entries())
      labels[position] = foldOf[i] === fold ? HIDDEN : outcomes[i]!;
    ensemble.learn(labels);
    const members = [...decided.keys()].filter((i) => foldOf[i] === fold);
    const values = ensemble.valuesAt(Uint32Array.from(members, (i) => decided[i]!));
    for (const [at, i] of members.entries()) outOfFold[i] = values[at]!;
    learned(fold + 1);
  }
  return outOfFold;
}

function foldsOf({ outcomes, includes, excludes }: OutcomeCounts): number {
  const most = outcomes > FOLDS.manyDecisions ? FOLDS.many : FOLDS.few;
  return Math.min(most, includes, excludes);
}

function featuresOf({ machines }: VectorSpace): number {
  const words = new Set(machines.map(({ view }) => view.words));
  return [...words].reduce((sum, one) => sum + (one?.features ?? 0), 0);
}

/**
 * The level of a score, after Rayyan's five: 5 most likely to include, 4 likely to include, 3 no
 * recommendation, 2 likely to exclude, 1 most likely to exclude. The score is a probability in a
 * review with as many includes as excludes, so the boundaries lie symmetrically about 0.5: a text
 * of level 4 is 1.5 to 4 times as frequent among includes as among excludes, one of level 5 more
 * than 4 times.
 */
export function levelOf(score: number): 1 | 2 | 3 | 4 | 5 {
  if (score >= 0.8) return 5;
  if (score >= 0.6) return 4;
  if (score > 0.4) return 3;
  return score > 0.2 ? 2 : 1;
}
