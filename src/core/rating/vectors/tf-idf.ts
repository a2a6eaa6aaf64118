import { ln } from "../../statistics/deterministic-arithmetic.ts";
import type { Corpus } from "../text/corpus.ts";
import { countFeatures } from "../text/feature-counts.ts";
import { createTermSequences, type TermSettings } from "../text/term-sequences.ts";
import { type SparseVectors, sparseVectors } from "./vectors.ts";

/**
 * Records as vectors of length 1; features that are frequent in a record and rare among records
 * weigh most.
 */
export interface WordVectors extends SparseVectors {
  /** Distinct features of the records, including those without a column. */
  readonly features: number;
  nameOf(column: number): string;
  /** Whether a column is a word that says nothing about a subject, or a pair that contains one. */
  hasStopWord(column: number): boolean;
}

/** Instead of the column of a feature that only one row has. */
const LONE = -1;

/**
 * Sublinear TF-IDF as in scikit-learn, (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), with L2 norm.
 * The document frequencies are those of the rows in `order`; duplicates do not count.
 *
 * Row i is the record at position i of the order; `text` is one more row, in the words of the
 * records. Columns are numbered in the order in which the records have them, so nothing depends on
 * the order in which files were read. A feature that only one row has gets no column.
 */
export function createWordVectors(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  settings: TermSettings,
): WordVectors {
  const sequences = createTermSequences(corpus, settings);
  const counted = countFeatures(corpus, order, text, sequences, settings);
  const { size, starts, features, counts, documents, strangers } = counted;
  const records = order.length;
  // A feature that a record shares with the text has a column, too.
  const inText = new Set(features.subarray(starts[records], starts[records + 1]));

  const termWeights = Float64Array.from({ length: 256 }, (_, tf) => (tf === 0 ? 0 : 1 + ln(tf)));
  const rarityOf = rarityAmong(records, settings.mostCommon);
  const strange = {
    title: (termWeights[settings.titleTimes]! * rarityOf(1)) ** 2,
    rest: (termWeights[1]! * rarityOf(1)) ** 2,
  };
  // Two numbers for each feature, adjacent in memory: its rarity, and one more than its column,
  // which is 0 if it has none yet, and `LONE` if it gets none.
  const known = new Float64Array(2 * size);
  for (let feature = 0; feature < size; feature += 1) {
    known[2 * feature] = rarityOf(documents[feature]!);
    if (documents[feature] === 1 && !inText.has(feature)) known[2 * feature + 1] = LONE;
  }
  const featureOf: number[] = [];
  const values = new Float32Array(starts[records + 1]!);
  const squaredRests = new Float64Array(records + 1);
  const squaredLengths = new Float64Array(records + 1);
  let at = 0;
  for (let row = 0; row <= records; row += 1) {
    const from = starts[row]!;
    const to = starts[row + 1]!;
    starts[row] = at;
    const start = at;
    let rest = strangers.title[row]! * strange.title + strangers.rest[row]! * strange.rest;
    let squares = rest;
    for (let k = from; k < to; k += 1) {
      const feature = features[k]!;
      const value = termWeights[counts[k]!]! * known[2 * feature]!;
      if (value === 0) continue;
      squares += value * value;
      let column = known[2 * feature + 1]!;
      if (column === LONE) {
        rest += value * value;
        continue;
      }
      if (column === 0) {
        featureOf.push(feature);
        column = featureOf.length;
        known[2 * feature + 1] = column;
      }
      // This is never ahead of k: the columns overwrite the features they are made from.
      features[at] = column - 1;
      values[at] = value;
      at += 1;
    }
    if (squares === 0) continue;
    const length = Math.sqrt(squares);
    let squaredLength = rest / squares;
    squaredRests[row] = squaredLength;
    for (let k = start; k < at; k += 1) {
      values[k]! /= length;
      squaredLength += values[k]! * values[k]!;
    }
    squaredLengths[row] = squaredLength;
  }
  starts[records + 1] = at;

  const termsOf = (column: number) => {
    const [first, second] = counted.termsOf(featureOf[column]!);
    return second < 0 ? [first] : [first, second];
  };
  return {
    ...sparseVectors(
      featureOf.length,
      starts,
      features.subarray(0, at),
      values.subarray(0, at),
      squaredRests,
      squaredLengths,
    ),
    features: documents.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0),
    nameOf: (column) => termsOf(column).map(sequences.nameOf).join(" "),
    hasStopWord: (column) => termsOf(column).some(sequences.isStopWord),
  };
}

/**
 * Inverse document frequency, smoothed as if one more record had every feature. 0 means that the
 * feature does not count.
 */
function rarityAmong(records: number, mostCommon: number): (documents: number) => number {
  const known = new Float64Array(records + 2);
  return (documents) => {
    if (documents === 0 || documents > mostCommon * records) return 0;
    if (known[documents] === 0) known[documents] = 1 + ln((1 + records) / (1 + documents));
    return known[documents]!;
  };
}
