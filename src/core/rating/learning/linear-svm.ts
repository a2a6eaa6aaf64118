import { createRandom } from "../../statistics/random.ts";
import type { TrainingRows, Vectors } from "../vectors/vectors.ts";

/** The examples that a machine learns from at one time. */
export interface Examples {
  /** Rows of the vectors, in an order that does not depend on files. */
  readonly rows: ArrayLike<number>;
  /** By position in `rows`: 1 include, -1 exclude. */
  readonly labels: Int8Array;
  /** By position in `rows`, the cost of an error: LIBLINEAR's C times the weight of the example. */
  readonly costs: Float64Array;
}

/** A hyperplane: rows on its positive side are like the included ones. */
export interface LinearSvm {
  readonly weights: Float64Array;
  readonly bias: number;
  /**
   * Learns anew from these examples, starting from the previous solution. The result does not
   * depend on that start, up to the tolerance.
   *
   * @param tolerance the largest remaining violation of the optimality conditions; LIBLINEAR's -e
   */
  learn(examples: Examples, tolerance: number): void;
  /** The decision values of rows, without the features that only one row has. */
  values(rows: Uint32Array): Float64Array;
}

/** LIBLINEAR stops here, too, whether it has converged or not. */
const MOST_PASSES = 1000;

/**
 * An L2-regularised linear support vector machine with squared hinge loss: the minimum of
 * ½(w·w + b²) + Σ cost · max(0, 1 - y(w·x + b))². Dual coordinate descent with shrinking: Hsieh,
 * Chang, Lin, Keerthi & Sundararajan 2008, as in LIBLINEAR's `solve_l2r_l1l2_svc`. Multipliers that fit
 * an earlier set of examples are feasible for the next, which is what makes a warm start possible.
 */
export function createLinearSvm(vectors: Vectors, seed: number): LinearSvm {
  const weights = new Float64Array(vectors.width);
  const { squaredLengths, squaredRests } = vectors;
  let bias = 0;
  /** By row: the multiplier, times the label that it was learned with. */
  const multipliers = new Float64Array(vectors.rows);
  let known: number[] = [];

  function move(row: number, step: number): void {
    vectors.addTo(weights, row, step);
    bias += step;
  }

  /** Removes the contribution of rows that are no longer examples, or that changed their label. */
  function forget({ rows, labels }: Examples): void {
    const labelOf = new Map<number, number>();
    for (let i = 0; i < rows.length; i += 1) labelOf.set(rows[i]!, labels[i]!);
    for (const row of known) {
      const multiplier = multipliers[row]!;
      if (multiplier === 0 || multiplier * (labelOf.get(row) ?? 0) > 0) continue;
      move(row, -multiplier);
      multipliers[row] = 0;
    }
    known = Array.from(rows);
  }

  return {
    weights,
    get bias() {
      return bias;
    },
    values(rows) {
      const values = vectors.dots(rows, weights);
      for (let i = 0; i < values.length; i += 1) values[i]! += bias;
      return values;
    },
    learn(examples, tolerance) {
      forget(examples);
      vectors.train(examples.rows, weights, (rows) => descend(examples, rows, tolerance));
    },
  };

  /** Coordinate descent until the optimality conditions hold. */
  function descend(examples: Examples, training: TrainingRows, tolerance: number): void {
    const { rows, labels, costs } = examples;
    const random = createRandom(seed);
    const index = Uint32Array.from({ length: rows.length }, (_, i) => i);
    const swap = (a: number, b: number): void => {
      const held = index[a]!;
      index[a] = index[b]!;
      index[b] = held;
    };

    // Examples past `active` are shrunk away: their multiplier is 0, and their gradient shows
    // that it will stay 0.
    let active = rows.length;
    let shrinkAbove = Number.POSITIVE_INFINITY;
    for (let pass = 0; pass < MOST_PASSES; pass += 1) {
      let highest = Number.NEGATIVE_INFINITY;
      let lowest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < active; i += 1) swap(i, i + random(active - i));

      for (let s = 0; s < active; s += 1) {
        const i = index[s]!;
        const row = rows[i]!;
        const label = labels[i]!;
        const slack = 0.5 / costs[i]!;
        const old = multipliers[row]! * label;
        const value = training.dot(i) + bias + multipliers[row]! * squaredRests[row]!;
        const gradient = value * label - 1 + old * slack;

        let projected = gradient;
        if (old === 0) {
          if (gradient > shrinkAbove) {
            active -= 1;
            swap(s, active);
            s -= 1;
            continue;
          }
          projected = Math.min(gradient, 0);
        }
        highest = Math.max(highest, projected);
        lowest = Math.min(lowest, projected);
        if (Math.abs(projected) < 1e-12) continue;

        // The dual's diagonal: the squared length of the example with its 1 for the bias, and the
        // slack.
        const next = Math.max(0, old - gradient / (squaredLengths[row]! + 1 + slack));
        multipliers[row] = next * label;
        if (next !== old) {
          const step = (next - old) * label;
          training.add(i, step);
          bias += step;
        }
      }

      if (highest - lowest <= tolerance) {
        if (active === rows.length) break;
        // The active ones are optimal: make one more pass over all, without shrinking.
        active = rows.length;
        shrinkAbove = Number.POSITIVE_INFINITY;
      } else {
        shrinkAbove = highest <= 0 ? Number.POSITIVE_INFINITY : highest;
      }
    }
  }
}
