import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hypergeometricAtMost } from "../../../src/core/statistics/hypergeometric-distribution.ts";
import { missedTarget } from "../../../src/core/stopping/hypergeometric.ts";
import {
  type ScreeningSoFar,
  STOPPING_RULES,
  StopEntry,
  screeningAfter,
  stoppingRuleOf,
} from "../../../src/core/stopping/index.ts";
import { slopeRatio } from "../../../src/core/stopping/knee.ts";

function screening(records: number, read: number, ranks: readonly number[]): ScreeningSoFar {
  return { records, read, ranks: Uint32Array.from(ranks) };
}

function rule(entry: { rule: string; [option: string]: unknown }) {
  return stoppingRuleOf(StopEntry.parse(entry));
}

const TOY = [1, 2, 4, 7, 11];
const SCATTERED = [2, 5, 6, 10, 19];
const RANDOM = [
  6, 7, 17, 25, 26, 45, 48, 50, 56, 61, 65, 76, 77, 81, 88, 89, 103, 104, 120, 130, 144, 145, 152,
  156, 157, 159, 161, 165, 168, 190, 200,
];

/** A screening in progress with some relevant records. */
const screenings = fc
  .record({ labels: fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), unread: fc.nat(60) })
  .map(({ labels, unread }) =>
    screening(
      labels.length + unread,
      labels.length,
      labels.flatMap((label, at) => (label ? [at + 1] : [])),
    ),
  );

describe("the hypergeometric test", () => {
  // buscarpy's calculate_h0 on the same labels, with scipy.
  test.each([
    [screening(40, 20, TOY), 0.95, 0.6896551724137931],
    [screening(21, 20, TOY), 0.95, 0.1],
    [screening(60, 25, SCATTERED), 0.95, 0.853658536585366],
    [screening(60, 50, SCATTERED), 0.95, 0.2439024390243902],
    [screening(400, 200, RANDOM), 0.95, 0.9912597435757253],
    [screening(400, 350, RANDOM), 0.95, 0.06155778894472362],
    [screening(400, 350, RANDOM), 0.9, 0.0035603335860969203],
  ])("buscarpy gives the same p", (one, recall, p) => {
    expect(missedTarget(one, recall)).toBeCloseTo(p, 10);
  });

  test("looking only behind relevant records misses no smaller p", () => {
    fc.assert(
      fc.property(screenings, fc.constantFrom(0.8, 0.9, 0.95), (one, recall) => {
        const { records, read, ranks } = one;
        let smallest = 1;
        for (let size = 1; size <= read && ranks.length > 0; size += 1) {
          const inUrn = ranks.filter((rank) => rank > read - size).length;
          const marked = Math.floor(ranks.length / recall + 1 - (ranks.length - inUrn));
          const urn = { size: records - (read - size), marked, drawn: size };
          smallest = Math.min(smallest, marked > urn.size ? 0 : hypergeometricAtMost(inUrn, urn));
        }
        expect(missedTarget(one, recall)).toBeCloseTo(smallest, 9);
      }),
    );
  });

  test("without a relevant record it never stops, and when all is read it does", () => {
    const { met } = rule({ rule: "hypergeometric" });
    expect(met(screening(1000, 999, []))).toBe(false);
    expect(met(screening(1000, 1000, [1]))).toBe(true);
  });

  test("a p that is small is not said to be 0, and one that is 0 is", () => {
    const { says } = rule({ rule: "hypergeometric" });
    expect(says(screening(400, 350, RANDOM))).toContain("p = 0.0616 that recall");
    expect(says(screening(50_000, 49_999, [1, 2, 3, 4, 5]))).toContain("p < 0.0001 that recall");
    expect(says(screening(20, 20, TOY))).toContain("p = 0 that recall");
  });

  test("it stops early where it may, and says the same as the whole sum", () => {
    const { met } = rule({ rule: "hypergeometric" });
    fc.assert(
      fc.property(screenings, (one) => {
        expect(met(one)).toBe(missedTarget(one, 0.95) < 0.05);
      }),
    );
  });

  test("in random orders it misses its target in at most one of twenty runs", () => {
    const { met } = rule({ rule: "hypergeometric" });
    let missed = 0;
    const runs = 200;
    for (let run = 0; run < runs; run += 1) {
      const labels = Array.from({ length: 400 }, (_, at) => at < 40);
      // A fixed shuffle for each run.
      let state = run + 1;
      for (let at = labels.length - 1; at > 0; at -= 1) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const other = state % (at + 1);
        [labels[at], labels[other]] = [labels[other]!, labels[at]!];
      }
      const ranks = labels.flatMap((label, at) => (label ? [at + 1] : []));
      const all = screening(400, 400, ranks);
      let read = 1;
      while (!met(screeningAfter(read, all))) read += 1;
      if (screeningAfter(read, all).ranks.length < 38) missed += 1;
    }
    expect(missed / runs).toBeLessThanOrEqual(0.08);
  });
});

