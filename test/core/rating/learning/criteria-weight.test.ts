import { describe, expect, test } from "vitest";
import { criteriaWeight } from "../../../../src/core/rating/learning/criteria-weight.ts";

const likeness = Float64Array.from({ length: 100 }, (_, i) => i);

/** Excludes are the records 40 to 59, includes those given. */
function agreement(includes: readonly number[]): number {
  const labels = new Int8Array(100).fill(-1, 40, 60);
  for (const position of includes) labels[position] = 1;
  return criteriaWeight(likeness, labels);
}

describe("agreement of decisions with criteria", () => {
  test("is what is expected before anybody has decided", () => {
    expect(criteriaWeight(likeness, new Int8Array(100))).toBeCloseTo(1, 12);
  });

  test("falls with each include that is no more like the criteria than the excludes", () => {
    const few = agreement([10]);
    const many = agreement([10, 11, 12, 13]);
    expect(few).toBeLessThan(1);
    expect(many).toBeLessThan(few);
    expect(agreement(Array.from({ length: 30 }, (_, i) => i))).toBe(0);
  });

  test("stays where includes are more like the criteria", () => {
    expect(agreement([90, 91, 92, 93, 94, 95])).toBe(1);
  });

  test("by hand: one include above all excludes weighs as one of seven", () => {
    // (0.85 · 6 + 0.5) / 7 = 0.8: half of the excludes are below it.
    expect(agreement([50].map(() => 99))).toBe(1);
    const labels = new Int8Array(100).fill(-1, 40, 60);
    labels[50] = 0;
    labels[49] = 0;
    labels[50] = 1;
    expect(criteriaWeight(likeness, labels)).toBeCloseTo(
      ((0.85 * 6 + 9 / 18) / 7 - 0.5) / 0.35,
      12,
    );
  });
});
