import type { Corpus } from "./corpus.ts";
import { createFeatureVocabulary, NONE } from "./feature-vocabulary.ts";
import { STOP, type TermSequences, type TermSettings } from "./term-sequences.ts";

/** How often each record has each word and pair of words. */
export interface FeatureCounts {
  /** How many features there are. */
  readonly size: number;
  /** The terms that a feature consists of; the second is -1 if there is none. */
  termsOf(feature: number): readonly [first: number, second: number];
  /** Row i has the entries from `starts[i]` to `starts[i + 1]`, in the order of its text. */
  readonly starts: Uint32Array;
  readonly features: Uint32Array;
  /** How often the row has each feature; 255 means 255 or more. */
  readonly counts: Uint8Array;
  /** By feature, how many records have it. */
  readonly documents: Uint32Array;
  /** By row: the number of pairs that are not features, in the title and elsewhere. */
  readonly strangers: { readonly title: Uint16Array; readonly rest: Uint16Array };
}

/**
 * With more records than this, pairs of words are learned from a sample of this size, taken at
 * equal distances, and only pairs that two records of it have become features. The others are rare
 * and say something about few records.
 */
const MOST_ROWS_FOR_PAIRS = 10_000;

/** Counts the features of the records in their order; `text` is one more row. */
export function countFeatures(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  sequences: TermSequences,
  settings: TermSettings,
): FeatureCounts {
  const texts = text.map((part) => sequences.ofText(part));
  const step = Math.ceil(order.length / MOST_ROWS_FOR_PAIRS);
  const count = (rows: Uint32Array, termFeatures: TermFeatures): FeatureCounts => {
    const most = (settings.pairs ? 2 : 1) * wordsOf(corpus, rows, texts);
    return countRows(rows, texts, sequences, settings.titleTimes, termFeatures, most);
  };
  const expected = Math.ceil(corpus.length / (settings.pairs ? 2 * Math.max(1, step) : 64)) + 1024;
  const open = createTermFeatures(sequences.terms, expected, settings.pairs ? "every" : "no");
  if (!settings.pairs || step <= 1) return count(order, open);
  const sample = order.filter((_, position) => position % step === 0);
  return count(order, commonOnly(count(sample, open), sequences.terms));
}

function wordsOf(corpus: Corpus, rows: Uint32Array, texts: readonly Uint32Array[]): number {
  let words = texts.reduce((sum, { length }) => sum + length, 0);
  for (const row of rows) words += corpus.lengthOf(row);
  return words;
}

/** The features that terms make. */
interface TermFeatures {
  readonly size: number;
  /** Which pairs become features: all, only those added before, or none. */
  readonly pairs: "every" | "known" | "no";
  word(term: number): number;
  /** The feature that a pair of features of words is; it becomes one if it was none. */
  pair(first: number, second: number): number;
  findPairs(sequence: Uint32Array, length: number, into: Int32Array): void;
  /** The terms that a feature consists of; the second is -1 if there is none. */
  termsOf(feature: number): readonly [first: number, second: number];
}

function createTermFeatures(
  terms: number,
  expected: number,
  pairs: TermFeatures["pairs"],
): TermFeatures {
  const vocabulary = createFeatureVocabulary(expected);
  const featureOfTerm = new Int32Array(terms).fill(-1);
  const termOf: number[] = [];
  return {
    get size() {
      return vocabulary.size;
    },
    pairs,
    word(term) {
      const known = featureOfTerm[term]!;
      if (known >= 0) return known;
      const feature = vocabulary.addWord();
      featureOfTerm[term] = feature;
      termOf[feature] = term;
      return feature;
    },
    pair: vocabulary.pair,
    findPairs: vocabulary.findPairs,
    termsOf(feature) {
      const second = vocabulary.secondOf(feature);
      return [termOf[vocabulary.firstOf(feature)]!, second === NONE ? -1 : termOf[second]!];
    },
  };
}

/** The pairs that two rows have, of which the text may be one. */
function commonOnly(
  { size, starts, features, documents, termsOf }: FeatureCounts,
  terms: number,
): TermFeatures {
  const rows = documents.slice();
  for (let k = starts.at(-2)!; k < starts.at(-1)!; k += 1) rows[features[k]!]! += 1;
  const expected = rows.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 1024);
  const common = createTermFeatures(terms, expected, "known");
  for (let feature = 0; feature < size; feature += 1) {
    if (rows[feature]! < 2) continue;
    const [first, second] = termsOf(feature);
    if (second >= 0) common.pair(common.word(first), common.word(second));
  }
  return common;
}

