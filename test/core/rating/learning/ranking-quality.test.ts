import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rankingQuality } from "../../../../src/core/rating/learning/ranking-quality.ts";

function quality(labelsInOrder: readonly number[], scores?: readonly number[]) {
  const labels = Int8Array.from(labelsInOrder, (y) => (y === 1 ? 1 : -1));
  const descending = labelsInOrder.map((_, i) => -i);
  return rankingQuality(Float64Array.from(scores ?? descending), labels);
}

describe("the quality of a ranking", () => {
  test("the worked example of the CLEF TAR measures: 20 records, 5 included", () => {
    const labels = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(quality(labels)).toEqual({
      auc: 0.866667,
      recallAt10Percent: 0.4,
      recallAt20Percent: 0.6,
      workSavedAt95: 0.4,
    });
  });

  test("the best order and the worst", () => {
    expect(quality([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]).auc).toBe(1);
    expect(quality([0, 0, 0, 0, 0, 0, 0, 0, 0, 1])).toEqual({
      auc: 0,
      recallAt10Percent: 0,
      recallAt20Percent: 0,
      workSavedAt95: -0.05,
    });
  });

  test("scores that are no numbers end in a figure, not in a loop without end", () => {
    expect(quality([1, 0, 0], [Number.NaN, Number.NaN, Number.NaN]).auc).toBeLessThanOrEqual(1);
  });

  test("ties count half, and never flatter", () => {
    expect(quality([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], new Array(10).fill(0.5))).toEqual({
      auc: 0.5,
      recallAt10Percent: 0,
      recallAt20Percent: 0,
      workSavedAt95: -0.05,
    });
  });

  test("the area under the curve is the share of pairs in the right order", () => {
    const record = fc.record({ score: fc.integer({ min: 0, max: 6 }), included: fc.boolean() });
    fc.assert(
      fc.property(fc.array(record, { minLength: 2, maxLength: 40 }), (records) => {
        const included = records.filter((r) => r.included);
        const excluded = records.filter((r) => !r.included);
        fc.pre(included.length > 0 && excluded.length > 0);
        let right = 0;
        for (const a of included) {
          for (const b of excluded) right += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
        }
        const { auc } = quality(
          records.map((r) => (r.included ? 1 : 0)),
          records.map((r) => r.score),
        );
        expect(auc).toBeCloseTo(right / (included.length * excluded.length), 5);
      }),
    );
  });
});
