import type { Metric } from "./metric.ts";
import { foundAmong } from "./screening-order.ts";

/**
 * The share of included among the first `count` records, or among all if there are fewer: cum_k /
 * k.
 */
export function precisionAt(count: number): Metric {
  return {
    name: `precision@${count}`,
    means: `share of included among the first ${count} records`,
    better: "higher",
    range: [0, 1],
    of(order) {
      const read = Math.min(count, order.records);
      return foundAmong(order, read) / read;
    },
  };
}
