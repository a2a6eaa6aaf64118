import { binomialAtMost } from "./binomial-distribution.ts";
import { hypergeometricAtLeast, hypergeometricAtMost } from "./hypergeometric-distribution.ts";

/** Both ends of an interval. */
export type Interval = readonly [low: number, high: number];

/** After this many halvings a double no longer changes. */
const HALVINGS = 60;

/**
 * The exact Clopper-Pearson interval for a share, given the successes in a sample from an infinite
 * population. A share outside it would give as many or more (or as few or fewer) successes with a
 * chance of at most half of `1 - confidence`.
 *
 * Source: Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case
 * of the binomial. Biometrika 1934;26:404-413.
 */
export function clopperPearson(successes: number, trials: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  return [
    successes === 0
      ? 0
      : bisect((share) => 1 - binomialAtMost(successes - 1, trials, share) < tail),
    successes === trials ? 1 : bisect((share) => binomialAtMost(successes, trials, share) >= tail),
  ];
}

/** The largest share for which a condition holds that also holds for all smaller shares. */
function bisect(holds: (share: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The exact interval for the number of marked members of a finite population, given those in a
 * random sample of it. It uses the same two tests with the hypergeometric instead of the binomial
 * distribution. If the sample is the whole population, the interval has no width.
 *
 * Source: Buonaccorsi JP. A note on confidence intervals for proportions in finite populations. Am
 * Stat 1987;41:215-218.
 */
export function markedInPopulation(
  found: number,
  sample: number,
  population: number,
  confidence = 0.95,
): Interval {
  const tail = (1 - confidence) / 2;
  const urn = (marked: number) => ({ size: population, marked, drawn: sample });
  const most = population - (sample - found);
  let low = found;
  while (low < most && hypergeometricAtLeast(found, urn(low)) <= tail) low += 1;
  let high = most;
  // Bisects until no whole number lies between the two.
  let below = low;
  while (below < high) {
    const middle = Math.ceil((below + high) / 2);
    if (hypergeometricAtMost(found, urn(middle)) > tail) below = middle;
    else high = middle - 1;
  }
  return [low, high];
}
