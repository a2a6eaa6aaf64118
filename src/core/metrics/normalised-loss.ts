import type { Metric } from "./metric.ts";

/**
 * The area between the best possible recall curve and this one, 0 for the best order and 1 for the
 * worst: [R (N - (R - 1) / 2) - Σ_i cum_i] / [R (N - R)]. With the ranks p of the included it is
 * (Σ p - R (R + 1) / 2) / (R (N - R)), so it is 1 - AUC where no scores are equal.
 *
 * Source: https://github.com/asreview/asreview-insights, algorithms.py, `_loss_value`.
 */
export const normalisedLoss: Metric = {
  name: "loss",
  means: "normalised loss: area above the recall curve, 0 for the best order, 1 for the worst",
  better: "lower",
  range: [0, 1],
  of({ records, ranks }) {
    const included = ranks.length;
    let sum = 0;
    for (const rank of ranks) sum += rank;
    return (sum - (included * (included + 1)) / 2) / (included * (records - included));
  },
};
