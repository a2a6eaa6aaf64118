import trainedTrees from "../../../models/duplicates.json" with { type: "json" };
import { exp } from "../statistics/deterministic-arithmetic.ts";
import { FEATURES } from "./comparisons/index.ts";

/** The trained weights of models/duplicates.json: sums of decision trees. */
export interface TreeWeights {
  readonly features: readonly string[];
  /** The log-odds before any tree is added. */
  readonly start: number;
  /**
   * Each tree a list of nodes: [feature, border, left, right] goes left where the value is at most
   * the border; [-1, value] is a leaf.
   */
  readonly trees: readonly (readonly (readonly number[])[])[];
}

/** Estimates from the features of two entries how likely they are records of one report. */
export interface PairTrees {
  /** The log-odds that they are; 0 is even. */
  logOdds(values: Float64Array): number;
}

/** The trees in a form that is fast to evaluate. */
export function pairTrees({ features, start, trees }: TreeWeights): PairTrees {
  if (
    features.length !== FEATURES.length ||
    FEATURES.some(({ name }, at) => name !== features[at])
  ) {
    throw new Error("models/duplicates.json was trained for other features; train it again.");
  }
  const size = trees.reduce((sum, tree) => sum + tree.length, 0);
  const feature = new Int16Array(size);
  const border = new Float64Array(size);
  const left = new Int32Array(size);
  const right = new Int32Array(size);
  const roots = new Int32Array(trees.length);
  let next = 0;
  for (const [at, tree] of trees.entries()) {
    roots[at] = next;
    for (const [place, [split = -1, value = 0, below = 0, above = 0]] of tree.entries()) {
      feature[next + place] = split;
      border[next + place] = value;
      left[next + place] = next + below;
      right[next + place] = next + above;
    }
    next += tree.length;
  }
  return {
    logOdds(values) {
      let sum = start;
      for (let i = 0; i < roots.length; i += 1) {
        let node = roots[i]!;
        while (feature[node]! >= 0) {
          node = values[feature[node]!]! <= border[node]! ? left[node]! : right[node]!;
        }
        sum += border[node]!;
      }
      return sum;
    },
  };
}

let trained: PairTrees | undefined;

/** The trees that slr ships. */
export function trainedPairTrees(): PairTrees {
  trained ??= pairTrees(trainedTrees);
  return trained;
}

/** Converts log-odds to a probability. */
export function probabilityOf(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + exp(-logOdds));
  const odds = exp(logOdds);
  return odds / (1 + odds);
}
