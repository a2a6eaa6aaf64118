import { exp } from "./deterministic-arithmetic.ts";
import { lnChoose } from "./factorial.ts";

/** An urn of which some balls are marked, and how many are drawn from it without putting them back. */
export interface Urn {
  readonly size: number;
  readonly marked: number;
  readonly drawn: number;
}

/**
 * The chance of drawing at most `most` marked balls. The terms are summed from the largest number of
 * marked balls down; a sum that has reached `enough` is given as it stands, for whoever only asks
 * whether the chance is below that.
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
  // As many unmarked balls at most as make up the rest of the draw.
  return hypergeometricAtMost(drawn - least, { size, marked: size - marked, drawn });
}

/** The chance of drawing this many marked balls, which must be possible. */
function hypergeometricExactly(k: number, { size, marked, drawn }: Urn): number {
  return exp(lnChoose(marked, k) + lnChoose(size - marked, drawn - k) - lnChoose(size, drawn));
}
