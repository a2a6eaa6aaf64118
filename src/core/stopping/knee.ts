import { formatCount } from "../records/text/plural.ts";
import type { ScreeningSoFar } from "./screening-so-far.ts";
import { defineStoppingRule, recordCount } from "./stopping-rule.ts";

/**
 * The knee method: the recall curve has a knee where its slope before rank i is many times the
 * slope after it, ρ = (pos_i / i) / ((1 + pos_s - pos_i) / (s - i)). Stop if the largest ρ is at
 * least 156 - min(pos_s, 150), and a thousand records were read.
 *
 * Source: Cormack GV, Grossman MR. Engineering quality and reliability in technology-assisted
 * review. SIGIR 2016:75-84; as in https://github.com/eugene-yang/tarexp, stopping.py.
 */
export const knee = defineStoppingRule({
  name: "knee",
  options: { "at-least": recordCount.default(1000) },
  create: ({ "at-least": least }) => ({
    promises: "nothing in numbers: the curve of what is found has become flat",
    met: (soFar) => soFar.read >= least && slopeRatio(soFar) >= needed(soFar),
    says: (soFar) =>
      `slope ratio ${slopeRatio(soFar).toFixed(1)}; stops at ${needed(soFar)}, and not before ${formatCount(least)} records`,
  }),
});

/** With many relevant records a flat end is more certain than with few. */
function needed({ ranks }: ScreeningSoFar): number {
  return 156 - Math.min(ranks.length, 150);
}

/** The largest ρ. Between two relevant records ρ only falls, so only their ranks are tested. */
export function slopeRatio({ read, ranks }: ScreeningSoFar): number {
  let largest = 0;
  for (const [at, rank] of ranks.entries()) {
    const behind = (1 + ranks.length - (at + 1)) / (read - rank);
    if (rank < read) largest = Math.max(largest, (at + 1) / rank / behind);
  }
  return largest;
}
