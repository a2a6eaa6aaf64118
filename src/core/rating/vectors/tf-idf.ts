import { ln } from "../../statistics/deterministic-arithmetic.ts";
import type { Corpus } from "../text/corpus.ts";
import { countFeatures } from "../text/feature-counts.ts";
import {
  createTermSequences,
  type TermSequences,
  type TermSettings,
} from "../text/term-sequences.ts";
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

/** Which features the rows have and how often: what vectors are made from, as plain values. */
export interface CountedWords {
  /** Row i has the entries from `starts[i]` to `starts[i + 1]`, in the order of its text. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  /** How often the row has the feature of each column; 255 means 255 or more. */
  readonly counts: Uint8Array;
  /** By row, the sum of the squared weights of all its features, and of those without a column. */
  readonly squares: Float64Array;
  readonly squaredRests: Float64Array;
  /** By column, how many records have its feature. */
  readonly documents: Uint32Array;
  /** Two numbers for each column: the terms of its feature; the second is -1 if there is none. */
  readonly terms: Int32Array;
  /** Distinct features of the records, including those without a column. */
  readonly features: number;
}

/** Instead of the column of a feature that only one row has. */
const LONE = -1;

/**
 * Counts the words of the records. Row i is the record at position i of the order; `text` is one
 * more row, in the words of the records. The document frequencies are those of the rows in `order`;
 * duplicates do not count.
 *
 * Columns are numbered in the order in which the records have them, so nothing depends on the order
 * in which files were read. A feature that only one row has gets no column.
 */
export function countWords(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  settings: TermSettings,
): CountedWords {
  const sequences = createTermSequences(corpus, settings);
  const counted = countFeatures(corpus, order, text, sequences, settings);
  const { size, starts, features, counts, documents, strangers } = counted;
  const records = order.length;
  // A feature that a record shares with the text has a column, too.
  const inText = new Set(features.subarray(starts[records], starts[records + 1]));

  const weights = termWeights();
  const rarityOf = rarityAmong(records, settings.mostCommon);
  const strange = {
    title: (weights[settings.titleTimes]! * rarityOf(1)) ** 2,
    rest: (weights[1]! * rarityOf(1)) ** 2,
  };
  // Two numbers for each feature, adjacent in memory: its rarity, and one more than its column,
  // which is 0 if it has none yet, and `LONE` if it gets none.
  const known = new Float64Array(2 * size);
  for (let feature = 0; feature < size; feature += 1) {
    known[2 * feature] = rarityOf(documents[feature]!);
    if (documents[feature] === 1 && !inText.has(feature)) known[2 * feature + 1] = LONE;
  }
  const featureOf: number[] = [];
  const squares = new Float64Array(records + 1);
  const squaredRests = new Float64Array(records + 1);
  let at = 0;
  for (let row = 0; row <= records; row += 1) {
    const from = starts[row]!;
    const to = starts[row + 1]!;
    starts[row] = at;
    let rest = strangers.title[row]! * strange.title + strangers.rest[row]! * strange.rest;
    let sum = rest;
    for (let k = from; k < to; k += 1) {
      const feature = features[k]!;
      const value = weights[counts[k]!]! * known[2 * feature]!;
      if (value === 0) continue;
      sum += value * value;
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
      counts[at] = counts[k]!;
      at += 1;
    }
    squares[row] = sum;
    squaredRests[row] = rest;
  }
  starts[records + 1] = at;
  const terms = new Int32Array(2 * featureOf.length);
  for (const [column, feature] of featureOf.entries())
    terms.set(counted.termsOf(feature), 2 * column);
  return {
    starts,
    columns: features.subarray(0, at),
    counts: counts.subarray(0, at),
    squares,
    squaredRests,
    documents: Uint32Array.from(featureOf, (feature) => documents[feature]!),
    terms,
    features: documents.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0),
  };
}

/**
 * Sublinear TF-IDF as in scikit-learn, (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), with L2 norm.
 *
 * @param counted what `countWords` finds in them
 */
export function createWordVectors(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  settings: TermSettings,
  counted: CountedWords = countWords(corpus, order, text, settings),
): WordVectors {
  const { starts, columns, counts, squares, documents, terms, features } = counted;
  const records = squares.length - 1;
  const weights = termWeights();
  const rarityOf = rarityAmong(records, settings.mostCommon);
  const rarities = Float64Array.from(documents, rarityOf);
  const values = new Float32Array(columns.length);
  const squaredRests = new Float64Array(records + 1);
  const squaredLengths = new Float64Array(records + 1);
  for (let row = 0; row <= records; row += 1) {
    if (squares[row] === 0) continue;
    const length = Math.sqrt(squares[row]!);
    let squaredLength = counted.squaredRests[row]! / squares[row]!;
    squaredRests[row] = squaredLength;
    for (let k = starts[row]!; k < starts[row + 1]!; k += 1) {
      values[k] = weights[counts[k]!]! * rarities[columns[k]!]!;
      values[k]! /= length;
      squaredLength += values[k]! * values[k]!;
    }
    squaredLengths[row] = squaredLength;
  }

  let known: TermSequences | undefined;
  const sequences = () => {
    known ??= createTermSequences(corpus, settings);
    return known;
  };
  return {
    ...sparseVectors(documents.length, starts, columns, values, squaredRests, squaredLengths),
    features,
    nameOf(column) {
      const { nameOf } = sequences();
      const [first, second] = [terms[2 * column]!, terms[2 * column + 1]!];
      return second < 0 ? nameOf(first) : `${nameOf(first)} ${nameOf(second)}`;
    },
    hasStopWord(column) {
      const { isStopWord } = sequences();
      const [first, second] = [terms[2 * column]!, terms[2 * column + 1]!];
      return isStopWord(first) || (second >= 0 && isStopWord(second));
    },
  };
}

/** By how often a record has a feature, up to 255. */
function termWeights(): Float64Array {
  return Float64Array.from({ length: 256 }, (_, tf) => (tf === 0 ? 0 : 1 + ln(tf)));
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
