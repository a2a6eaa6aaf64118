import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCorpus } from "../../../../src/core/rating/text/corpus.ts";
import type { TermSettings } from "../../../../src/core/rating/text/term-sequences.ts";
import {
  createWordVectors,
  type HeldWordVectors,
} from "../../../../src/core/rating/vectors/tf-idf.ts";
import { corpusOf, inOrder, review, text } from "../texts.ts";

const words: TermSettings = {
  texts: "all",
  titleTimes: 2,
  stems: true,
  stopWords: false,
  shortestWord: 1,
  pairs: false,
  mostCommon: 1,
};
const pairs: TermSettings = { ...words, pairs: true };
const idf = (records: number, having: number): number => 1 + Math.log((1 + records) / (1 + having));

/** The values of a row by term. */
function valuesOf(vectors: HeldWordVectors, row: number): Record<string, number> {
  const values: Record<string, number> = {};
  for (let k = vectors.starts[row]!; k < vectors.starts[row + 1]!; k += 1)
    values[vectors.nameOf(vectors.columns[k]!)] = vectors.values[k]!;
  return values;
}

describe("TF-IDF", () => {
  test("a feature weighs (1 + ln tf)(1 + ln((1 + n) / (1 + df))), and a row has length 1", () => {
    const corpus = corpusOf([{ abstract: "wool lamb wool" }, { abstract: "wool" }]);
    const vectors = createWordVectors(corpus, inOrder(2), [], pairs);
    const tf = 1 + Math.log(2);
    // wool twice, and what this record alone has: lamb, "wool lamb", "lamb wool"
    const squared = tf ** 2 + 3 * idf(2, 1) ** 2;
    expect(valuesOf(vectors, 0)).toEqual({ wool: expect.closeTo(tf / Math.sqrt(squared), 6) });
    expect(vectors.squaredRests[0]).toBeCloseTo((3 * idf(2, 1) ** 2) / squared, 9);
    expect(vectors.squaredLengths[0]).toBeCloseTo(1, 6);
    expect(valuesOf(vectors, 1)).toEqual({ wool: 1 });
    expect(vectors.features).toBe(4);
  });

  test("words of the title count as often as the settings says", () => {
    const corpus = corpusOf([{ title: "wool", abstract: "lamb" }, { abstract: "lamb wool" }]);
    const vectors = createWordVectors(corpus, inOrder(2), [], words);
    const { wool, lamb } = valuesOf(vectors, 0);
    expect(wool! / lamb!).toBeCloseTo(1 + Math.log(2), 6);
  });

  test("pairs never reach from one text into the next, nor over a word that does not count", () => {
    const corpus = corpusOf([
      { title: "wool", abstract: "lamb of flock" },
      { title: "wool", abstract: "lamb of flock" },
    ]);
    const vectors = createWordVectors(corpus, inOrder(2), [], pairs);
    expect(Object.keys(valuesOf(vectors, 0))).toEqual(["wool", "lamb", "flock", "lamb flock"]);
  });

  test("the text of the protocol is one more row, and no record", () => {
    const corpus = corpusOf([{ abstract: "wool lamb" }, { abstract: "wool" }]);
    const vectors = createWordVectors(corpus, inOrder(2), ["lamb", "mutton lamb"], words);
    expect(vectors.rows).toBe(3);
    expect(valuesOf(vectors, 2)).toEqual({ lamb: expect.closeTo(1, 6) });
    // The lamb of the protocol gives it a column, but makes it no less rare.
    const { lamb, wool } = valuesOf(vectors, 0);
    expect(lamb! / wool!).toBeCloseTo(idf(2, 1) / idf(2, 2), 6);
  });

  test("what most records have does not count if the settings says so", () => {
    const corpus = corpusOf([{ abstract: "wool lamb" }, { abstract: "wool lamb" }]);
    const vectors = createWordVectors(corpus, inOrder(2), [], { ...words, mostCommon: 0.95 });
    expect([...vectors.starts]).toEqual([0, 0, 0, 0]);
  });

  test("rows outside the order do not count, and the order of settings changes nothing", () => {
    const { texts } = review(30);
    const inTurn = createWordVectors(corpusOf(texts), inOrder(30), ["wool engine"], pairs);
    const shuffled = fc.shuffledSubarray([...texts.keys()], { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(shuffled, (settings) => {
        const corpus = createCorpus();
        corpus.add(text({ title: "wool wool wool" }));
        const order = new Uint32Array(30);
        for (const i of settings) order[i] = corpus.add(text(texts[i]!));
        const vectors = createWordVectors(corpus, order, ["wool engine"], pairs);
        expect(vectors.columns).toEqual(inTurn.columns);
        expect(vectors.values).toEqual(inTurn.values);
        expect(vectors.squaredRests).toEqual(inTurn.squaredRests);
      }),
      { numRuns: 20 },
    );
  });

  test("a row without features is the zero vector", () => {
    const vectors = createWordVectors(corpusOf([{ title: "wool" }, {}]), inOrder(2), [], words);
    expect([vectors.squaredLengths[1], vectors.starts[2]! - vectors.starts[1]!]).toEqual([0, 0]);
  });

  test("a count ends at 255", () => {
    const corpus = corpusOf([
      { abstract: `${"wool ".repeat(1000)}lamb` },
      { abstract: "wool lamb" },
    ]);
    const { wool, lamb } = valuesOf(createWordVectors(corpus, inOrder(2), [], words), 0);
    expect(wool! / lamb!).toBeCloseTo(1 + Math.log(255), 5);
  });
});
