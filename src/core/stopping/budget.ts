import { formatCount } from "../records/text/plural.ts";
import { slopeRatio } from "./knee.ts";
import { defineStoppingRule, recordCount } from "./stopping-rule.ts";

/** The share of all records after which the method always stops. */
const MOST = 0.75;
const LEAST_SLOPE_RATIO = 6;

/**
 * A budget. With `records`, the number that the reviewers can read. Without it, the budget method:
 * read at least as many as a random sample with ten relevant records would need, 10 N / found, and
 * stop at a knee with a slope ratio of 6; or stop at three quarters of the records.
 *
 * Source: Cormack GV, Grossman MR. Engineering quality and reliability in technology-assisted
 * review. SIGIR 2016:75-84; as in https://github.com/eugene-yang/tarexp, stopping.py.
 */
export const budget = defineStoppingRule({
  name: "budget",
  options: { records: recordCount.optional() },
  create: ({ records }) =>
    records === undefined
      ? {
          promises:
            "nothing in numbers: as much was read as a random sample of ten relevant records takes",
          met: (soFar) =>
            soFar.read >= MOST * soFar.records ||
            (soFar.ranks.length > 0 &&
              soFar.read >= (10 * soFar.records) / soFar.ranks.length &&
              slopeRatio(soFar) >= LEAST_SLOPE_RATIO),
          says: (soFar) => {
            const least = Math.ceil((10 * soFar.records) / Math.max(1, soFar.ranks.length));
            const most = Math.ceil(MOST * soFar.records);
            return `${formatCount(soFar.read)} read, slope ratio ${slopeRatio(soFar).toFixed(1)}; stops from ${formatCount(Math.min(least, most))} on at a ratio of ${LEAST_SLOPE_RATIO}, or at ${formatCount(most)}`;
          },
        }
      : {
          promises: "nothing: the budget is spent",
          met: ({ read }) => read >= records,
          says: ({ read }) => `${formatCount(read)} read; stops at ${formatCount(records)}`,
        },
});
