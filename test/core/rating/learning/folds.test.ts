import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dealFolds } from "../../../../src/core/rating/learning/folds.ts";

describe("folds", () => {
  test("every fold has its share of includes and of excludes", () => {
    const labels = fc.array(fc.constantFrom(1, -1), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(labels, fc.integer({ min: 1, max: 10 }), fc.integer(), (list, folds, seed) => {
        const foldOf = dealFolds(Int8Array.from(list), folds, seed);
        for (const label of [1, -1]) {
          const sizes = new Array(folds).fill(0);
          for (const [i, fold] of foldOf.entries()) if (list[i] === label) sizes[fold] += 1;
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("the seed deals them, and deals them the same each time", () => {
    const labels = Int8Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? 1 : -1));
    expect(dealFolds(labels, 5, 7)).toEqual(dealFolds(labels, 5, 7));
    expect(dealFolds(labels, 5, 7)).not.toEqual(dealFolds(labels, 5, 8));
  });
});
