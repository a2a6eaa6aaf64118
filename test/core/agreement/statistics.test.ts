import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AgreementTable, totalsOf } from "../../../src/core/agreement/agreement-table.ts";
import { interpretationOf } from "../../../src/core/agreement/interpretation.ts";
import { cohensKappa } from "../../../src/core/agreement/kappa.ts";
import { krippendorffAlpha } from "../../../src/core/agreement/krippendorff-alpha.ts";
import {
  biasIndex,
  observedAgreement,
  pabak,
  prevalenceIndex,
  specificAgreement,
} from "../../../src/core/agreement/two-reviewers.ts";

/** Feinstein and Cicchetti 1990, as Gerstman's "Epidemiology kept simple" prints them in table 10.6. */
const BALANCED = [
  [40, 9],
  [6, 45],
];
const UNBALANCED = [
  [80, 10],
  [5, 5],
];

describe("worked examples that were published", () => {
  test.each([
    ["table 10.6A", BALANCED, 0.85, 0.5, 0.7],
    ["table 10.6B, the paradox", UNBALANCED, 0.85, 0.78, 0.32],
    [
      "table 10.3, readings of X-rays",
      [
        [1467, 1309],
        [782, 16232],
      ],
      0.8943,
      0.778,
      0.524,
    ],
  ])("Gerstman, Epidemiology kept simple, %s: po, pe and kappa", (_, table, po, pe, kappa) => {
    const found = cohensKappa(table)!;
    expect(rounded(observedAgreement(table), po)).toBe(po);
    expect(rounded(found.expected, pe)).toBe(pe);
    expect(rounded(found.kappa, kappa)).toBe(kappa);
  });

  test("SAS/STAT manual, PROC FREQ, two dermatologists on four grades: kappa and its interval", () => {
    const { kappa, interval } = cohensKappa([
      [10, 4, 1, 0],
      [5, 10, 12, 2],
      [2, 4, 12, 5],
      [0, 2, 6, 13],
    ])!;
    expect(kappa).toBeCloseTo(0.3449, 4);
    expect(interval![0]).toBeCloseTo(0.203, 4);
    expect(interval![1]).toBeCloseTo(0.4868, 4);
  });

  test("Bonett's statpsych, ci.kappa (Fleiss and Paik 2003): standard error and interval of two verdicts", () => {
    const { kappa, standardError, interval } = cohensKappa([
      [31, 12],
      [4, 58],
    ])!;
    expect(kappa).toBeCloseTo(0.6756757, 7);
    expect(standardError).toBeCloseTo(0.07344761, 8);
    expect(interval![0]).toBeCloseTo(0.531721, 6);
    expect(interval![1]).toBeCloseTo(0.8196303, 7);
  });

  test.each([
    ["1", BALANCED, 0.7, 0.7],
    ["2", UNBALANCED, 0.32, 0.7],
    [
      "3",
      [
        [90, 5],
        [5, 0],
      ],
      -0.05,
      0.8,
    ],
  ])(
    "Shankar and Bangdiwala 2014, table 3, scenario %s: kappa and PABAK",
    (_, table, kappa, adjusted) => {
      expect(rounded(cohensKappa(table)!.kappa, kappa)).toBe(kappa);
      expect(rounded(pabak(table), adjusted)).toBe(adjusted);
    },
  );

  test("epiR, epi.kappa on table 10.6A: prevalence index -0.05, bias index 0.03", () => {
    expect(prevalenceIndex(BALANCED)).toBeCloseTo(-0.05, 12);
    expect(biasIndex(BALANCED)).toBeCloseTo(0.03, 12);
  });

  test("Cicchetti and Feinstein 1990, formulas of ppos and pneg: the paradox is disagreement on the rare verdict", () => {
    expect(specificAgreement(BALANCED, 0)).toBeCloseTo(80 / 95, 12);
    expect(specificAgreement(BALANCED, 1)).toBeCloseTo(90 / 105, 12);
    expect(specificAgreement(UNBALANCED, 0)).toBeCloseTo(160 / 175, 12);
    expect(specificAgreement(UNBALANCED, 1)).toBeCloseTo(10 / 25, 12);
  });

  test("Krippendorff 2011, section C: four observers, twelve units, missing values, nominal alpha 0.743", () => {
    const observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    const { alpha, records, votes } = krippendorffAlpha(unitsOf(observers));
    expect(alpha).toBeCloseTo(0.743, 3);
    expect([records, votes]).toEqual([11, 40]);
  });

  test("Wikipedia, Krippendorff's alpha: three coders, fifteen units, nominal alpha 0.691", () => {
    const coders = [".....34121133.3", "1.213343.......", "..21344.21133.4"];
    const { alpha } = krippendorffAlpha(unitsOf(coders));
    expect(alpha).toBeCloseTo(0.691, 3);
  });

  test.each([
    [-0.01, "below fair", "poor"],
    [-0.001, "below fair", "poor"],
    [0, "below fair", "slight"],
    [0.2, "below fair", "slight"],
    [0.21, "below fair", "fair"],
    [0.399, "fair", "fair"],
    [0.4, "fair", "fair"],
    [0.59, "fair", "moderate"],
    [0.6, "good", "moderate"],
    [0.61, "good", "substantial"],
    [0.745, "excellent", "substantial"],
    [0.8, "excellent", "substantial"],
    [0.81, "excellent", "almost perfect"],
    [1, "excellent", "almost perfect"],
  ])(
    "the bands of Cochrane (Orwin 1994) and of Landis and Koch 1977: %f",
    (kappa, cochrane, landisKoch) => {
      expect(interpretationOf(kappa)).toEqual({ cochrane, landisKoch });
    },
  );
});

