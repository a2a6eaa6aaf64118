import { expect, test } from "vitest";
import { vectorsOnDemand } from "../../../../src/core/rating/vectors/on-demand.ts";
import {
  createTableVectors,
  tableVectorsOnDemand,
} from "../../../../src/core/rating/vectors/table-vectors.ts";
import {
  createWordVectors,
  wordVectorsOnDemand,
} from "../../../../src/core/rating/vectors/tf-idf.ts";
import {
  createTopicVectors,
  findTopics,
  topicVectorsOnDemand,
} from "../../../../src/core/rating/vectors/topics.ts";
import type { Vectors } from "../../../../src/core/rating/vectors/vectors.ts";
import { denseVectors } from "../../../../src/core/rating/vectors/vectors.ts";
import { corpusOf, inOrder, review, wordTable } from "../texts.ts";

const RECORDS = 90;
const corpus = corpusOf(review(RECORDS).texts);
/** Not the order in which they were added. */
const order = inOrder(RECORDS).reverse();
const text = ["wool of sheep", "engine and pasture"];

/** Everything that can be learned of vectors: what each row adds to weights, and its products. */
function behaviourOf(vectors: Vectors) {
  const weights = Float64Array.from({ length: vectors.width }, (_, at) => Math.sin(at + 1));
  const rows = Uint32Array.from({ length: vectors.rows }, (_, row) => row);
  const dots = vectors.dots(rows, weights);
  return {
    dots,
    dot: Array.from(rows, (row) => vectors.dot(row, weights)),
    lengths: [...vectors.squaredLengths],
    rests: [...vectors.squaredRests],
    rows: Array.from(rows, (row) => {
      const its = new Float64Array(vectors.width);
      vectors.addTo(its, row, 2);
      return its;
    }),
  };
}

const settings = {
  texts: "all",
  titleTimes: 2,
  stopWords: true,
  shortestWord: 1,
  mostCommon: 0.95,
} as const;

test.each([
  { stems: true, pairs: false },
  { stems: false, pairs: true },
])("vectors of words on demand are those that are held: %j", (terms) => {
  const whole = { ...settings, ...terms };
  const held = createWordVectors(corpus, order, text, whole);
  const made = wordVectorsOnDemand(corpus, order, text, whole);
  expect(behaviourOf(made)).toEqual(behaviourOf(held));
  expect(made.features).toBe(held.features);
  const columns = Array.from({ length: held.width }, (_, column) => column);
  expect(columns.map(made.nameOf)).toEqual(columns.map(held.nameOf));
  expect(made.entriesOf(7)).toEqual(held.entriesOf(7));
});

test("topics and means of word vectors on demand are those that are held", () => {
  const stems = { ...settings, stems: true, pairs: false };
  const words = createWordVectors(corpus, order, text, stems);
  const topics = createTopicVectors(words, findTopics(words, 8));
  const topicsMade = topicVectorsOnDemand(wordVectorsOnDemand(corpus, order, text, stems), 8);
  expect(behaviourOf(topicsMade)).toEqual(behaviourOf(topics));
  const table = createTableVectors(corpus, order, text, wordTable(), 2);
  const tableMade = tableVectorsOnDemand(corpus, order, text, wordTable(), 2);
  expect(behaviourOf(tableMade)).toEqual(behaviourOf(table));
  for (const [one, other] of [
    [topicsMade, topics],
    [tableMade, table],
  ] as const) {
    const weights = new Float64Array(one.width).fill(1);
    const termsOf = (vectors: typeof one, row: number) => {
      const terms: [string, number][] = [];
      vectors.eachTerm(weights)(row, (term, value) => terms.push([term, value]));
      return terms;
    };
    for (const row of [0, 17, RECORDS]) expect(termsOf(one, row)).toEqual(termsOf(other, row));
  }
});

test("who asks for many rows makes none of them stay", () => {
  const rows = 70_000;
  let made = 0;
  const vectors = vectorsOnDemand(rows, 1, (asked) => {
    made += asked.length;
    return denseVectors(asked.length, 1, Float32Array.from(asked));
  });
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const weights = Float64Array.of(2);
  const before = made;
  expect(vectors.dots(all, weights)).toEqual(Float64Array.from(all, (row) => 2 * row));
  expect(made - before).toBe(rows);
  vectors.dots(all.subarray(0, 100), weights);
  const held = made;
  expect(vectors.dots(Uint32Array.of(99, 5), weights)).toEqual(Float64Array.of(198, 10));
  expect(vectors.dot(42, weights)).toBe(84);
  expect(made).toBe(held);
});
