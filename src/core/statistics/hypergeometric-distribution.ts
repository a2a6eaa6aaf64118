import { exp } from "./deterministic-arithmetic.ts";
import { lnChoose } from "./factorial.ts";

/** An urn with some marked balls, and the number of balls drawn from it without replacement. */
export interface Urn {
  readonly size: number;
  readonly marked: number;
  readonly drawn: number;
}

/**
 * The chance of drawing at most `most` marked balls. The terms are summed from the largest number
 * of marked balls down. Once the sum has reached `enough`, it is returned as it is, for callers
 * that only ask whether the chance is below that.
 */
export function hypergeometricAtMost(most: number, urn: Urn, enough = 1): number {
  const { size, marked, drawn } = urn;
  const least = Math.max(0, drawn + marked - size);
  if (most < least) return 0;
  if (most >= Math.min(marked, drawn)) return 1;
  let term = hypergeometricExactly(most, urn);
  let sum = term;
  for (let k = most; k > least && sum < enough; k -= 1) {
    term *= (k * (size - marked - drawn + k)) / ((marked - k + 1) * (drawn - k + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

/** The chance of drawing at least `least` marked balls. */
export function hypergeometricAtLeast(least: number, { size, marked, drawn }: Urn): number {
  // At most as many unmarked balls as the rest of the draw.
  return hypergeometricAtMost(drawn - least, { size, marked: size - marked, drawn });
}

/** The chance of drawing exactly this many marked balls, which must be possible. */
function hypergeometricExactly(k: number, { size, marked, drawn }: Urn): number {
  return exp(lnChoose(marked, k) + lnChoose(size - marked, drawn - k) - lnChoose(size, drawn));
}
