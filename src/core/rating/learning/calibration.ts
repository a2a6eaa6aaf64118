import { exp, ln } from "../../statistics/deterministic-arithmetic.ts";

/** Turns a decision value into a probability: 1 / (1 + exp(-(slope · value + intercept))). */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * For values that carry no information or are reversed: the order stays, and everything is near
 * 0.5.
 */
const LEAST_SLOPE = 0.01;
const LEAST_STEP = 1e-10;

/**
 * Platt scaling: logistic regression of the labels on decision values from models that had not
 * learned from these labels. It uses Newton's method with backtracking in a form that cannot
 * overflow (Lin, Lin & Weng 2007, A note on Platt's probabilistic outputs for support vector
 * machines), changed so that both classes have the same total weight. The probability then is that
 * of a review with as many includes as excludes, and 0.5 means that the text favours neither.
 *
 * @param labels 1 include, -1 exclude; there is at least one of each
 */
export function calibrate(values: Float64Array, labels: Int8Array): Calibration {
  const count = values.length;
  let includes = 0;
  for (const label of labels) if (label > 0) includes += 1;
  const excludes = count - includes;
  const weight = { include: count / (2 * includes), exclude: count / (2 * excludes) };
  // Platt's targets replace 1 and 0, so that separated classes have a finite slope. Both use the
  // size of the smaller class; otherwise values without information would not give 0.5.
  const smaller = Math.min(includes, excludes);
  const target = { include: (smaller + 1) / (smaller + 2), exclude: 1 / (smaller + 2) };

  const loss = (slope: number, intercept: number): number => {
    let sum = 0;
    for (let i = 0; i < count; i += 1) {
      const kind = labels[i]! > 0 ? "include" : "exclude";
      const z = slope * values[i]! + intercept;
      // -t ln p - (1 - t) ln(1 - p), with an exponent that is never positive.
      const overlap = ln(1 + exp(-Math.abs(z)));
      sum +=
        weight[kind] * (z >= 0 ? (1 - target[kind]) * z + overlap : overlap - target[kind] * z);
    }
    return sum;
  };

  let slope = 0;
  let intercept = 0;
  let current = loss(slope, intercept);
  for (let iteration = 0; iteration < 100; iteration += 1) {
    // The ridge keeps the Hessian invertible if all values are equal.
    let h11 = 1e-12;
    let h22 = 1e-12;
    let h12 = 0;
    let g1 = 0;
    let g2 = 0;
    for (let i = 0; i < count; i += 1) {
      const kind = labels[i]! > 0 ? "include" : "exclude";
      const value = values[i]!;
      const p = probabilityOf(slope * value + intercept);
      const curvature = weight[kind] * p * (1 - p);
      const residual = weight[kind] * (p - target[kind]);
      h11 += value * value * curvature;
      h12 += value * curvature;
      h22 += curvature;
      g1 += value * residual;
      g2 += residual;
    }
    if (Math.abs(g1) < 1e-9 && Math.abs(g2) < 1e-9) break;
    const determinant = h11 * h22 - h12 * h12;
    const d1 = -(h22 * g1 - h12 * g2) / determinant;
    const d2 = -(h11 * g2 - h12 * g1) / determinant;
    const descent = g1 * d1 + g2 * d2;
    let step = 1;
    for (; step >= LEAST_STEP; step /= 2) {
      const next = loss(slope + step * d1, intercept + step * d2);
      if (next < current + 1e-4 * step * descent) {
        slope += step * d1;
        intercept += step * d2;
        current = next;
        break;
      }
    }
    if (step < LEAST_STEP) break;
  }
  if (slope >= LEAST_SLOPE) return { slope, intercept };
  return { slope: LEAST_SLOPE, intercept: -LEAST_SLOPE * midpoint(values, labels) };
}

/** The calibrated probability of a decision value. */
export function probability(value: number, { slope, intercept }: Calibration): number {
  return probabilityOf(slope * value + intercept);
}

function probabilityOf(z: number): number {
  if (z >= 0) return 1 / (1 + exp(-z));
  const e = exp(z);
  return e / (1 + e);
}

/** The midpoint between the mean of the includes and the mean of the excludes. */
function midpoint(values: Float64Array, labels: Int8Array): number {
  const mean = (label: number): number => {
    const members = values.filter((_, i) => labels[i] === label);
    return members.reduce((sum, value) => sum + value, 0) / members.length;
  };
  return (mean(1) + mean(-1)) / 2;
}
