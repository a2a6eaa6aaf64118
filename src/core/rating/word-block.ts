import { compareText } from "../problem.ts";
import type { Corpus } from "./corpus.ts";
import { sixDecimals } from "./elementary.ts";
import { dealFolds } from "./folds.ts";
import { project, type SparseRows, trainLinearSvm } from "./linear-svm.ts";
import { hashPair } from "./random.ts";
import { createTfIdf } from "./tf-idf.ts";

/**
 * LIBLINEAR's C for an example of average weight, and how much the includes weigh together for each
 * unit of the excludes together. Chosen on eight reviews of very different prevalence (ratio 1 to 40,
 * C 0.02 to 1): missing an include costs more than reading an exclude, and the optimum is flat.
 */
const COST = 0.11;
const INCLUDE_RATIO = 20;
/** Decision values are then right to about 0.0003. */
const TOLERANCE = 1e-3;
/** With thousands of decisions, half of the folds give the same scores in half of the time. */
const FOLDS = { few: 10, many: 5, manyDecisions: 5000 } as const;
const TOP_TERMS = 20;

/** A word or a pair of words, and how strongly it speaks for inclusion; below 0, against. */
export interface TermWeight {
  readonly term: string;
  readonly weight: number;
}

export interface LearningTask {
  readonly corpus: Corpus;
  /** All rows of the review: rarity is counted on them. */
  readonly order: Uint32Array;
  readonly decided: Uint32Array;
  readonly undecided: Uint32Array;
  /** By place in `decided`: 1 include, -1 exclude. */
  readonly outcomes: Int8Array;
  readonly seed: number;
}

/** What a linear model on words and word pairs has learned. Higher values speak for inclusion. */
export interface LearnedWords {
  /** By place in `decided`, each by a model that was trained without it. */
  readonly outOfFold: Float64Array;
  /** By place in `undecided`, by the model that was trained on all decisions. */
  readonly undecided: Float64Array;
  readonly folds: number;
  readonly features: number;
  readonly topTerms: {
    readonly include: readonly TermWeight[];
    readonly exclude: readonly TermWeight[];
  };
}

/**
 * Learns which words and word pairs speak for inclusion: a linear SVM on TF-IDF vectors.
 *
 * Values are taken without the model's bias. The bias grows with the number of examples, so it would
 * set the models of the folds apart from the whole one; without it their values can share one scale.
 */
export function learnFromWords(task: LearningTask): LearnedWords {
  const { corpus, order, decided, undecided, outcomes, seed } = task;
  const tfIdf = createTfIdf(corpus, order);
  const matrix = tfIdf.matrix(decided);

  const includes = outcomes.filter((outcome) => outcome > 0).length;
  const most = outcomes.length > FOLDS.manyDecisions ? FOLDS.many : FOLDS.few;
  const folds = Math.min(most, includes, outcomes.length - includes);
  const foldOf = dealFolds(outcomes, folds, seed);
  const outOfFold = new Float64Array(outcomes.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const examples = [...foldOf.keys()].filter((i) => foldOf[i] !== fold);
    const weights = train(matrix, examples, outcomes, hashPair(seed, fold));
    for (const [i, itsFold] of foldOf.entries()) {
      if (itsFold === fold) outOfFold[i] = project(matrix, i, weights);
    }
  }

  const weights = matrix.spread(train(matrix, [...outcomes.keys()], outcomes, seed));
  return {
    outOfFold,
    undecided: tfIdf.projections(undecided, weights),
    folds,
    features: matrix.features,
    topTerms: {
      include: strongest(weights, 1, corpus),
      exclude: strongest(weights, -1, corpus),
    },
  };
}

function train(
  matrix: SparseRows,
  examples: readonly number[],
  outcomes: Int8Array,
  seed: number,
): Float64Array {
  const includes = examples.filter((i) => outcomes[i]! > 0).length;
  const excludes = examples.length - includes;
  const share = INCLUDE_RATIO / (INCLUDE_RATIO + 1);
  // The weights of the examples add up to their number.
  const cost = {
    include: (COST * examples.length * share) / includes,
    exclude: (COST * examples.length * (1 - share)) / excludes,
  };
  return trainLinearSvm(matrix, examples, outcomes, { cost, seed, tolerance: TOLERANCE }).weights;
}

/** The features with the largest weights of one sign. */
function strongest(weights: Float64Array, sign: 1 | -1, corpus: Corpus): TermWeight[] {
  // Names are made only for those that can be among the first, ties included.
  const sizes = weights.map((weight) => sixDecimals(Math.max(0, sign * weight)));
  const least =
    sizes
      .filter((size) => size > 0)
      .sort()
      .at(-TOP_TERMS) ?? 0;
  const terms: TermWeight[] = [];
  for (let feature = 0; feature < sizes.length; feature += 1) {
    const size = sizes[feature]!;
    if (size > 0 && size >= least)
      terms.push({ term: corpus.nameOf(feature), weight: sign * size });
  }
  return terms
    .sort((a, b) => sign * (b.weight - a.weight) || compareText(a.term, b.term))
    .slice(0, TOP_TERMS);
}
