import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowsToDoubleCheck } from "../../../src/core/rating/double-check.ts";
import { MODEL_NAMES, MODELS } from "../../../src/core/rating/models/index.ts";
import { levelOf, rate } from "../../../src/core/rating/rate.ts";
import { createCorpus } from "../../../src/core/rating/text/corpus.ts";
import { inOrder, rated, rateTexts, review, text, wordTable } from "./texts.ts";

/** The first `decisions` labels are known, the others are 0. */
const decide = (about: Int8Array, decisions: number): Int8Array =>
  about.map((label, i) => (i < decisions ? label : 0));

const { texts, about } = review(150);
const labels = decide(about, 90);
const request = { criteriaText: [], wordTable, model: "default", seed: 1 } as const;
const result = rated(rateTexts(texts, labels));

describe("the threshold", () => {
  test("of the model rayyan is Rayyan's: 50 decisions with 5 of each kind", () => {
    expect(MODELS.rayyan.threshold).toEqual({ outcomes: 50, includes: 5, excludes: 5 });
  });

  test.each([
    [49, 20, 29, "not-enough"],
    [50, 4, 46, "not-enough"],
    [50, 46, 4, "not-enough"],
    [50, 5, 45, "rated"],
    [50, 45, 5, "rated"],
    [60, 60, 0, "not-enough"],
    [60, 0, 60, "not-enough"],
    [0, 0, 0, "not-enough"],
  ])("%i decisions, %i includes, %i excludes: %s", (outcomes, includes, excludes, kind) => {
    const some = new Int8Array(150).fill(1, 0, includes).fill(-1, includes, outcomes);
    const rating = rateTexts(texts, some, { model: "rayyan" });
    expect(rating.kind).toBe(kind);
    const counts = rating.kind === "rated" ? rating.model : rating;
    expect(counts).toMatchObject({ outcomes, includes, excludes });
  });

  test("of the default model is five of each kind: fewer cannot tell what a value means", () => {
    expect(rateTexts(texts, decide(about, 12)).kind).toBe("not-enough");
    expect(rateTexts(texts, decide(about, 15))).toMatchObject({
      kind: "rated",
      model: { name: "default", includes: 5, excludes: 10, folds: 5 },
    });
  });

  test("a decision on a record without words teaches nothing and does not count", () => {
    const silent = [...texts, {}, { title: "Of the" }, { keywords: ["wool"] }];
    const known = Int8Array.from([...decide(about, 49), 1, 1, -1]);
    expect(rateTexts(silent, known, { model: "rayyan" })).toEqual({
      kind: "not-enough",
      needed: { outcomes: 50, includes: 5, excludes: 5 },
      outcomes: 49,
      includes: 17,
      excludes: 32,
    });
  });

  test("an empty review is not enough", () => {
    expect(rateTexts([], new Int8Array(0))).toMatchObject({ kind: "not-enough", outcomes: 0 });
  });
});

describe.each(MODEL_NAMES)("scores of the model %s", (model) => {
  const rating = rated(rateTexts(texts, labels, { model, criteriaText: ["wool of sheep"] }));

  test("tell undecided records apart, and say how well", () => {
    const of = (label: number): number[] =>
      [...rating.scores].filter((_, i) => i >= 90 && about[i] === label);
    expect(Math.min(...of(1))).toBeGreaterThan(Math.max(...of(-1)));
    expect(rating.model).toMatchObject({ name: model, criteria: model === "default" });
    const { auc, brierScore, calibrationError } = rating.model.crossValidated;
    expect(auc).toBeGreaterThan(0.95);
    expect(brierScore).toBeLessThan(0.1);
    expect(calibrationError).toBeLessThan(0.3);
  });

  test("of a decided record do not know its decision", () => {
    const turned = labels.slice();
    turned[30] = -1;
    const after = rated(rateTexts(texts, turned, { model }));
    expect(after.levels[30]).toBeGreaterThanOrEqual(4);
  });
});

