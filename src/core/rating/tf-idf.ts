import type { Corpus } from "./corpus.ts";
import { ln } from "./elementary.ts";
import { createFeatureIds, type FeatureIds } from "./feature-ids.ts";
import { createReader, type Reader, type Reading, STOP } from "./reading.ts";
import { type SparseVectors, sparseVectors } from "./vectors.ts";

/** Records as vectors of length 1: what is frequent in a record and rare among records weighs most. */
export interface WordVectors extends SparseVectors {
  /** Distinct features of the records, those without a column included. */
  readonly features: number;
  nameOf(column: number): string;
  /** Whether a column is a word that says nothing about a subject, or a pair that has one. */
  hasStopWord(column: number): boolean;
}

/**
 * Sublinear TF-IDF as in scikit-learn, (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), with L2 norm. The
 * document frequencies are those of the rows in `order`: duplicates that were read too do not count.
 *
 * Row i is the record at place i of the order; one more row is `text`, in the words of the records.
 * Columns are numbered as the records in their order first have them, so that nothing depends on the
 * order in which files were read.
 */
export function createWordVectors(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  reading: Reading,
): WordVectors {
  const reader = createReader(corpus, reading);
  const counted = countFeatures(corpus, order, text, reader, reading);
  const { starts, features, counts, ids } = counted;
  const documents = new Uint32Array(ids.size);
  for (let k = 0; k < starts[order.length]!; k += 1) documents[features[k]!]! += 1;
  const rows = new Uint32Array(documents);
  for (let k = starts[order.length]!; k < starts[order.length + 1]!; k += 1)
    rows[features[k]!]! += 1;

  const termWeights = Float64Array.from({ length: 256 }, (_, tf) => (tf === 0 ? 0 : 1 + ln(tf)));
  const rarity = Float64Array.from(documents, rarityAmong(order.length, reading.mostCommon));
  const columnOf = new Uint32Array(ids.size);
  const featureOf: number[] = [];
  const values = new Float32Array(features.length);
  const squaredRests = new Float64Array(order.length + 1);
  let at = 0;
  for (let row = 0; row <= order.length; row += 1) {
    const from = starts[row]!;
    const to = starts[row + 1]!;
    starts[row] = at;
    const start = at;
    let squares = 0;
    let rest = 0;
    for (let k = from; k < to; k += 1) {
      const feature = features[k]!;
      const value = termWeights[counts[k]!]! * rarity[feature]!;
      if (value === 0) continue;
      squares += value * value;
      if (rows[feature] === 1) {
        rest += value * value;
        continue;
      }
      if (columnOf[feature] === 0) {
        featureOf.push(feature);
        columnOf[feature] = featureOf.length;
      }
      // Never ahead of k: the columns take the place of the features they are made from.
      features[at] = columnOf[feature]! - 1;
      values[at] = value;
      at += 1;
    }
    if (squares === 0) continue;
    const length = Math.sqrt(squares);
    for (let k = start; k < at; k += 1) values[k]! /= length;
    squaredRests[row] = rest / squares;
  }
  starts[order.length + 1] = at;

  const partsOf = (column: number): readonly number[] =>
    ids.wordsOf(featureOf[column]!).map((word) => counted.termOf[word]!);
  return {
    ...sparseVectors(
      featureOf.length,
      starts,
      features.slice(0, at),
      values.slice(0, at),
      squaredRests,
    ),
    features: documents.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0),
    nameOf: (column) =>
      partsOf(column)
        .map((term) => reader.nameOf(term))
        .join(" "),
    hasStopWord: (column) => partsOf(column).some((term) => reader.isStopWord(term)),
  };
}

interface CountedFeatures {
  readonly ids: FeatureIds;
  /** The term that a feature of one word is. */
  readonly termOf: readonly number[];
  readonly starts: Uint32Array;
  readonly features: Uint32Array;
  /** How often the row has each; 255 stands for that and more. */
  readonly counts: Uint8Array;
}

/** Counts words and pairs, row by row, in the order in which the text first has them. */
function countFeatures(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  reader: Reader,
  reading: Reading,
): CountedFeatures {
  const extra = text.map((part) => reader.readText(part));
  const ids = createFeatureIds();
  const featureOfTerm = new Int32Array(reader.terms).fill(-1);
  const termOf: number[] = [];
  const terms = corpus.length + extra.reduce((sum, part) => sum + part.length, 0);
  const most = terms * (reading.pairs ? 2 : 1);
  const features = new Uint32Array(most);
  const counts = new Uint8Array(most);
  const starts = new Uint32Array(order.length + 2);
  // Where the row being read has a feature, plus one; smaller than its start: not yet.
  let places = new Uint32Array(1024);
  let at = 0;
  let start = 0;

  const count = (feature: number, times: number): void => {
    if (feature >= places.length) {
      const larger = new Uint32Array(Math.max(places.length * 2, feature + 1));
      larger.set(places);
      places = larger;
    }
    const place = places[feature]!;
    if (place > start) {
      counts[place - 1] = Math.min(255, counts[place - 1]! + times);
      return;
    }
    features[at] = feature;
    counts[at] = times;
    at += 1;
    places[feature] = at;
  };
  const countTerms = (sequence: Uint32Array, title: number): void => {
    let previous = -1;
    for (let i = 0; i < sequence.length; i += 1) {
      const term = sequence[i]!;
      if (term === STOP) {
        previous = -1;
        continue;
      }
      let feature = featureOfTerm[term]!;
      if (feature < 0) {
        feature = ids.addWord();
        featureOfTerm[term] = feature;
        termOf[feature] = term;
      }
      const times = i < title ? reading.titleTimes : 1;
      count(feature, times);
      if (reading.pairs && previous >= 0) count(ids.pair(previous, feature), times);
      previous = feature;
    }
  };

  for (const [place, row] of order.entries()) {
    start = at;
    starts[place] = at;
    const { terms, title } = reader.read(row);
    countTerms(terms, title);
  }
  start = at;
  starts[order.length] = at;
  for (const part of extra) countTerms(part, 0);
  starts[order.length + 1] = at;
  return { ids, termOf, starts, features, counts };
}

/** Inverse document frequency, smoothed: as if one more record had every feature. 0: it does not count. */
function rarityAmong(records: number, mostCommon: number): (documents: number) => number {
  const known = new Map<number, number>();
  return (documents) => {
    if (documents === 0 || documents > mostCommon * records) return 0;
    let rarity = known.get(documents);
    if (rarity === undefined) {
      rarity = 1 + ln((1 + records) / (1 + documents));
      known.set(documents, rarity);
    }
    return rarity;
  };
}
