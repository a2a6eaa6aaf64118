import type { Metric } from "./metric.ts";
import { foundAmong } from "./screening-order.ts";

/**
 * The share of the included among the first `percent` % of the records, rounded down to whole
 * records: cum_k / R. ASReview calls the same figure RRF@10, "relevant references found after
 * screening 10 % of all records" (Ferdinands et al. 2023, doi 10.1186/s13643-023-02257-7).
 */
export function recallAt(percent: number): Metric {
  return {
    name: `recall@${percent}`,
    means: `share of the included among the first ${percent} % of the records (RRF@${percent})`,
    better: "higher",
    range: [0, 1],
    of: (order) =>
      foundAmong(order, Math.floor((order.records * percent) / 100)) / order.ranks.length,
  };
}
