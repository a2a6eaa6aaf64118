import { hypergeometricAtMost } from "../statistics/hypergeometric-distribution.ts";
import type { ScreeningSoFar } from "./screening-so-far.ts";
import { defineStoppingRule, share } from "./stopping-rule.ts";

/**
 * The test of Callaghan and Müller-Hansen. Suppose that less than the wanted share of the relevant
 * records had been found: how likely would it be to find as few in the last records that were read,
 * if those had been drawn at random? Every suffix of the screening is treated as such a draw from
 * itself and all unread records, and the smallest p counts. With r relevant found in all and k of
 * them among the last i, missing the target τ requires at least K = ⌊r / τ + 1 - (r - k)⌋ relevant
 * in that urn, and p = P(X ≤ k) for X hypergeometric with N - (S - i) records, K relevant and i
 * draws.
 *
 * Ranked records are better than random ones, so p errs on the safe side. Testing after every
 * record and for every suffix is more than one test allows for, but the authors found that it still
 * misses the target in far fewer than 5 % of runs.
 *
 * If K exceeds the urn, the target cannot have been missed, and p is 0. Without any relevant record
 * the test says nothing, and p is 1.
 *
 * Sources: Callaghan MW, Müller-Hansen F. Statistical stopping criteria for automated screening in
 * systematic reviews. Syst Rev 2020;9:273, doi 10.1186/s13643-020-01521-4; in the strict form of
 * https://github.com/mcallaghan/buscarpy, `calculate_h0`.
 */
export const hypergeometric = defineStoppingRule({
  name: "hypergeometric",
  options: { recall: share.default(0.95), confidence: share.default(0.95) },
  create: ({ recall, confidence }) => {
    // 1 - 0.95 is a little more than 0.05.
    const level = Math.round((1 - confidence) * 1e9) / 1e9;
    const promise = `with ${percent(confidence)} confidence at least ${percent(recall)} of the relevant records were found`;
    return {
      promises: promise,
      guarantees: promise,
      met: (soFar) => missedTarget(soFar, recall, level) < level,
      says: (soFar) =>
        `${pText(missedTarget(soFar, recall))} that recall is below ${percent(recall)}; stops below ${level}`,
    };
  },
});

/** A small p is not 0: that stands for a target that cannot have been missed. */
function pText(p: number): string {
  if (p === 0) return "p = 0";
  return p < 0.0001 ? "p < 0.0001" : `p = ${p.toFixed(4)}`;
}

/**
 * The p-value. Among suffixes with the same number of relevant records the longest has the smallest
 * p, because a larger part of its urn was drawn. So only suffixes that begin right after a relevant
 * record, and the whole screening, are tested.
 *
 * @param enough a p at or above this need not be exact
 */
export function missedTarget(
  { records, read, ranks }: ScreeningSoFar,
  recall: number,
  enough = 1,
): number {
  const found = ranks.length;
  if (found === 0) return 1;
  let smallest = 1;
  for (let before = 0; before <= found; before += 1) {
    const start = before === 0 ? 0 : ranks[before - 1]!;
    const drawn = read - start;
    if (drawn === 0) continue;
    const size = records - start;
    const marked = Math.floor(found / recall + 1 - before);
    const p =
      marked > size ? 0 : hypergeometricAtMost(found - before, { size, marked, drawn }, enough);
    if (p < smallest) smallest = p;
  }
  return smallest;
}

/** `95 %` for 0.95. */
function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
