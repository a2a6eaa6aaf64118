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
  const finder = createFeatureFinder(termFeatures);
  // Two numbers for each feature, adjacent in memory: one more than the last entry that counts it,
  // which belongs to an earlier row if it is at or below the start of a row; and how many records
  // have it.
  let known = new Uint32Array(2048);
  let end = 0;

  /**
   * Counts the features that were found, for the row whose entries begin at `start`; for a record,
   * `documents` is 1.
   */
  function count(start: number, documents: 0 | 1): void {
    if (2 * termFeatures.size > known.length) known = enlarged(known, 4 * termFeatures.size);
    const seen = known;
    const { found, title, length } = finder;
    let at = end;
    for (let i = 0; i < length; i += 1) {
      const feature = found[i]!;
      const times = i < title ? titleTimes : 1;
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
    finder.find(terms, title);
    strangers.title[position] = finder.strangers.title;
    strangers.rest[position] = finder.strangers.rest;
    count(end, 1);
  }
  const start = end;
  starts[rows.length] = start;
  for (const part of texts) {
    finder.find(part, 0);
    strangers.rest[rows.length]! += finder.strangers.rest;
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

/** Finds the features of one text after another. */
interface FeatureFinder {
  /** @param title how many of the terms are those of the title */
  find(terms: Uint32Array, title: number): void;
  /** The features of the last text in its order, those of the title first. */
  readonly found: Uint32Array;
  /** How many of them are those of the title, and how many there are. */
  readonly title: number;
  readonly length: number;
  /** Its pairs that are no features. */
  readonly strangers: { readonly title: number; readonly rest: number };
}

function createFeatureFinder(termFeatures: TermFeatures): FeatureFinder {
  const hasPairs = termFeatures.pairs !== "no";
  // The features of the words of a text, and the pairs that they make with the words before them.
  let sequence = new Uint32Array(1024);
  let pairs = new Int32Array(1024);
  const last = {
    found: new Uint32Array(2048),
    title: 0,
    length: 0,
    strangers: { title: 0, rest: 0 },
    find(terms: Uint32Array, title: number): void {
      const { length } = terms;
      if (length > sequence.length) {
        sequence = new Uint32Array(2 * length);
        pairs = new Int32Array(2 * length);
        last.found = new Uint32Array(4 * length);
      }
      for (let i = 0; i < length; i += 1)
        sequence[i] = terms[i] === STOP ? NONE : termFeatures.word(terms[i]!);
      if (hasPairs) termFeatures.findPairs(sequence, length, pairs);
      last.title = join("title", 0, title, 0);
      last.length = join("rest", title, length, last.title);
    },
  };

  /** Writes the features of the words from an index on, with their pairs, and returns their end. */
  function join(part: "title" | "rest", from: number, to: number, start: number): number {
    const { found } = last;
    let strangers = 0;
    let at = start;
    for (let i = from; i < to; i += 1) {
      const feature = sequence[i]!;
      if (feature === NONE) continue;
      found[at] = feature;
      at += 1;
      if (!hasPairs || i === 0 || sequence[i - 1] === NONE) continue;
      let pair = pairs[i]!;
      if (pair < 0 && termFeatures.pairs === "every")
        pair = termFeatures.pair(sequence[i - 1]!, feature);
      if (pair < 0) strangers += 1;
      else {
        found[at] = pair;
        at += 1;
      }
    }
    last.strangers[part] = strangers;
    return at;
  }
  return last;
}

/** A copy of the numbers with this much room. */
function enlarged(numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(numbers);
  return larger;
}
