import { ln } from "../statistics/deterministic-arithmetic.ts";
import type { Metric } from "./metric.ts";

/**
 * Normalised discounted cumulative gain over all records: Σ 1 / log2(p + 1) over the ranks p of the
 * included, divided by the same sum for the best order.
 *
 * Source: Järvelin K, Kekäläinen J. Cumulated gain-based evaluation of IR techniques. ACM Trans Inf
 * Syst 2002;20:422-446, with the gain 1 and the logarithm of the rank plus one.
 */
export const discountedGain: Metric = {
  name: "ndcg",
  means: "normalised discounted cumulative gain: early places count more, 1 for the best order",
  better: "higher",
  range: [0, 1],
  of({ ranks }) {
    let gain = 0;
    let best = 0;
    // The base of the logarithm cancels out.
    for (const [at, rank] of ranks.entries()) {
      gain += 1 / ln(rank + 1);
      best += 1 / ln(at + 2);
    }
    return gain / best;
  },
};