describe("scores", () => {
  test("records like the included ones score above those like the excluded ones", () => {
    const of = (label: number): number[] =>
      [...result.scores].filter((_, i) => i >= 90 && about[i] === label);
    expect(Math.min(...of(1))).toBeGreaterThan(0.5);
    expect(Math.max(...of(-1))).toBeLessThan(0.5);
    for (let i = 90; i < 150; i += 1) {
      if (about[i] === 1) expect(result.levels[i]).toBeGreaterThanOrEqual(4);
      else expect(result.levels[i]).toBeLessThanOrEqual(2);
    }
  });

  test("the model says what it learned from and how well it does", () => {
    expect(result.model).toMatchObject({
      outcomes: 90,
      includes: 30,
      excludes: 60,
      seed: 1,
      folds: 10,
      crossValidated: { auc: 1, recallAt10Percent: 0.3, recallAt20Percent: 0.6 },
    });
    expect(result.model.features).toBeGreaterThan(90);
  });

  test("the terms that speak most for and against inclusion are named", () => {
    const { include, exclude } = result.model.topTerms;
    expect(include).toHaveLength(60);
    const words = include.slice(0, 8).map(({ term }) => term);
    expect(words).toEqual(expect.arrayContaining(["lamb", "sheep", "wool", "flock"]));
    expect(exclude.slice(0, 6).map(({ term }) => term)).toContain("engine");
    expect(
      include.every(({ weight }, i) => weight > 0 && weight <= (include[i - 1]?.weight ?? weight)),
    ).toBe(true);
    expect(exclude.every(({ weight }) => weight < 0)).toBe(true);
  });

  test("folds are as many as the smaller class allows", () => {
    const some = new Int8Array(150).fill(1, 0, 6).fill(-1, 6, 60);
    expect(rated(rateTexts(texts, some)).model.folds).toBe(6);
  });

  test("a record without words has no recommendation, decided or not", () => {
    const silent = [...texts, {}, {}, { keywords: ["wool"] }];
    const rating = rated(rateTexts(silent, Int8Array.from([...labels, 0, 1, -1])));
    expect([...rating.scores.subarray(150)]).toEqual([0.5, 0.5, 0.5]);
    expect([...rating.levels.subarray(150)]).toEqual([3, 3, 3]);
    expect(rating.model.outcomes).toBe(90);
  });

  test("decisions that follow no text give no recommendation", () => {
    const arbitrary = Int8Array.from(
      about,
      (_, i) => (Math.imul(i + 1, 0x9e3779b1) >> 28) & 1 || -1,
    );
    const rating = rated(rateTexts(texts, decide(arbitrary, 90)));
    expect(rating.model.crossValidated.auc).toBeLessThan(0.65);
    const extreme = [...rating.levels].filter((level) => level === 1 || level === 5);
    expect(extreme.length).toBeLessThan(15);
  });

  test("they have six decimals, and the level is that of the printed score", () => {
    for (const [i, score] of result.scores.entries()) {
      expect(Number(score.toFixed(6))).toBe(score);
      expect(result.levels[i]).toBe(levelOf(score));
    }
  });
});

describe("levels", () => {
  test.each([
    [1, 5],
    [0.8, 5],
    [0.799999, 4],
    [0.6, 4],
    [0.599999, 3],
    [0.5, 3],
    [0.400001, 3],
    [0.4, 2],
    [0.200001, 2],
    [0.2, 1],
    [0, 1],
  ])("%f is level %i", (score, level) => expect(levelOf(score)).toBe(level));

  test("are symmetric about 0.5", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millionths) => {
        expect(levelOf((1_000_000 - millionths) / 1e6)).toBe(6 - levelOf(millionths / 1e6));
      }),
    );
  });
});

