import { explainRecord, type TopTerms, topTermsOf } from "./explanation.ts";
import { createEnsemble } from "./learning/ensemble.ts";
import { MODELS, type ModelName } from "./models/index.ts";
import type { TermWeight } from "./term-weight.ts";
import type { RatingTexts } from "./text/rating-texts.ts";
import { createVectorSpace, type VectorSpace } from "./vectors/vector-space.ts";

export type { ModelName } from "./models/index.ts";

export interface RankerRequest extends RatingTexts {
  readonly model: ModelName;
  readonly seed: number;
}

/** Orders records by how likely they are to be included, while decisions come in. */
export interface Ranker {
  /** 1 included, -1 excluded; 0 takes a decision back. */
  decide(row: number, outcome: 1 | -1 | 0): void;
  /**
   * Learns from all decisions so far, starting from the previous solution. The result depends on
   * the decisions alone, not on their order, up to the tolerance of the machines.
   */
  learn(): void;
  /** By row: higher is evidence for inclusion; 0 is an average record. Valid after `learn`. */
  readonly values: Float64Array;
  /** The undecided rows, most likely to be included first; ties by `order`. */
  queue(limit?: number): Uint32Array;
  /**
   * The terms that raised and lowered a row's value, strongest first. They add up to the value
   * except for a constant that all records share; features that only one decided record has are
   * left out.
   */
  explain(row: number): readonly TermWeight[];
  /** The most informative terms of the model, of each sign, without stop words. */
  topTerms(count: number): TopTerms;
}

/** Remaining violations of the optimality conditions; small enough for an order. */
const TOLERANCE = 5e-2;

export function createRanker({ seed, ...request }: RankerRequest): Ranker {
  return createRankers(request)(seed);
}

/** Rankers of the same texts, by their seed. They share what does not depend on decisions. */
export function createRankers({
  model,
  ...texts
}: Omit<RankerRequest, "seed">): (seed: number) => Ranker {
  const space = createVectorSpace(texts, MODELS[model]);
  return (seed) => rankerIn(space, seed);
}

function rankerIn(space: VectorSpace, seed: number): Ranker {
  const { corpus, order } = space;
  const ensemble = createEnsemble(space, seed, TOLERANCE);
  const labels = new Int8Array(order.length);
  const positionOf = new Uint32Array(corpus.rows);
  for (const [position, row] of order.entries()) positionOf[row] = position;
  const values = new Float64Array(corpus.rows);

  /** The undecided rows with this value or a higher one, in their order. */
  function undecidedRows(least: number): Uint32Array {
    const rows = new Uint32Array(order.length);
    let count = 0;
    for (let position = 0; position < order.length; position += 1) {
      if (labels[position] !== 0 || values[order[position]!]! < least) continue;
      rows[count] = order[position]!;
      count += 1;
    }
    return rows.slice(0, count);
  }

  function inQueue(rows: Uint32Array): Uint32Array {
    return rows.sort((a, b) => values[b]! - values[a]! || positionOf[a]! - positionOf[b]!);
  }

  return {
    values,
    decide(row, outcome) {
      labels[positionOf[row]!] = outcome;
    },
    learn() {
      ensemble.learn(labels);
      const learned = ensemble.values();
      for (const [position, row] of order.entries()) values[row] = learned[position]!;
    },
    queue(limit = order.length) {
      const undecided = undecidedRows(Number.NEGATIVE_INFINITY);
      if (limit >= undecided.length) return inQueue(undecided);
      const sorted = new Float64Array(undecided.length);
      for (let i = 0; i < undecided.length; i += 1) sorted[i] = values[undecided[i]!]!;
      const least = sorted.sort()[undecided.length - limit]!;
      return inQueue(undecidedRows(least)).slice(0, limit);
    },
    explain: (row) => explainRecord(space, ensemble, positionOf[row]!),
    topTerms: (count) => topTermsOf(ensemble, count),
  };
}