describe("what is undefined is undefined", () => {
  test("no records: nothing is defined", () => {
    const empty = [
      [0, 0],
      [0, 0],
    ];
    for (const statistic of [observedAgreement, cohensKappa, pabak, prevalenceIndex, biasIndex])
      expect(statistic(empty)).toBeUndefined();
    expect(specificAgreement(empty, 0)).toBeUndefined();
    expect(krippendorffAlpha([])).toEqual({ alpha: undefined, records: 0, votes: 0 });
  });

  test("one and the same verdict throughout: full agreement, no kappa, no alpha", () => {
    const excluded = [
      [0, 0],
      [0, 7],
    ];
    expect(observedAgreement(excluded)).toBe(1);
    expect(cohensKappa(excluded)).toBeUndefined();
    expect(specificAgreement(excluded, 0)).toBeUndefined();
    expect(specificAgreement(excluded, 1)).toBe(1);
    expect(krippendorffAlpha(Array.from({ length: 7 }, () => ["exclude", "exclude"])).alpha).toBe(
      undefined,
    );
  });

  test("agreement without exception has a kappa and no interval: a width of zero would say too much", () => {
    const perfect = cohensKappa([
      [3, 0],
      [0, 9],
    ])!;
    expect(perfect.kappa).toBe(1);
    expect(perfect.standardError).toBe(0);
    expect(perfect.interval).toBeUndefined();
  });

  test("prevalence and bias have no meaning for three verdicts", () => {
    const three = [
      [3, 1, 0],
      [0, 2, 1],
      [1, 0, 5],
    ];
    expect(prevalenceIndex(three)).toBeUndefined();
    expect(biasIndex(three)).toBeUndefined();
    expect(pabak(three)).toBeCloseTo((3 * (10 / 13) - 1) / 2, 12);
  });
});

const aTable = fc.integer({ min: 2, max: 3 }).chain((size) =>
  fc.array(fc.array(fc.nat(30), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  }),
);

