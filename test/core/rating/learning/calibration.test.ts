import { describe, expect, test } from "vitest";
import { calibrate, probability } from "../../../../src/core/rating/learning/calibration.ts";

/** Labels with as many excludes for each include as asked, and values of two shifted bells. */
function sample(excludes: number): { values: Float64Array; labels: Int8Array } {
  const values: number[] = [];
  const labels: number[] = [];
  for (let i = -200; i <= 200; i += 1) {
    const meanAndDeviation = Math.log((201 + i) / (201 - i + 1e-9));
    values.push(1 + meanAndDeviation);
    labels.push(1);
    for (let k = 0; k < excludes; k += 1) {
      values.push(-1 + meanAndDeviation);
      labels.push(-1);
    }
  }
  return { values: Float64Array.from(values), labels: Int8Array.from(labels) };
}

describe("Platt scaling", () => {
  test("half way between mirrored classes is 0.5", () => {
    const { values, labels } = sample(1);
    expect(probability(0, calibrate(values, labels))).toBeCloseTo(0.5, 3);
  });

  test("how many excludes there are for an include does not move the middle", () => {
    const { values, labels } = sample(12);
    const calibration = calibrate(values, labels);
    expect(probability(0, calibration)).toBeCloseTo(0.5, 2);
    expect(calibration.slope).toBeCloseTo(calibrate(sample(1).values, sample(1).labels).slope, 1);
  });

  // python3 -c "import numpy as np; from scipy.optimize import minimize
  // v=np.array([.9,.4,-.2,.1,-.5,-.7,-1.1,.3]); y=np.array([1,1,1,-1,-1,-1,-1,-1])
  // t=np.where(y>0,.8,.2); w=np.where(y>0,4/3,4/5)
  // f=lambda p:(w*(np.logaddexp(0,p[0]*v+p[1])-t*(p[0]*v+p[1]))).sum()
  // print(minimize(f,[0,0],method='BFGS',tol=1e-12).x)"
  test("slope and intercept minimise the loss", () => {
    const values = Float64Array.of(0.9, 0.4, -0.2, 0.1, -0.5, -0.7, -1.1, 0.3);
    const labels = Int8Array.of(1, 1, 1, -1, -1, -1, -1, -1);
    const { slope, intercept } = calibrate(values, labels);
    expect([slope, intercept]).toEqual([expect.closeTo(1.331433, 5), expect.closeTo(0.00228, 5)]);
  });

  test("classes that do not overlap still have a finite slope", () => {
    const calibration = calibrate(Float64Array.of(2, 3, -2, -3), Int8Array.of(1, 1, -1, -1));
    expect(Number.isFinite(calibration.slope)).toBe(true);
    expect(probability(2, calibration)).toBeGreaterThan(0.6);
    expect(probability(-2, calibration)).toBeLessThan(0.4);
  });

  test("huge values do not overflow", () => {
    const calibration = calibrate(
      Float64Array.of(1e6, 2e6, -1e6, -2e6),
      Int8Array.of(1, 1, -1, -1),
    );
    expect(probability(1e9, calibration)).toBeGreaterThan(0.7);
    expect(probability(-1e9, calibration)).toBeLessThan(0.3);
  });

  test("values that say the opposite keep the order and say almost nothing", () => {
    const calibration = calibrate(Float64Array.of(-1, -2, 1, 2), Int8Array.of(1, 1, -1, -1));
    expect(calibration.slope).toBeGreaterThan(0);
    expect(probability(2, calibration)).toBeGreaterThan(0.5);
    expect(probability(2, calibration)).toBeLessThan(0.51);
  });

  test("equal values give 0.5", () => {
    const calibration = calibrate(Float64Array.of(3, 3, 3), Int8Array.of(1, -1, -1));
    expect(probability(3, calibration)).toBeCloseTo(0.5, 9);
  });
});
