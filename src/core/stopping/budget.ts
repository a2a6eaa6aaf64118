import { formatCount, plural } from "../records/text/plural.ts";
import { slopeRatio } from "./knee.ts";
import type { ScreeningSoFar } from "./screening-so-far.ts";
import { defineStoppingRule, hourCount, recordCount } from "./stopping-rule.ts";

/** The share of all records after which the method always stops. */
const MOST = 0.75;
const LEAST_SLOPE_RATIO = 6;

/**
 * A budget. With `records`, the number that the reviewers can read; with `hours`, the time that they
 * have, all of them together, by their own pace; with both, what is spent first. Without them, the
 * budget method:
 * read at least as many as a random sample with ten relevant records would need, 10 N / found, and
 * stop at a knee with a slope ratio of 6; or stop at three quarters of the records.
 *
 * Source: Cormack GV, Grossman MR. Engineering quality and reliability in technology-assisted
 * review. SIGIR 2016:75-84; as in https://github.com/eugene-yang/tarexp, stopping.py.
 */
export const budget = defineStoppingRule({
  name: "budget",
  options: { records: recordCount.optional(), hours: hourCount.optional() },
  create: ({ records, hours }) =>
    records === undefined && hours === undefined
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
          met: ({ read, pace }) =>
            read >= (records ?? Number.POSITIVE_INFINITY) ||
            (pace?.hoursSpent ?? 0) >= (hours ?? Number.POSITIVE_INFINITY),
          says: (soFar) =>
            [
              ...(records === undefined
                ? []
                : [`${formatCount(soFar.read)} read; stops at ${formatCount(records)}`]),
              ...(hours === undefined ? [] : [spentOf(hours, soFar)]),
            ].join("; "),
        },
});

/** How much of a budget in hours is spent, and for how many decisions the rest will do. */
function spentOf(hours: number, { pace }: ScreeningSoFar): string {
  if (pace === undefined)
    return `the pace is not known, because too few decisions have a time of day; stops after ${plural(hours, "hour")}`;
  const { hoursSpent, secondsPerDecision } = pace;
  const left = Math.floor((Math.max(0, hours - hoursSpent) * 3600) / secondsPerDecision);
  return `${hoursSpent.toFixed(1)} hours spent at ${plural(Math.round(secondsPerDecision), "second")} a decision; stops after ${plural(hours, "hour")}, in about ${plural(left, "decision")}`;
}