describe("laws", () => {
  test("kappa is 1 on identical votes, wherever it is defined", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 4 }), (counts) => {
        const table = counts.map((count, at) =>
          counts.map((_, other) => (at === other ? count : 0)),
        );
        const found = cohensKappa(table);
        if (counts.filter((count) => count > 0).length < 2) expect(found).toBeUndefined();
        else expect(found).toMatchObject({ kappa: 1, standardError: 0 });
      }),
    );
  });

  test("it does not matter who of two is first; only the bias changes its sign", () => {
    fc.assert(
      fc.property(aTable, (table) => {
        const turned = transposed(table);
        expect(observedAgreement(turned)).toEqual(observedAgreement(table));
        expect(pabak(turned)).toEqual(pabak(table));
        expect(cohensKappa(turned)?.kappa).toEqual(cohensKappa(table)?.kappa);
        if (cohensKappa(table) !== undefined)
          expect(cohensKappa(turned)!.standardError).toBeCloseTo(
            cohensKappa(table)!.standardError,
            9,
          );
        expect(prevalenceIndex(turned)).toEqual(prevalenceIndex(table));
        const bias = biasIndex(table);
        expect(biasIndex(turned)).toEqual(bias === undefined ? undefined : 0 - bias);
      }),
    );
  });

  test("figures stay within their bounds, and the interval is around kappa", () => {
    fc.assert(
      fc.property(aTable, (table) => {
        const found = cohensKappa(table);
        if (found === undefined) return;
        expect(Math.abs(found.kappa)).toBeLessThanOrEqual(1);
        if (found.interval !== undefined) {
          const [low, high] = found.interval;
          expect(low).toBeGreaterThanOrEqual(-1);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(found.kappa);
          expect(high).toBeGreaterThanOrEqual(found.kappa);
        }
      }),
    );
  });

  test("observed agreement is the mean of the specific agreements, by how often each verdict was given", () => {
    fc.assert(
      fc.property(aTable, (table) => {
        const { records, rows, columns } = totalsOf(table);
        fc.pre(records > 0);
        const mean = rows.reduce(
          (total, row, at) =>
            total + ((row + columns[at]!) / (2 * records)) * (specificAgreement(table, at) ?? 0),
          0,
        );
        expect(mean).toBeCloseTo(observedAgreement(table)!, 12);
      }),
    );
  });

  test("Byrt, Bishop and Carlin 1993: kappa follows from PABAK, prevalence and bias", () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40)), ([a, b, c, d]) => {
        const table = [
          [a, b],
          [c, d],
        ];
        const found = cohensKappa(table);
        if (found === undefined) return;
        const [pi, bi] = [prevalenceIndex(table)!, biasIndex(table)!];
        const expected = (pabak(table)! - pi ** 2 + bi ** 2) / (1 - pi ** 2 + bi ** 2);
        expect(found.kappa).toBeCloseTo(expected, 9);
      }),
    );
  });

  test("two complete reviewers: alpha is Scott's pi with the correction for a small sample, close to kappa", () => {
    fc.assert(
      fc.property(fc.array(aPairOfVotes, { minLength: 2, maxLength: 300 }), (pairs) => {
        const { alpha } = krippendorffAlpha(pairs);
        if (alpha === undefined) return;
        const n = 2 * pairs.length;
        const po = pairs.filter(([first, second]) => first === second).length / pairs.length;
        const shares = ["include", "exclude"].map(
          (verdict) => pairs.flat().filter((vote) => vote === verdict).length / n,
        );
        const pe = shares.reduce((total, share) => total + share ** 2, 0);
        const pi = (po - pe) / (1 - pe);
        expect(alpha).toBeCloseTo(1 - ((n - 1) / n) * (1 - pi), 9);
        expect(alpha - pi).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  test("alpha is 1 on identical votes, and neither the order of records nor of votes matters", () => {
    const records = fc.array(
      fc.array(fc.constantFrom("include", "exclude", "maybe"), { maxLength: 5 }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(records, (votes) => {
        const turned = [...votes].reverse().map((one) => [...one].reverse());
        expect(krippendorffAlpha(turned)).toEqual(krippendorffAlpha(votes));
        const agreed = votes.map((one) => one.map(() => one[0]!));
        const { alpha } = krippendorffAlpha(agreed);
        if (alpha !== undefined) expect(alpha).toBeCloseTo(1, 12);
      }),
    );
  });

  test("a record with a single vote says nothing about agreement", () => {
    fc.assert(
      fc.property(fc.array(aPairOfVotes, { maxLength: 30 }), (pairs) => {
        const more = [...pairs, ["include"], [], ["exclude"]];
        expect(krippendorffAlpha(more)).toEqual(krippendorffAlpha(pairs));
      }),
    );
  });
});

const aVote = fc.constantFrom("include", "exclude");
const aPairOfVotes = fc.tuple(aVote, aVote);

/** Rounded to as many decimals as the source prints. */
function rounded(value: number | undefined, printed: number): number {
  const decimals = String(printed).split(".")[1]?.length ?? 0;
  return Number(value!.toFixed(decimals));
}

/** The values of each unit; one string for each observer, a dot where a value is missing. */
function unitsOf(observers: readonly string[]): string[][] {
  return [...observers[0]!].map((_, unit) =>
    observers.map((values) => values[unit]!).filter((value) => value !== "."),
  );
}

function transposed(table: AgreementTable): AgreementTable {
  return table.map((_, row) => table.map((other) => other[row]!));
}
