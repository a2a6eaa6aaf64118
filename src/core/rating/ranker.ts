import { compareText } from "../problem.ts";
import type { Corpus } from "./corpus.ts";
import { sixDecimals } from "./elementary.ts";
import { trainLinearSvm } from "./linear-svm.ts";
import { createTfIdf } from "./tf-idf.ts";
import type { TermWeight } from "./word-block.ts";

/** `default` is slr's own; `rayyan` has Rayyan's published features; `elas-u4` is ASReview's, to compare with. */
export const MODEL_NAMES = ["default", "rayyan", "elas-u4"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

export interface RankerRequest {
  /** The texts of all records. */
  readonly corpus: Corpus;
  /** The rows of the review, in an order that does not depend on files. */
  readonly order: Uint32Array;
  /** Of the protocol: title, question, inclusion criteria, known-relevant records; may be empty. */
  readonly criteriaText: readonly string[];
  readonly model: ModelName;
  readonly seed: number;
}

/** Orders records by how likely they are to be included, while decisions come in. */
export interface Ranker {
  /** 1 included, -1 excluded; 0 takes a decision back. */
  decide(row: number, outcome: 1 | -1 | 0): void;
  /** Learns from everything decided so far, starting from what it knew before. */
  learn(): void;
  /** By row: higher speaks for inclusion. Valid after `learn`. */
  readonly values: Float64Array;
  /** The undecided rows, most likely to include first; ties by `order`. */
  queue(limit?: number): Uint32Array;
  /** The terms that raised and lowered a row's value, strongest first, with weights that sum to the explained part. */
  explain(row: number): readonly TermWeight[];
  /** The most telling terms of the model, of each sign. */
  topTerms(count: number): {
    readonly include: readonly TermWeight[];
    readonly exclude: readonly TermWeight[];
  };
}

export function createRanker({ corpus, order, model, seed }: RankerRequest): Ranker {
  const tfIdf = createTfIdf(corpus, order);
  const labels = new Int8Array(corpus.rows);
  const values = new Float64Array(corpus.rows);
  const place = new Uint32Array(corpus.rows);
  for (const [i, row] of order.entries()) place[row] = i;
  let weights: Float64Array = new Float64Array(corpus.features);
  const named = (weight: (feature: number) => number, features: Iterable<number>): TermWeight[] =>
    [...features]
      .map((feature) => ({ feature, weight: sixDecimals(weight(feature)) }))
      .filter(({ weight }) => weight !== 0)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .map(({ feature, weight }) => ({ term: corpus.nameOf(feature), weight }));
  return {
    values,
    decide(row, outcome) {
      labels[row] = outcome;
    },
    learn() {
      const decided = order.filter((row) => labels[row] !== 0);
      const outcomes = Int8Array.from(decided, (row) => labels[row]!);
      const includes = outcomes.filter((outcome) => outcome > 0).length;
      const excludes = outcomes.length - includes;
      if (includes === 0 || excludes === 0) {
        values.fill(0);
        return;
      }
      const matrix = tfIdf.matrix(decided);
      const ratio = model === "elas-u4" ? 9.8 : model === "rayyan" ? includes / excludes : 20;
      const constant = model === "rayyan" ? 1 : 0.11;
      const cost = {
        include: (constant * decided.length * (ratio / (ratio + 1))) / includes,
        exclude: (constant * decided.length * (1 / (ratio + 1))) / excludes,
      };
      const trained = trainLinearSvm(matrix, [...decided.keys()], outcomes, {
        cost,
        seed,
        tolerance: 1e-2,
      });
      weights = matrix.spread(trained.weights);
      const projections = tfIdf.projections(order, weights);
      for (const [i, row] of order.entries()) values[row] = projections[i]! + trained.bias;
    },
    queue(limit) {
      return order
        .filter((row) => labels[row] === 0)
        .sort((a, b) => values[b]! - values[a]! || place[a]! - place[b]!)
        .slice(0, limit);
    },
    explain(row) {
      const { features } = corpus.row(row);
      return named((feature) => weights[feature]!, features);
    },
    topTerms(count) {
      const side = (sign: 1 | -1) =>
        named((feature) => Math.max(0, sign * weights[feature]!), weights.keys())
          .sort((a, b) => b.weight - a.weight || compareText(a.term, b.term))
          .slice(0, count)
          .map(({ term, weight }) => ({ term, weight: sign * weight }));
      return { include: side(1), exclude: side(-1) };
    },
  };
}
