import { createRandom } from "./random.ts";

/** Sparse vectors one after another: row i has the entries from `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
  /** How many columns there are. */
  readonly width: number;
}

/** A hyperplane: rows on its positive side are like the included ones. */
export interface LinearModel {
  readonly weights: Float64Array;
  readonly bias: number;
}

export interface SvmOptions {
  /** What an error on an included and on an excluded row costs: LIBLINEAR's C times the class weight. */
  readonly cost: { readonly include: number; readonly exclude: number };
  readonly seed: number;
  /** The largest violation of the optimality conditions that is left; LIBLINEAR's -e. */
  readonly tolerance: number;
}

/** LIBLINEAR stops here too, converged or not. */
const MOST_PASSES = 1000;

/**
 * Trains an L2-regularised linear support vector machine with squared hinge loss: the minimum of
 * ½(w·w + b²) + Σ cost · max(0, 1 - y(w·x + b))². Dual coordinate descent with shrinking: Hsieh,
 * Chang, Lin, Keerthi & Sundararajan 2008, as in LIBLINEAR's `solve_l2r_l1l2_svc`.
 *
 * @param examples the rows to train on, in an order that does not depend on files
 * @param labels by row of `rows`: 1 include, -1 exclude
 */
export function trainLinearSvm(
  rows: SparseRows,
  examples: ArrayLike<number>,
  labels: Int8Array,
  options: SvmOptions,
): LinearModel {
  const { starts, columns, values, width } = rows;
  const { cost, seed, tolerance } = options;
  const random = createRandom(seed);
  const count = examples.length;
  const weights = new Float64Array(width);
  let bias = 0;

  const alpha = new Float64Array(count);
  // The dual's diagonal: the squared length of an example with its 1 for the bias, and 1 / (2 cost).
  const diagonal = new Float64Array(count);
  const slack = { include: 0.5 / cost.include, exclude: 0.5 / cost.exclude };
  const index = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = 0; i < count; i += 1) {
    const row = examples[i]!;
    let sum = 1 + (labels[row]! > 0 ? slack.include : slack.exclude);
    for (let k = starts[row]!; k < starts[row + 1]!; k += 1) sum += values[k]! * values[k]!;
    diagonal[i] = sum;
  }

  const swap = (a: number, b: number): void => {
    const held = index[a]!;
    index[a] = index[b]!;
    index[b] = held;
  };

  // Examples past `active` are shrunk away: their alpha is 0 and their gradient says it will stay so.
  let active = count;
  let shrinkAbove = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    let highest = Number.NEGATIVE_INFINITY;
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < active; i += 1) swap(i, i + random(active - i));

    for (let s = 0; s < active; s += 1) {
      const i = index[s]!;
      const row = examples[i]!;
      const label = labels[row]!;
      const from = starts[row]!;
      const to = starts[row + 1]!;
      let decision = bias;
      for (let k = from; k < to; k += 1) decision += weights[columns[k]!]! * values[k]!;
      const old = alpha[i]!;
      const gradient = decision * label - 1 + old * (label > 0 ? slack.include : slack.exclude);

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

      const next = Math.max(0, old - gradient / diagonal[i]!);
      const step = (next - old) * label;
      alpha[i] = next;
      for (let k = from; k < to; k += 1) weights[columns[k]!]! += step * values[k]!;
      bias += step;
    }

    if (highest - lowest <= tolerance) {
      if (active === count) break;
      // Optimal for the active ones: one more pass over all, without shrinking.
      active = count;
      shrinkAbove = Number.POSITIVE_INFINITY;
    } else {
      shrinkAbove = highest <= 0 ? Number.POSITIVE_INFINITY : highest;
    }
  }
  return { weights, bias };
}

/** The inner product of a row with the weights: the decision value without the bias. */
export function project(rows: SparseRows, row: number, weights: Float64Array): number {
  let sum = 0;
  for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k += 1) {
    sum += weights[rows.columns[k]!]! * rows.values[k]!;
  }
  return sum;
}
