import { formatCount } from "../records/plural.ts";
import type { Reading } from "./screening-so-far.ts";
import { defineStoppingRule, recordCount } from "./stopping-rule.ts";

/**
 * The knee method: the recall curve has a knee where its slope before the rank i is many times the
 * slope behind it, ρ = (pos_i / i) / ((1 + pos_s - pos_i) / (s - i)). Stop if the largest ρ is at least
 * 156 - min(pos_s, 150), and a thousand records were read.
 *
 * Source: Cormack GV, Grossman MR. Engineering quality and reliability in technology-assisted review.
 * SIGIR 2016:75-84; as in https://github.com/eugene-yang/tarexp, stopping.py.
 */
export const knee = defineStoppingRule({
  name: "knee",
  options: { "at-least": recordCount.default(1000) },
  create: ({ "at-least": least }) => ({
    promises: "nothing in numbers: the curve of what is found has become flat",
    met: (reading) => reading.read >= least && slopeRatio(reading) >= needed(reading),
    says: (reading) =>
      `slope ratio ${slopeRatio(reading).toFixed(1)}; stops at ${needed(reading)}, and not before ${formatCount(least)} records`,
  }),
});

/** Many relevant records make a flat end surer than few. */
function needed({ places }: Reading): number {
  return 156 - Math.min(places.length, 150);
}

/** The largest ρ. Between two relevant records ρ only falls, so only their places are looked at. */
export function slopeRatio({ read, places }: Reading): number {
  let largest = 0;
  for (const [at, place] of places.entries()) {
    const behind = (1 + places.length - (at + 1)) / (read - place);
    if (place < read) largest = Math.max(largest, (at + 1) / place / behind);
  }
  return largest;
}
