import { ln } from "./deterministic-arithmetic.ts";

/** Below this, factorials are summed; from here on the series is correct to the last bit or two. */
const SUMMED = 64;
const SMALL = summed();
const HALF_LN_TWO_PI = ln(2 * Math.PI) / 2;

/**
 * ln n! of a whole number, calculated with additions, multiplications and divisions only, so that
 * it is the same to the last bit on every machine. It uses Stirling's series; the first omitted
 * term is below 1e-16.
 */
export function lnFactorial(n: number): number {
  if (n < SUMMED) return SMALL[n]!;
  const inverse = 1 / n;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (n + 0.5) * ln(n) - n + HALF_LN_TWO_PI + series;
}

/** ln of the number of ways to choose k of n. */
export function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

function summed(): Float64Array {
  const values = new Float64Array(SUMMED);
  for (let n = 2; n < SUMMED; n += 1) values[n] = values[n - 1]! + ln(n);
  return values;
}