describe("consecutive irrelevant records", () => {
  test("fifty in a row, and not one less", () => {
    const { met, says } = rule({ rule: "consecutive" });
    expect(met(screening(500, 109, [3, 60]))).toBe(false);
    expect(met(screening(500, 110, [3, 60]))).toBe(true);
    expect(says(screening(500, 110, [3, 60]))).toBe("50 irrelevant records in a row; stops at 50");
  });
});

describe("SAFE", () => {
  const { met, says } = rule({ rule: "safe" });
  test("all four signs are needed", () => {
    expect(met(screening(1000, 160, [10, 100]))).toBe(true);
    expect(met(screening(2000, 160, [10, 100]))).toBe(false);
    expect(met(screening(1000, 149, [10, 100]))).toBe(false);
    expect(met({ ...screening(1000, 160, [10, 100]), keyPapers: { known: 2, found: 1 } })).toBe(
      false,
    );
    expect(rule({ rule: "safe", relevant: 81 }).met(screening(1000, 160, [10, 100]))).toBe(false);
  });
  test("it says how far each is", () => {
    expect(says(screening(1000, 160, [10, 100]))).toBe(
      "160 read of 4, twice the relevant ones, 16.0 % read of 10 %, 60 irrelevant in a row of 50",
    );
  });
});

describe("the knee", () => {
  test("the slope ratio is the largest over all ranks, by its definition", () => {
    fc.assert(
      fc.property(screenings, (one) => {
        const found = (read: number) => one.ranks.filter((rank) => rank <= read).length;
        let largest = 0;
        for (let rank = 1; rank < one.read; rank += 1) {
          const behind = (1 + found(one.read) - found(rank)) / (one.read - rank);
          largest = Math.max(largest, found(rank) / rank / behind);
        }
        expect(slopeRatio(one)).toBeCloseTo(largest, 9);
      }),
    );
  });

  test("a hundred early and nothing after that is a knee, by hand", () => {
    const ranks = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(slopeRatio(screening(5000, 1000, ranks))).toBeCloseTo(1 / (1 / 900), 6);
    const { met } = rule({ rule: "knee" });
    expect(met(screening(5000, 999, ranks))).toBe(false);
    expect(met(screening(5000, 1000, ranks))).toBe(true);
    expect(rule({ rule: "knee", "at-least": 100 }).met(screening(5000, 155, ranks))).toBe(false);
    expect(rule({ rule: "knee", "at-least": 100 }).met(screening(5000, 156, ranks))).toBe(true);
  });
});

describe("the budget", () => {
  test("as many records as were paid for", () => {
    const { met } = rule({ rule: "budget", records: 300 });
    expect([met(screening(900, 299, [])), met(screening(900, 300, []))]).toEqual([false, true]);
  });

  test("ten relevant at random, and a knee; or three quarters", () => {
    const { met } = rule({ rule: "budget" });
    const ranks = Array.from({ length: 50 }, (_, at) => at + 1);
    expect(met(screening(1000, 199, ranks))).toBe(false);
    expect(met(screening(1000, 200, ranks))).toBe(true);
    expect(met(screening(1000, 749, []))).toBe(false);
    expect(met(screening(1000, 750, []))).toBe(true);
  });
});

