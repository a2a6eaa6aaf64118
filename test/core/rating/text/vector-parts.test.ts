import { deserialize, serialize } from "node:v8";
import { describe, expect, test } from "vitest";
import { createRanker } from "../../../../src/core/rating/ranker.ts";
import { rate } from "../../../../src/core/rating/rate.ts";
import type { Corpus } from "../../../../src/core/rating/text/corpus.ts";
import {
  createVectorParts,
  type KnownParts,
  type VectorParts,
} from "../../../../src/core/rating/text/vector-parts.ts";
import { corpusOf, inOrder, review, wordTable } from "../texts.ts";

const { texts, about } = review(60);
const labels = about.map((label, row) => (row < 40 ? label : 0));
const order = inOrder(60);
const corpus = corpusOf(texts);
const request = {
  ...{ corpus, order, labels, criteriaText: ["studies of sheep and wool"], wordTable },
  ...({ model: "default", seed: 1 } as const),
};

/** What a rating finds in these texts. */
function partsOf(): VectorParts {
  const vectorParts = createVectorParts(corpus, order);
  rate({ ...request, vectorParts });
  return vectorParts;
}

/** A later run knows it as plain values. */
function laterParts(parts: KnownParts, about: Corpus = corpus): VectorParts {
  const later = createVectorParts(about, order);
  later.take(deserialize(serialize(parts)) as KnownParts);
  return later;
}

describe("what vectors are made from", () => {
  test("gives a later run the same rating to the last bit, without looking at the texts again", () => {
    const vectorParts = laterParts(partsOf().all());
    expect(rate({ ...request, vectorParts })).toEqual(rate(request));
    expect(vectorParts.hasNew).toBe(false);
  });

  test("gives the same after other decisions", () => {
    const vectorParts = laterParts(partsOf().all());
    const other = { ...request, labels: labels.map((label, row) => (row === 3 ? 1 : label)) };
    expect(rate({ ...other, vectorParts })).toEqual(rate(other));
    expect(vectorParts.hasNew).toBe(false);
  });

  test("lets a ranker give the same values and explanations", () => {
    const [cold, warm] = [request, { ...request, vectorParts: laterParts(partsOf().all()) }].map(
      (one) => {
        const ranker = createRanker(one);
        for (const row of order) if (labels[row] !== 0) ranker.decide(row, labels[row] as 1 | -1);
        ranker.learn();
        return { values: ranker.values, why: [0, 50, 59].map(ranker.explain) };
      },
    );
    expect(warm).toEqual(cold);
    expect(cold!.why[1]!.length).toBeGreaterThan(3);
  });

  test("gives nothing for another text of the protocol", () => {
    const vectorParts = laterParts(partsOf().all());
    const other = { ...request, criteriaText: ["studies of cars"] };
    expect(rate({ ...other, vectorParts })).toEqual(rate(other));
    expect(vectorParts.hasNew).toBe(true);
  });

  test("gives nothing for another model, nor for other records or another order", () => {
    const vectorParts = laterParts(partsOf().all());
    const others = [
      { ...request, model: "rayyan" as const },
      { ...request, corpus: corpusOf([...texts].reverse()) },
      { ...request, order: inOrder(59) },
      { ...request, order: order.toReversed() },
    ];
    for (const other of others) expect(rate({ ...other, vectorParts })).toEqual(rate(other));
  });
});
