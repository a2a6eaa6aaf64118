import { describe, expect, test } from "vitest";
import { createTfIdf } from "../../../src/core/rating/tf-idf.ts";
import { corpusOf, inOrder } from "./texts.ts";

const idf = 1 + Math.log(3 / 2);

describe("TF-IDF", () => {
  test("a feature weighs (1 + ln tf)(1 + ln((1 + n) / (1 + df))), and a row has length 1", () => {
    const corpus = corpusOf([{ abstract: "wool lamb wool" }, { abstract: "wool" }]);
    const weights = new Float64Array(corpus.features);
    const tfIdf = createTfIdf(corpus, inOrder(2));
    const tf = 1 + Math.log(2);
    // wool twice, lamb, "wool lamb", "lamb wool"
    const length = Math.sqrt(tf ** 2 + 3 * idf ** 2);
    weights[0] = 1;
    expect(tfIdf.projections([0, 1], weights)[0]).toBeCloseTo(tf / length, 6);
    expect(tfIdf.projections([0, 1], weights)[1]).toBe(1);
    weights[0] = 0;
    weights[1] = 1;
    expect(tfIdf.projections([0], weights)[0]).toBeCloseTo(idf / length, 6);
  });

  test("features that one row alone has share a column, and the weights of both come out the same", () => {
    const corpus = corpusOf([{ abstract: "wool lamb" }, { abstract: "wool" }]);
    const tfIdf = createTfIdf(corpus, inOrder(2));
    const matrix = tfIdf.matrix([0, 1]);
    expect([matrix.width, matrix.features]).toEqual([2, 3]);
    expect([...matrix.starts]).toEqual([0, 2, 3]);
    const length = Math.sqrt(1 + 2 * idf ** 2);
    expect(matrix.values[0]).toBeCloseTo(1 / length, 6);
    expect(matrix.values[1]).toBeCloseTo((Math.SQRT2 * idf) / length, 6);
    const spread = matrix.spread(Float64Array.of(2, 3));
    expect([...spread].map((weight) => weight.toFixed(4))).toEqual(["2.0000", "2.1213", "2.1213"]);
    expect(tfIdf.projections([0], spread)[0]).toBeCloseTo(
      2 * matrix.values[0]! + 3 * matrix.values[1]!,
      6,
    );
  });

  test("rows outside the order do not count as records", () => {
    const corpus = corpusOf([
      { abstract: "wool lamb" },
      { abstract: "wool" },
      { abstract: "lamb" },
    ]);
    const alone = corpusOf([{ abstract: "wool lamb" }, { abstract: "wool" }]);
    const weights = new Float64Array(corpus.features).fill(1);
    expect(createTfIdf(corpus, inOrder(2)).projections([0], weights)).toEqual(
      createTfIdf(alone, inOrder(2)).projections([0], weights),
    );
  });

  test("a row without features is the zero vector", () => {
    const corpus = corpusOf([{ title: "wool" }, {}]);
    const tfIdf = createTfIdf(corpus, inOrder(2));
    expect(tfIdf.projections([1], Float64Array.of(1))[0]).toBe(0);
    expect([...tfIdf.matrix([1, 0]).starts]).toEqual([0, 0, 1]);
  });
});
