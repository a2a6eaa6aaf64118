import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  METRICS,
  screeningOrderByScore,
  screeningOrderOf,
} from "../../../src/core/metrics/index.ts";

/** Every metric of the records that are included at these ranks. */
function figures(records: number, ranks: readonly number[]): Record<string, number> {
  const screeningOrder = { records, ranks: Uint32Array.from(ranks) };
  return Object.fromEntries(METRICS.map(({ name, of }) => [name, of(screeningOrder)]));
}

// The toy example and two more, computed with the formulas of CLEF TAR (eval_measures.py) and of
// ASReview Insights (algorithms.py), and with numpy for nDCG.
const TOY = [1, 2, 4, 7, 11];
const SCATTERED = [2, 5, 6, 10, 19];
const RANDOM = [
  6, 7, 17, 25, 26, 45, 48, 50, 56, 61, 65, 76, 77, 81, 88, 89, 103, 104, 120, 130, 144, 145, 152,
  156, 157, 159, 161, 165, 168, 190, 200,
];

describe("published implementations give the same figures", () => {
  test.each([
    [
      "toy",
      20,
      TOY,
      { clef: 0.4, wss100: 0.45, insights: 0.4, ndcg: 0.9068745683, ap: 0.7551948052 },
    ],
    [
      "scattered",
      25,
      SCATTERED,
      { clef: 0.19, wss100: 0.24, insights: 0.32, ndcg: 0.642516213, ap: 0.4126315789 },
    ],
    [
      "random",
      200,
      RANDOM,
      { clef: 0.11, wss100: 0, insights: 0.08, ndcg: 0.5616951792, ap: 0.1665385576 },
    ],
  ])("%s", (_, records, ranks, expected) => {
    const found = figures(records, ranks);
    expect(found["wss@95-clef"]).toBeCloseTo(expected.clef, 9);
    expect(found["wss@100"]).toBeCloseTo(expected.wss100, 9);
    expect(found["wss@95-insights"]).toBeCloseTo(expected.insights, 9);
    expect(found.ndcg).toBeCloseTo(expected.ndcg, 9);
    expect(found.ap).toBeCloseTo(expected.ap, 9);
  });
});

describe("worked by hand", () => {
  test("20 records, 5 included: the toy example", () => {
    const found = figures(20, TOY);
    expect(found["recall@10"]).toBeCloseTo(2 / 5, 12);
    expect(found["recall@20"]).toBeCloseTo(3 / 5, 12);
    expect(found["wss@95"]).toBeCloseTo(0.4, 12);
    expect(found.atd).toBeCloseTo((1 + 2 + 4 + 7 + 11) / 5 / 20, 12);
    expect(found.loss).toBeCloseTo(2 / 15, 12);
    expect(found["tnr@95"]).toBeCloseTo(9 / 15, 12);
    expect(found["precision@100"]).toBeCloseTo(5 / 20, 12);
  });

  test("WSS@95 needs 95 % really found: 30 of 31, where CLEF is content with 29", () => {
    const found = figures(200, RANDOM);
    expect(found["wss@95"]).toBeCloseTo((200 - 190) / 200 - 0.05, 12);
    expect(found["wss@95-clef"]).toBeCloseTo((200 - 168) / 200 - 0.05, 12);
  });

  test("with twenty included one may be missed, and no rounding gives another away", () => {
    const ranks = [...Array.from({ length: 19 }, (_, at) => at + 1), 100];
    expect(figures(100, ranks)["wss@95"]).toBeCloseTo(0.81 - 0.05, 12);
  });

  test("one included record among three", () => {
    expect(figures(3, [2])).toMatchObject({ "recall@10": 0, "wss@100": 1 / 3, loss: 0.5, ap: 0.5 });
  });

  test("a percentage of the records is rounded down", () => {
    expect(figures(29, [3])["recall@10"]).toBe(0);
    expect(figures(30, [3])["recall@10"]).toBe(1);
  });
});

/** Labels with at least one of each kind. */
const labels = fc
  .array(fc.boolean(), { minLength: 2, maxLength: 60 })
  .filter((found) => found.includes(true) && found.includes(false));

describe("laws", () => {
  test("every figure lies within its bounds", () => {
    fc.assert(
      fc.property(labels, (found) => {
        const screeningOrder = screeningOrderOf(found);
        for (const { range, of } of METRICS) {
          const figure = of(screeningOrder);
          expect(figure).toBeGreaterThanOrEqual(range[0] - 1e-12);
          expect(figure).toBeLessThanOrEqual(range[1] + 1e-12);
        }
      }),
    );
  });

  test("the best order is best by every metric, the worst is worst", () => {
    fc.assert(
      fc.property(labels, (found) => {
        const best = screeningOrderOf([...found].sort((a, b) => Number(b) - Number(a)));
        const worst = screeningOrderOf([...found].sort((a, b) => Number(a) - Number(b)));
        for (const { better, of } of METRICS) {
          const sign = better === "higher" ? 1 : -1;
          const figure = of(screeningOrderOf(found));
          expect(sign * of(best)).toBeGreaterThanOrEqual(sign * figure - 1e-12);
          expect(sign * of(worst)).toBeLessThanOrEqual(sign * figure + 1e-12);
        }
        expect(METRICS.find(({ name }) => name === "loss")!.of(best)).toBe(0);
        expect(METRICS.find(({ name }) => name === "loss")!.of(worst)).toBeCloseTo(1, 12);
        expect(METRICS.find(({ name }) => name === "ndcg")!.of(best)).toBe(1);
      }),
    );
  });

  test("the loss is the area above the recall curve, by its definition", () => {
    fc.assert(
      fc.property(labels, (found) => {
        const records = found.length;
        const included = found.filter(Boolean).length;
        let seen = 0;
        let area = 0;
        for (const one of found) {
          seen += Number(one);
          area += seen;
        }
        const loss =
          (included * (records - (included - 1) / 2) - area) / (included * (records - included));
        expect(
          METRICS.find(({ name }) => name === "loss")!.of(screeningOrderOf(found)),
        ).toBeCloseTo(loss, 12);
      }),
    );
  });

  test("equal scores never flatter: the excluded come first", () => {
    const screeningOrder = screeningOrderByScore([0.5, 0.5, 0.5, 0.9], Int8Array.of(1, -1, -1, -1));
    expect([...screeningOrder.ranks]).toEqual([4]);
  });
});

test("names are distinct and say what they mean", () => {
  expect(new Set(METRICS.map(({ name }) => name)).size).toBe(METRICS.length);
  for (const { means } of METRICS) expect(means.length).toBeGreaterThan(20);
});
