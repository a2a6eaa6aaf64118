import type { Metric } from "./metric.ts";

/**
 * WSS@95 as ASReview Insights calculates it: how much earlier than in a random order the last of
 * the ⌊0.95 R⌋ included was found, as a share of the records. A random order has found round(R · i
 * / (N - 1)) included at rank i, counted from 0. If 0.95 R is below 1, the first included record is
 * used.
 *
 * Source: https://github.com/asreview/asreview-insights, algorithms.py, `_wss_values`, and
 * metrics.py.
 */
export const workSavedInsights: Metric = {
  name: "wss@95-insights",
  means: "the same against the expected place in a random order, as ASReview Insights counts it",
  better: "higher",
  range: [-1, 1],
  of({ records, ranks }) {
    const found = Math.max(1, Math.floor((ranks.length * 95) / 100));
    let random = 0;
    while (expected(random, records, ranks.length) < found) random += 1;
    return (random - (ranks[found - 1]! - 1)) / records;
  },
};

/** numpy's round(linspace(0, R, N))[i]; halves go to the even number. */
function expected(at: number, records: number, included: number): number {
  if (at === records - 1) return included;
  const value = at * (included / (records - 1));
  const floor = Math.floor(value);
  if (value - floor === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  return Math.round(value);
}
