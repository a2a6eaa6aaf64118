import type { Metric } from "./metric.ts";

/**
 * The mean, over the included, of the precision at each one's rank: (1 / R) Σ_i y_i cum_i / i.
 *
 * Source: https://github.com/CLEF-TAR/tar, scripts/measures/eval_measures.py, MAPBasedMeasures.
 */
export const averagePrecision: Metric = {
  name: "ap",
  means: "average precision: mean precision at the places of the included",
  better: "higher",
  range: [0, 1],
  of({ ranks }) {
    let sum = 0;
    for (const [at, rank] of ranks.entries()) sum += (at + 1) / rank;
    return sum / ranks.length;
  },
};
