import { binomialAtMost } from "./binomial-distribution.ts";
import { hypergeometricAtLeast, hypergeometricAtMost } from "./hypergeometric-distribution.ts";

/** Both ends of an interval. */
export type Interval = readonly [low: number, high: number];

/** Halvings until a double cannot be halved further in a way that shows. */
const HALVINGS = 60;

/**
 * The exact interval of Clopper and Pearson for a share, given the successes in a sample from a
 * population without end: no share outside of it would give as many or more (as few or fewer)
 * successes with a chance of `1 - confidence` halved.
 *
 * Source: Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of
 * the binomial. Biometrika 1934;26:404-413.
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

/** The largest share of which something holds that holds of all smaller ones. */
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
 * The exact interval for the number of marked members of a finite population, given those in a random
 * sample of it: the same two tests, with the hypergeometric distribution in the place of the binomial.
 * A sample of everybody leaves no doubt.
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
  // Whole numbers between the two: halve the gap.
  let below = low;
  while (below < high) {
    const middle = Math.ceil((below + high) / 2);
    if (hypergeometricAtMost(found, urn(middle)) > tail) below = middle;
    else high = middle - 1;
  }
  return [low, high];
}
