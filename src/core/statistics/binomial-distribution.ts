import { exp, ln } from "./deterministic-arithmetic.ts";
import { lnChoose } from "./factorial.ts";

/** The chance of at most `most` successes in `trials` that succeed with this probability. */
export function binomialAtMost(most: number, trials: number, probability: number): number {
  if (most >= trials || probability <= 0) return 1;
  if (probability >= 1) return 0;
  const success = ln(probability);
  const failure = ln(1 - probability);
  let sum = 0;
  for (let k = 0; k <= most; k += 1)
    sum += exp(lnChoose(trials, k) + k * success + (trials - k) * failure);
  return Math.min(1, sum);
}