describe("determinism", () => {
  test("two runs are equal to the last bit", () => {
    expect(rateTexts(texts, labels)).toEqual(result);
  });

  test("the order in which files are read changes nothing, to the last bit", () => {
    const shuffled = fc.shuffledSubarray([...texts.keys()], { minLength: 150, maxLength: 150 });
    fc.assert(
      fc.property(shuffled, (reading) => {
        const corpus = createCorpus();
        const order = new Uint32Array(150);
        const labelOfRow = new Int8Array(150);
        for (const i of reading) {
          const row = corpus.add(text(texts[i]!));
          order[i] = row;
          labelOfRow[row] = labels[i]!;
        }
        const rating = rated(rate({ ...request, corpus, labels: labelOfRow, order }));
        expect(order.map((row) => rating.levels[row]!)).toEqual(Uint32Array.from(result.levels));
        expect(Array.from(order, (row) => rating.scores[row])).toEqual([...result.scores]);
        expect(rating.model).toEqual(result.model);
      }),
      { numRuns: 20 },
    );
  });

  test.each(MODEL_NAMES)("%s gives the same scores where it holds few rows", (model) => {
    const { texts, about } = review(120);
    const labels = about.map((label, row) => (row % 2 === 0 && row % 11 > 2 ? label : 0));
    const options = { model, criteriaText: ["wool of sheep and lamb", "no engine"] };
    const some = [...texts, {}, { title: "wool" }, { abstract: "no word that others have: zyxq" }];
    const whole = Int8Array.from([...labels, 0, 1, 0]);
    expect(rateTexts(some, whole, { ...options, mostHeld: 0 })).toEqual(
      rateTexts(some, whole, options),
    );
  });

  test("rows that are not in the order, such as duplicates, change nothing", () => {
    const corpus = createCorpus();
    for (const fields of [...texts, ...texts.slice(0, 40)]) corpus.add(text(fields));
    const withDuplicates = new Int8Array(190);
    withDuplicates.set(labels);
    withDuplicates.fill(1, 150);
    const rating = rated(rate({ ...request, corpus, labels: withDuplicates, order: inOrder(150) }));
    expect(rating.scores.slice(0, 150)).toEqual(result.scores);
    expect(rating.model).toEqual(result.model);
    expect([...rating.levels.subarray(150)]).toEqual(new Array(40).fill(3));
  });
});

describe("double check", () => {
  test("finds a decision that the texts contradict: its own score does not know it", () => {
    const mistaken = labels.slice();
    mistaken[30] = -1;
    mistaken[31] = 1;
    const { scores, levels } = rated(rateTexts(texts, mistaken));
    const rows = rowsToDoubleCheck(scores, levels, mistaken, inOrder(150));
    expect(new Set(rows)).toEqual(new Set([30, 31]));
    expect(levels[30]).toBeGreaterThanOrEqual(4);
    expect(levels[31]).toBeLessThanOrEqual(2);
  });

  test("turning a decision moves the record's own score only through the calibration", () => {
    const turned = labels.slice();
    turned[30] = -1;
    const { scores } = rated(rateTexts(texts, turned));
    const rankOf = (list: Float64Array): number =>
      [...list.subarray(0, 90)].filter((score) => score > list[30]!).length;
    expect(rankOf(scores)).toBeLessThan(30);
    expect(rankOf(result.scores)).toBeLessThan(30);
  });

  test("the most surprising come first, ties in the given order, undecided and neutral ones never", () => {
    const scores = Float64Array.of(0.7, 0.9, 0.1, 0.5, 0.7, 0.05, 0.9, 0.3);
    const levels = Uint8Array.from(scores, levelOf);
    const outcomes = Int8Array.of(-1, -1, 1, -1, -1, 0, 1, 1);
    const order = Uint32Array.of(7, 6, 5, 4, 3, 2, 1, 0);
    expect(rowsToDoubleCheck(scores, levels, outcomes, order)).toEqual([2, 1, 7, 4, 0]);
  });
});

test.each(MODEL_NAMES)(
  "a rating by the model %s tells which part is done, up to all of it",
  (model) => {
    const shares: number[] = [];
    rateTexts(texts, labels, { model, progress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1, 10);
    expect(shares.filter((share) => share <= 2 / 3).length).toBeGreaterThan(0);
  },
);
