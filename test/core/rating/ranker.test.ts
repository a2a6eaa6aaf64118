import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MODEL_NAMES, MODELS, type ModelName } from "../../../src/core/rating/models/index.ts";
import { createRanker, type Ranker } from "../../../src/core/rating/ranker.ts";
import { createCorpus } from "../../../src/core/rating/text/corpus.ts";
import { corpusOf, inOrder, review, text, wordTable } from "./texts.ts";

const SIZE = 120;
const { texts, about } = review(SIZE);
const criteriaText = ["Wool of sheep", "Grazing lambs in a flock"];

function rankerOf(model: ModelName, criteria = criteriaText): Ranker {
  const corpus = corpusOf(texts);
  return createRanker({
    corpus,
    order: inOrder(SIZE),
    criteriaText: criteria,
    wordTable,
    model,
    seed: 1,
  });
}

/** Decides the first rows as they are. */
function decideFirst(ranker: Ranker, count: number): void {
  for (let row = 0; row < count; row += 1) ranker.decide(row, about[row]! > 0 ? 1 : -1);
}

describe.each(MODEL_NAMES)("the model %s", (model) => {
  test("is in the registry under its name, and says what it is", () => {
    expect(MODELS[model].name).toBe(model);
    expect(MODELS[model].description).not.toBe("");
  });

  test("learns what is included from thirty decisions", () => {
    const ranker = rankerOf(model, []);
    decideFirst(ranker, 30);
    ranker.learn();
    const queue = ranker.queue();
    expect(queue).toHaveLength(SIZE - 30);
    expect([...queue.subarray(0, 30)].every((row) => about[row]! > 0)).toBe(true);
  });

  test("gives the same values twice, to the last bit", () => {
    const values = () => {
      const ranker = rankerOf(model);
      decideFirst(ranker, 40);
      ranker.learn();
      return ranker.values;
    };
    expect(values()).toEqual(values());
  });

  test("gives the same values whatever the order in which records were read", () => {
    const inTurn = rankerOf(model);
    decideFirst(inTurn, 40);
    inTurn.learn();
    const shuffled = fc.shuffledSubarray([...texts.keys()], { minLength: SIZE, maxLength: SIZE });
    fc.assert(
      fc.property(shuffled, (reading) => {
        const corpus = createCorpus();
        corpus.add(text({ title: "A duplicate that is not in the order" }));
        const order = new Uint32Array(SIZE);
        for (const i of reading) order[i] = corpus.add(text(texts[i]!));
        const ranker = createRanker({ corpus, order, criteriaText, wordTable, model, seed: 1 });
        for (let i = 0; i < 40; i += 1) ranker.decide(order[i]!, about[i]! > 0 ? 1 : -1);
        ranker.learn();
        expect(Float64Array.from(order, (row) => ranker.values[row]!)).toEqual(inTurn.values);
        expect([...ranker.queue()].map((row) => order.indexOf(row))).toEqual([...inTurn.queue()]);
        expect(ranker.explain(order[50]!)).toEqual(inTurn.explain(50));
        expect(ranker.topTerms(10)).toEqual(inTurn.topTerms(10));
      }),
      { numRuns: 5 },
    );
  });

  test("forgets a decision that is taken back", () => {
    const ranker = rankerOf(model);
    decideFirst(ranker, 40);
    ranker.learn();
    const before = ranker.values.slice();
    ranker.decide(60, about[60]! > 0 ? -1 : 1);
    ranker.decide(61, 1);
    ranker.learn();
    expect(ranker.queue()).not.toContain(60);
    ranker.decide(60, 0);
    ranker.decide(61, 0);
    ranker.learn();
    expect(ranker.queue()).toContain(60);
    for (const [row, value] of before.entries())
      expect(Math.abs(ranker.values[row]! - value)).toBeLessThan(0.05);
  });

  test("explains a value: the terms add up to it, but for what all records share", () => {
    const ranker = rankerOf(model);
    decideFirst(ranker, 40);
    ranker.learn();
    const shared = [50, 51, 77, 119].map((row) => {
      const explained = ranker.explain(row).reduce((sum, { weight }) => sum + weight, 0);
      return ranker.values[row]! - explained;
    });
    for (const constant of shared) expect(constant).toBeCloseTo(shared[0]!, 3);
    const terms = ranker.explain(60);
    expect(terms[0]!.weight).toBeGreaterThan(0);
    for (const [i, { weight }] of terms.slice(1).entries())
      expect(Math.abs(weight)).toBeLessThanOrEqual(Math.abs(terms[i]!.weight));
  });

  test("names the terms that tell most, of each sign", () => {
    const ranker = rankerOf(model, []);
    decideFirst(ranker, 60);
    ranker.learn();
    const { include, exclude } = ranker.topTerms(5);
    const sheep = ["sheep", "wool", "pasture", "lamb", "flock", "grazing"];
    const cars = ["engine", "wheel", "brake", "diesel", "highway", "gearbox"];
    const without = (topic: readonly string[], terms: readonly { readonly term: string }[]) =>
      terms.map(({ term }) => term).filter((term) => !topic.some((word) => term.includes(word)));
    expect(without(sheep, include)).toEqual([]);
    expect(without(cars, exclude)).toEqual([]);
    expect(include.every(({ weight }) => weight > 0)).toBe(true);
    expect(exclude.every(({ weight }) => weight < 0)).toBe(true);
  });

  test("before there is anything to tell apart, the queue is the order", () => {
    const ranker = rankerOf(model, []);
    ranker.learn();
    expect(ranker.queue()).toEqual(inOrder(SIZE));
    expect(ranker.topTerms(5)).toEqual({ include: [], exclude: [] });
  });

  test("a short queue is the beginning of the whole one", () => {
    const ranker = rankerOf(model);
    decideFirst(ranker, 40);
    ranker.learn();
    const all = ranker.queue();
    for (const limit of [0, 1, 7, 80, 500])
      expect(ranker.queue(limit)).toEqual(all.slice(0, limit));
  });
});

