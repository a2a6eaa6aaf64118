import type { Interval } from "./exact-interval.ts";
import { createRandom } from "./random.ts";

/** A mean and its 95 % interval, which a single value does not have. */
export interface Mean {
  readonly mean: number;
  readonly interval?: Interval;
}

/** The 97.5th percentiles of Student's t for 1 to 10 degrees of freedom. */
const STUDENT = [
  12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157,
  2.228139,
];
const Z = 1.959963984540054;

/** The mean of independent values with Student's 95 % interval. */
export function meanOf(values: readonly number[]): Mean {
  const count = values.length;
  const mean = sum(values) / count;
  if (count < 2) return { mean };
  const variance = sum(values.map((value) => (value - mean) * (value - mean))) / (count - 1);
  const half = studentPercentile(count - 1) * Math.sqrt(variance / count);
  return { mean, interval: [mean - half, mean + half] };
}

/**
 * The 97.5th percentile of Student's t; from 11 degrees of freedom on by the Cornish-Fisher
 * expansion.
 */
export function studentPercentile(degrees: number): number {
  const known = STUDENT[degrees - 1];
  if (known !== undefined) return known;
  const square = Z * Z;
  const g1 = (square + 1) / 4;
  const g2 = ((5 * square + 16) * square + 3) / 96;
  const g3 = (((3 * square + 19) * square + 17) * square - 15) / 384;
  return Z * (1 + (g1 + (g2 + g3 / degrees) / degrees) / degrees);
}

const RESAMPLES = 2000;

/**
 * The mean with a 95 % bootstrap interval (percentiles of the means of resamples), for values that
 * are not normally distributed, such as those of whole reviews.
 */
export function bootstrapMean(values: readonly number[], seed: number): Mean {
  const mean = sum(values) / values.length;
  if (values.length < 2) return { mean };
  const random = createRandom(seed);
  const means = new Float64Array(RESAMPLES);
  for (let at = 0; at < RESAMPLES; at += 1) {
    let total = 0;
    for (let draw = 0; draw < values.length; draw += 1) total += values[random(values.length)]!;
    means[at] = total / values.length;
  }
  means.sort();
  return { mean, interval: [means[RESAMPLES * 0.025]!, means[RESAMPLES * 0.975 - 1]!] };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