function countRows(
  rows: Uint32Array,
  texts: readonly Uint32Array[],
  sequences: TermSequences,
  titleTimes: number,
  termFeatures: TermFeatures,
  most: number,
): FeatureCounts {
  const features = new Uint32Array(most);
  const counts = new Uint8Array(most);
  const starts = new Uint32Array(rows.length + 2);
  const strangers = {
    title: new Uint16Array(rows.length + 1),
    rest: new Uint16Array(rows.length + 1),
  };
  // One text: the features of its words, the pairs that they make with the words before them, and
  // both together in the order of the text, those of the title first.
  let sequence = new Uint32Array(1024);
  let pairs = new Int32Array(1024);
  let found = new Uint32Array(2048);
  let foundInTitle = 0;
  let foundAtAll = 0;
  // Two numbers for each feature, adjacent in memory: one more than the last entry that counts it,
  // which belongs to an earlier row if it is at or below the start of a row; and how many records
  // have it.
  let known = new Uint32Array(2048);
  let end = 0;

  /** Finds the features of terms, of which the first `title` are those of the title. */
  function find(row: number, terms: Uint32Array, title: number): void {
    const { length } = terms;
    if (length > sequence.length) {
      sequence = new Uint32Array(2 * length);
      pairs = new Int32Array(2 * length);
      found = new Uint32Array(4 * length);
    }
    for (let i = 0; i < length; i += 1)
      sequence[i] = terms[i] === STOP ? NONE : termFeatures.word(terms[i]!);
    const hasPairs = termFeatures.pairs !== "no";
    if (hasPairs) termFeatures.findPairs(sequence, length, pairs);
    let at = 0;
    let previous = NONE;
    foundInTitle = 0;
    for (let i = 0; i < length; i += 1) {
      const feature = sequence[i]!;
      if (feature !== NONE) {
        found[at] = feature;
        at += 1;
        if (hasPairs && previous !== NONE) {
          let pair = pairs[i]!;
          if (pair < 0 && termFeatures.pairs === "every")
            pair = termFeatures.pair(previous, feature);
          if (pair < 0) strangers[i < title ? "title" : "rest"][row]! += 1;
          else {
            found[at] = pair;
            at += 1;
          }
        }
      }
      previous = feature;
      if (i < title) foundInTitle = at;
    }
    foundAtAll = at;
  }

  /**
   * Counts the features that were found, for the row whose entries begin at `start`; for a record,
   * `documents` is 1.
   */
  function count(start: number, documents: 0 | 1): void {
    if (2 * termFeatures.size > known.length) known = enlarged(known, 4 * termFeatures.size);
    const seen = known;
    const read = found;
    const inTitle = foundInTitle;
    const atAll = foundAtAll;
    let at = end;
    for (let i = 0; i < atAll; i += 1) {
      const feature = read[i]!;
      const times = i < inTitle ? titleTimes : 1;
      const entry = seen[2 * feature]!;
      if (entry > start) {
        counts[entry - 1] = Math.min(255, counts[entry - 1]! + times);
        continue;
      }
      features[at] = feature;
      counts[at] = times;
      at += 1;
      seen[2 * feature] = at;
      seen[2 * feature + 1]! += documents;
    }
    end = at;
  }

  for (const [position, row] of rows.entries()) {
    starts[position] = end;
    const { terms, title } = sequences.ofRow(row);
    find(position, terms, title);
    count(end, 1);
  }
  const start = end;
  starts[rows.length] = start;
  for (const part of texts) {
    find(rows.length, part, 0);
    count(start, 0);
  }
  starts[rows.length + 1] = end;
  const { size } = termFeatures;
  const documents = new Uint32Array(size);
  for (let feature = 0; feature < size; feature += 1) documents[feature] = known[2 * feature + 1]!;
  return {
    size,
    termsOf: termFeatures.termsOf,
    starts,
    features,
    counts,
    documents,
    strangers,
  };
}

/** A copy of the numbers with this much room. */
function enlarged(numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(numbers);
  return larger;
}