describe("the default model", () => {
  test("orders by the criteria before anybody has decided", () => {
    const ranker = rankerOf("default");
    ranker.learn();
    expect([...ranker.queue(40)].every((row) => about[row]! > 0)).toBe(true);
  });

  test("criteria of which neither the records nor the word table have a word are as none", () => {
    const ranker = rankerOf("default", ["Qwzyx blorfen"]);
    ranker.learn();
    expect(ranker.queue()).toEqual(inOrder(SIZE));
  });

  test("decisions overrule criteria that name the wrong thing", () => {
    const ranker = rankerOf("default", ["The engine and the gearbox", "Highway and diesel"]);
    decideFirst(ranker, 40);
    ranker.learn();
    expect([...ranker.queue(26)].every((row) => about[row]! > 0)).toBe(true);
  });

  test("records without words are neither better nor worse than the average decides", () => {
    const corpus = corpusOf([...texts, {}, { title: "Of the" }]);
    const ranker = createRanker({
      corpus,
      order: inOrder(SIZE + 2),
      criteriaText,
      wordTable,
      model: "default",
      seed: 1,
    });
    decideFirst(ranker, 40);
    ranker.decide(SIZE, 1);
    ranker.learn();
    for (const value of ranker.values) expect(Number.isFinite(value)).toBe(true);
  });

  test("explains records without an abstract and records of unknown words, too", () => {
    const some = texts.map(({ title, abstract }, i) =>
      i % 4 === 0 ? { title: i === 60 ? "Qwzyx" : title! } : { title: title!, abstract: abstract! },
    );
    const corpus = corpusOf(some);
    const order = inOrder(SIZE);
    const model = "default";
    const ranker = createRanker({ corpus, order, criteriaText, wordTable, model, seed: 1 });
    decideFirst(ranker, 40);
    ranker.learn();
    const shared = [50, 51, 60, 76, 100].map((row) => {
      const explained = ranker.explain(row).reduce((sum, { weight }) => sum + weight, 0);
      return ranker.values[row]! - explained;
    });
    for (const constant of shared) expect(constant).toBeCloseTo(shared[0]!, 3);
    const namesOf = (row: number) => ranker.explain(row).map(({ term }) => term);
    expect(namesOf(76)).toContain("(no abstract)");
    expect(namesOf(60)).toContain("(no known words)");
    expect(namesOf(51).filter((term) => term.startsWith("("))).toEqual([]);
  });

  test("records known to be relevant show what is looked for, until somebody decides otherwise", () => {
    const corpus = corpusOf(texts);
    const order = inOrder(SIZE);
    const model = "default";
    const ranker = createRanker({
      ...{ corpus, order, wordTable, model, seed: 1 },
      criteriaText: [],
      knownRelevant: [0, 3],
    });
    ranker.learn();
    expect([...ranker.queue(30)].every((row) => about[row]! > 0)).toBe(true);
    const before = ranker.values[6]!;
    ranker.decide(0, -1);
    ranker.decide(3, -1);
    ranker.learn();
    expect(ranker.values[6]).toBeLessThan(before);
  });

  test("exclusions in the text of the protocol do not pull", () => {
    const misleading = [
      "Sheep and lambs.\nExclusion criteria:\n- engine, brake and gearbox\n- diesel on the highway",
    ];
    const ranker = rankerOf("default", misleading);
    ranker.learn();
    expect([...ranker.queue(30)].every((row) => about[row]! > 0)).toBe(true);
  });

  test("records that share no word have values, too", () => {
    const corpus = corpusOf(["wool", "engine", "harbour", "glacier"].map((title) => ({ title })));
    const ranker = createRanker({
      ...{ corpus, order: inOrder(4), wordTable, model: "default", seed: 1, criteriaText: [] },
    });
    ranker.decide(0, 1);
    ranker.decide(1, -1);
    ranker.learn();
    expect(ranker.values.every(Number.isFinite)).toBe(true);
    expect(ranker.queue(2)).toHaveLength(2);
  });

  test("vectors of the user are one more view; records without one are rated by words", () => {
    const corpus = corpusOf(texts.map((_, i) => ({ title: `record x${i}x` })));
    const of = (row: number) =>
      row === 119 ? undefined : Float32Array.of(about[row]!, 1, (row % 5) - 2);
    const ranker = createRanker({
      ...{ corpus, order: inOrder(SIZE), wordTable, model: "default", seed: 1 },
      criteriaText: [],
      ownVectors: { width: 3, of },
    });
    decideFirst(ranker, 40);
    ranker.learn();
    const first = [...ranker.queue(26)];
    expect(first).toHaveLength(26);
    expect(first.every((row) => about[row]! > 0)).toBe(true);
    const namesOf = (row: number) => ranker.explain(row).map(({ term }) => term);
    expect(namesOf(60)).toContain("(your vectors)");
    expect(namesOf(119)).not.toContain("(your vectors)");
  });
});