describe("a budget in hours", () => {
  const at = (hoursSpent: number) => ({
    ...screening(900, 100, [1]),
    pace: { secondsPerDecision: 36, hoursSpent },
  });

  test("is spent by the reviewers' own pace", () => {
    const { met, says } = rule({ rule: "budget", hours: 2 });
    expect([met(at(1.9)), met(at(2))]).toEqual([false, true]);
    expect(says(at(1))).toBe(
      "1.0 hours spent at 36 seconds a decision; stops after 2 hours, in about 100 decisions",
    );
  });

  test("goes on where no decision has a time of day, and says so", () => {
    const { met, says } = rule({ rule: "budget", hours: 2 });
    expect(met(screening(900, 899, []))).toBe(false);
    expect(says(screening(900, 899, []))).toContain("the pace is not known");
  });

  test("beside one in records ends with whichever is spent first", () => {
    const { met } = rule({ rule: "budget", hours: 2, records: 200 });
    expect(met({ ...at(1), read: 200 })).toBe(true);
    expect(met(at(2))).toBe(true);
    expect(met(at(1))).toBe(false);
  });
});

describe("several rules", () => {
  const of = [
    { rule: "consecutive", records: 50 },
    { rule: "hypergeometric", recall: 0.95 },
  ];
  const silent = screening(1000, 60, [5]);
  const nearlyAll = screening(100, 98, [1, 2, 3, 60]);

  test("all may stop when each may, with the promises of each", () => {
    const { met, promises, says } = rule({ rule: "all", of });
    expect(met(silent)).toBe(false);
    expect(met(nearlyAll)).toBe(false);
    expect(met(screening(100, 100, [1, 2, 3, 40]))).toBe(true);
    expect(promises).toContain("95 % confidence");
    expect(says(silent)).toMatch(
      /^hypergeometric is not met \(p = .*\), consecutive is met \(55 irrelevant/,
    );
  });

  test("any may stop when one may, with the weakest promise", () => {
    const { met, promises } = rule({ rule: "any", of });
    expect(met(silent)).toBe(true);
    expect(met(screening(1000, 40, [5]))).toBe(false);
    expect(promises).toBe(
      "no more than the weakest of hypergeometric or consecutive does: nothing: how much such a row says depends on how rare relevant records are",
    );
  });

  test("are two or more, and only the whole has an end", () => {
    expect(() => StopEntry.parse({ rule: "any", of: of.slice(1) })).toThrow();
    expect(() => StopEntry.parse({ rule: "any", of: [...of, { rule: "any", of }] })).toThrow();
    const early = [{ rule: "consecutive", ended: "2026-11-22" }, ...of];
    expect(() => StopEntry.parse({ rule: "all", of: early })).toThrow();
    expect(StopEntry.parse({ rule: "all", of, ended: "2026-11-22" })).toMatchObject({
      rule: "all",
    });
  });
});

describe("every rule", () => {
  test("says what it promises, and where it stands", () => {
    for (const { promises, says } of STOPPING_RULES) {
      expect(promises.length).toBeGreaterThan(10);
      expect(says(screening(100, 40, [3, 5]))).toMatch(/\d/);
      expect(says(screening(0, 0, []))).not.toMatch(/NaN|Infinity/);
    }
  });

  test("an option that it does not have is refused", () => {
    expect(() => StopEntry.parse({ rule: "consecutive", recall: 0.9 })).toThrow();
    expect(() => StopEntry.parse({ rule: "hypergeometric", recall: 95 })).toThrow();
    expect(() => StopEntry.parse({ rule: "guess" })).toThrow();
  });
});
