import type { Metric } from "./metric.ts";

/**
 * Work saved over sampling: the share of the records that need not be read to find `percent` % of
 * the included, minus the share that random reading would save. With the rank k at which the recall
 * is reached, it is (N - k) / N - (1 - percent / 100); at this rank it equals (TN + FN) / N - (1 -
 * recall). The recall is reached with ⌈percent · R / 100⌉ included, so at least 95 % are really
 * found.
 *
 * Source: Cohen AM, Hersh WR, Peterson K, Yen PY. Reducing workload in systematic review
 * preparation using automated citation classification. J Am Med Inform Assoc 2006;13:206-219.
 */
export function workSavedAt(percent: number): Metric {
  return {
    name: `wss@${percent}`,
    means: `share of the reading saved at ${percent} % recall, over reading at random`,
    better: "higher",
    range: [-1, 1],
    of({ records, ranks }) {
      const needed = Math.ceil((ranks.length * percent) / 100);
      return (records - ranks[needed - 1]!) / records - (100 - percent) / 100;
    },
  };
}
