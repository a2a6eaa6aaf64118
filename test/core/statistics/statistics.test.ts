import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chao } from "../../../src/core/statistics/chao.ts";
import { clopperPearson, markedInPopulation } from "../../../src/core/statistics/exact-interval.ts";
import { lnFactorial } from "../../../src/core/statistics/factorial.ts";
import {
  hypergeometricAtLeast,
  hypergeometricAtMost,
} from "../../../src/core/statistics/hypergeometric-distribution.ts";
import { bootstrapMean, meanOf, studentPercentile } from "../../../src/core/statistics/mean.ts";

describe("factorials", () => {
  test("scipy's gammaln gives the same", () => {
    expect(lnFactorial(100)).toBeCloseTo(363.73937555556347, 10);
    expect(lnFactorial(100000) / 1051299.2218991218).toBeCloseTo(1, 14);
  });

  test("each is the one before times the number, across the change of method", () => {
    for (let n = 1; n < 300; n += 1)
      expect(lnFactorial(n) - lnFactorial(n - 1)).toBeCloseTo(Math.log(n), 11);
  });
});

describe("the hypergeometric distribution", () => {
  // scipy.stats.hypergeom.cdf and sf.
  test.each([
    [3, { size: 50, marked: 10, drawn: 20 }, 0.3649682867768368, 0.8609613426190931],
    [0, { size: 1000, marked: 5, drawn: 700 }, 0.002373593484899734, 1],
    [12, { size: 5000, marked: 40, drawn: 2600 }, 0.00392865894953124, 0.9985959044178803],
    [45, { size: 300, marked: 110, drawn: 100 }, 0.9872704198965222, 0.02370055730931148],
  ])("at most %i and at least as many of %j", (k, urn, atMost, atLeast) => {
    expect(hypergeometricAtMost(k, urn)).toBeCloseTo(atMost, 11);
    expect(hypergeometricAtLeast(k, urn)).toBeCloseTo(atLeast, 11);
  });

  test("what is at most k and what is at least k + 1 are everything", () => {
    const urns = fc
      .record({
        size: fc.integer({ min: 1, max: 80 }),
        a: fc.nat(80),
        b: fc.nat(80),
        k: fc.nat(80),
      })
      .map(({ size, a, b, k }) => ({
        k,
        urn: { size, marked: a % (size + 1), drawn: b % (size + 1) },
      }));
    fc.assert(
      fc.property(urns, ({ k, urn }) => {
        expect(hypergeometricAtMost(k, urn) + hypergeometricAtLeast(k + 1, urn)).toBeCloseTo(1, 9);
      }),
    );
  });

  test("a sum that may stop early is on the same side of where it may stop", () => {
    const urn = { size: 500, marked: 60, drawn: 200 };
    for (let k = 0; k <= 60; k += 1) {
      const whole = hypergeometricAtMost(k, urn);
      expect(hypergeometricAtMost(k, urn, 0.05) < 0.05).toBe(whole < 0.05);
    }
  });
});

describe("exact intervals", () => {
  test("Mendel's peas, the example of R's binom.test: 682 of 925", () => {
    const [low, high] = clopperPearson(682, 925);
    expect(low).toBeCloseTo(0.7076683, 7);
    expect(high).toBeCloseTo(0.7654066, 7);
  });

  test("none in a hundred, and three in 120, as scipy's binomtest", () => {
    expect(clopperPearson(0, 100)[0]).toBe(0);
    expect(clopperPearson(0, 100)[1]).toBeCloseTo(0.03621669264517642, 9);
    const [low, high] = clopperPearson(3, 120);
    expect(low).toBeCloseTo(0.005185574958149569, 9);
    expect(high).toBeCloseTo(0.07132319415690518, 9);
    expect(clopperPearson(7, 7)[1]).toBe(1);
  });

  test("45 of 100 in a company of 300: Sprop of the R package samplingbook names the first numbers that are ruled out, 110 and 161", () => {
    expect(markedInPopulation(45, 100, 300)).toEqual([111, 160]);
  });

  test("whoever asks everybody knows, whoever asks nobody knows nothing", () => {
    expect(markedInPopulation(7, 50, 50)).toEqual([7, 7]);
    expect(markedInPopulation(0, 0, 50)).toEqual([0, 50]);
  });

  test("the interval covers the truth at least as often as it says, in every small population", () => {
    for (const [population, sample] of [
      [20, 5],
      [35, 12],
    ] as const) {
      for (let marked = 0; marked <= population; marked += 1) {
        let covered = 0;
        for (let found = 0; found <= Math.min(sample, marked); found += 1) {
          if (sample - found > population - marked) continue;
          const [low, high] = markedInPopulation(found, sample, population);
          const urn = { size: population, marked, drawn: sample };
          const chance = hypergeometricAtMost(found, urn) - hypergeometricAtMost(found - 1, urn);
          if (low <= marked && marked <= high) covered += chance;
        }
        expect(covered).toBeGreaterThanOrEqual(0.95 - 1e-9);
      }
    }
  });

  test("it contains what was found and narrows as more are asked", () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(200),
        (found, sample, more) => {
          fc.pre(found <= sample);
          const population = sample + more;
          const [low, high] = markedInPopulation(found, sample, population);
          expect(low).toBeGreaterThanOrEqual(found);
          expect(high).toBeLessThanOrEqual(population - (sample - found));
          expect(low).toBeLessThanOrEqual(Math.ceil((found / sample) * population));
          expect(high).toBeGreaterThanOrEqual(Math.floor((found / sample) * population));
        },
      ),
    );
  });
});

