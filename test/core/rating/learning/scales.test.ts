import { describe, expect, test } from "vitest";
import { meanAndDeviation, scalesOf } from "../../../../src/core/rating/learning/scales.ts";

/** Fifty values around 4 of one kind and fifty around 1, half as far apart, of the other. */
const values = Float64Array.from({ length: 100 }, (_, i) =>
  i < 50 ? 4 + (i % 5) - 2 : 1 + ((i % 5) - 2) / 2,
);
const kinds = Uint8Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : 1));
const scaled = (share: number) => {
  const scales = scalesOf(values, kinds, 2, 1, share);
  return values.map((value, i) => scales[kinds[i]!]!.factor * (value - scales[kinds[i]!]!.mean));
};
const meanOfKind = (all: Float64Array, kind: number) =>
  meanAndDeviation(all.filter((_, i) => kinds[i] === kind)).mean;

describe("scales of kinds of records", () => {
  test("are one for all kinds with a share of 0", () => {
    const [first, second] = scalesOf(values, kinds, 2, 1, 0);
    expect(second).toEqual(first);
    expect(meanAndDeviation(scaled(0)).mean).toBeCloseTo(0, 12);
    expect(meanAndDeviation(scaled(0)).deviation).toBeCloseTo(1, 12);
  });

  test("bring the kinds together, the more the larger the share", () => {
    const gap = (share: number) => meanOfKind(scaled(share), 0) - meanOfKind(scaled(share), 1);
    expect(gap(0)).toBeGreaterThan(1.5);
    expect(gap(0.5)).toBeLessThan(gap(0));
    expect(gap(1)).toBeLessThan(gap(0.5));
    expect(gap(1)).toBeGreaterThan(0);
  });

  test("a kind of few records keeps the scale of all", () => {
    const few = Uint8Array.from({ length: 100 }, (_, i) => (i < 5 ? 1 : 0));
    const [, second] = scalesOf(values, few, 2, 1, 1);
    expect(second).toEqual(scalesOf(values, few, 2, 1, 0)[1]);
  });

  test("values that are all equal say nothing", () => {
    const equal = new Float64Array(100).fill(3);
    expect(scalesOf(equal, kinds, 2, 1, 1).map(({ factor }) => factor)).toEqual([0, 0]);
  });
});