describe("Chao's estimator", () => {
  test("the worked example of scikit-bio: nine found, three once and three twice", () => {
    const { total, interval } = chao(9, 3, 3);
    expect(total).toBe(9.75);
    expect(interval![0]).toBeCloseTo(9.07, 2);
    expect(interval![1]).toBeCloseTo(17.45, 2);
  });

  // Outputs of ChaoSpecies of the R package SpadeR (`Chao2-bc`, incidence frequencies), as printed in
  // the scripts of Ruzi et al. for their figure S4.
  test.each([
    [15, 9, 4, 16, 21.75, 16.492, 45.544],
    [18, 8, 4, 16, 23.25, 19.075, 43.637],
    [14, 5, 5, 16, 15.562, 14.214, 25.383],
    [21, 15, 2, 16, 53.812, 30.062, 139.806],
    [10, 6, 0, 40, 24.625, 13.092, 79.18],
    [18, 8, 3, 120, 24.942, 19.439, 51.493],
  ])(
    "as SpadeR: %i found, %i once and %i twice by %i",
    (found, byOne, byTwo, by, all, low, high) => {
      const { total, interval } = chao(found, byOne, byTwo, by);
      expect(Math.abs(total - all)).toBeLessThanOrEqual(0.0006);
      expect(Math.abs(interval![0] - low)).toBeLessThanOrEqual(0.0006);
      expect(Math.abs(interval![1] - high)).toBeLessThanOrEqual(0.0006);
    },
  );

  test("where at most one was found only once, nothing is said to be missing", () => {
    expect(chao(12, 1, 11)).toEqual({ found: 12, byOne: 1, byTwo: 11, total: 12 });
    expect(chao(0, 0, 0).total).toBe(0);
  });

  test("it never says less than was found, and its interval holds it", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (byOne, byTwo, byMore) => {
        const found = byOne + byTwo + byMore;
        const { total, interval } = chao(found, byOne, byTwo);
        expect(total).toBeGreaterThanOrEqual(found);
        if (interval === undefined) return;
        expect(interval[0]).toBeGreaterThanOrEqual(found);
        expect(interval[0]).toBeLessThanOrEqual(total);
        expect(interval[1]).toBeGreaterThanOrEqual(total);
      }),
    );
  });
});

describe("means", () => {
  test("Student's percentiles, as scipy gives them", () => {
    expect(studentPercentile(4)).toBeCloseTo(2.776445, 6);
    expect(studentPercentile(11)).toBeCloseTo(2.201, 3);
    expect(studentPercentile(29)).toBeCloseTo(2.04523, 5);
    expect(studentPercentile(60)).toBeCloseTo(2.000298, 6);
  });

  test("five values and their interval, by hand", () => {
    const { mean, interval } = meanOf([1, 2, 3, 4, 5]);
    expect(mean).toBe(3);
    expect(interval![1] - 3).toBeCloseTo(2.776445 * Math.sqrt(2.5 / 5), 6);
  });

  test("one value has no interval", () => {
    expect(meanOf([0.5])).toEqual({ mean: 0.5 });
    expect(bootstrapMean([0.5], 1)).toEqual({ mean: 0.5 });
  });

  test("a bootstrap is the same whenever its seed is, and holds the mean", () => {
    const values = [0.1, 0.4, 0.2, 0.9, 0.5, 0.7];
    const { mean, interval } = bootstrapMean(values, 7);
    expect(bootstrapMean(values, 7)).toEqual({ mean, interval });
    expect(interval![0]).toBeLessThan(mean);
    expect(interval![1]).toBeGreaterThan(mean);
  });
});
