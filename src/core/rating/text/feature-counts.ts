import type { Corpus } from "./corpus.ts";
import { createFeatureVocabulary } from "./feature-vocabulary.ts";
import { STOP, type TermSequences, type TermSettings } from "./term-sequences.ts";

/** How often each record has each word and pair of words. */
export interface FeatureCounts {
  /** How many features there are. */
  readonly size: number;
  /** The one or two terms that a feature consists of. */
  termsOf(feature: number): readonly number[];
  /** Row i has the entries from `starts[i]` to `starts[i + 1]`, in the order of its text. */
  readonly starts: Uint32Array;
  readonly features: Uint32Array;
  /** How often the row has each feature; 255 means 255 or more. */
  readonly counts: Uint8Array;
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
  const count = (rows: Uint32Array, termFeatures: TermFeatures): FeatureCounts =>
    countRows(
      rows,
      texts,
      sequences,
      settings.titleTimes,
      termFeatures,
      mostEntries(corpus, rows, texts),
    );
  const expected = Math.ceil(corpus.length / (settings.pairs ? 2 * Math.max(1, step) : 64)) + 1024;
  const open = createTermFeatures(sequences.terms, expected, settings.pairs ? "every" : "no");
  if (!settings.pairs || step <= 1) return count(order, open);
  const sample = order.filter((_, position) => position % step === 0);
  return count(order, commonOnly(count(sample, open), sequences.terms));
}

function mostEntries(corpus: Corpus, rows: Uint32Array, texts: readonly Uint32Array[]): number {
  let words = texts.reduce((sum, { length }) => sum + length, 0);
  for (const row of rows) words += corpus.text(row).words.length;
  return 2 * words;
}

interface TermFeatures {
  readonly size: number;
  readonly pairs: boolean;
  word(term: number): number;
  /** -1 for a pair that is no feature. */
  pair(first: number, second: number): number;
  termsOf(feature: number): readonly number[];
}

/** @param pairs which pairs become features: all, only those added before, or none */
function createTermFeatures(
  terms: number,
  expected: number,
  pairs: "every" | "known" | "no",
): TermFeatures & { add(first: number, second: number): void } {
  const vocabulary = createFeatureVocabulary(expected);
  const featureOfTerm = new Int32Array(terms).fill(-1);
  const termOf: number[] = [];
  const word = (term: number): number => {
    let feature = featureOfTerm[term]!;
    if (feature < 0) {
      feature = vocabulary.addWord();
      featureOfTerm[term] = feature;
      termOf[feature] = term;
    }
    return feature;
  };
  return {
    get size() {
      return vocabulary.size;
    },
    pairs: pairs !== "no",
    word,
    pair: pairs === "every" ? vocabulary.pair : vocabulary.find,
    termsOf: (feature) => vocabulary.wordsOf(feature).map((one) => termOf[one]!),
    add: (first, second) => {
      vocabulary.pair(word(first), word(second));
    },
  };
}

/** The pairs that two rows have. */
function commonOnly(
  { size, starts, features, termsOf }: FeatureCounts,
  terms: number,
): TermFeatures {
  const rows = new Uint32Array(size);
  for (let k = 0; k < starts.at(-1)!; k += 1) rows[features[k]!]! += 1;
  const termFeatures = createTermFeatures(
    terms,
    rows.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 1024),
    "known",
  );
  for (let feature = 0; feature < size; feature += 1) {
    if (rows[feature]! < 2) continue;
    const [first, second] = termsOf(feature);
    if (second !== undefined) termFeatures.add(first!, second);
  }
  return termFeatures;
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
  // By feature, one more than the last entry that counts it; a value at or below `start` belongs to
  // an earlier row.
  let nextEntry = new Uint32Array(1024);
  let at = 0;
  let start = 0;

  const count = (feature: number, times: number): void => {
    if (feature >= nextEntry.length) {
      const larger = new Uint32Array(Math.max(nextEntry.length * 2, feature + 1));
      larger.set(nextEntry);
      nextEntry = larger;
    }
    const next = nextEntry[feature]!;
    if (next > start) {
      counts[next - 1] = Math.min(255, counts[next - 1]! + times);
      return;
    }
    features[at] = feature;
    counts[at] = times;
    at += 1;
    nextEntry[feature] = at;
  };
  const countTerms = (row: number, sequence: Uint32Array, title: number): void => {
    let previous = -1;
    for (let i = 0; i < sequence.length; i += 1) {
      const term = sequence[i]!;
      if (term === STOP) {
        previous = -1;
        continue;
      }
      const feature = termFeatures.word(term);
      const times = i < title ? titleTimes : 1;
      count(feature, times);
      if (termFeatures.pairs && previous >= 0) {
        const pair = termFeatures.pair(previous, feature);
        if (pair >= 0) count(pair, times);
        else strangers[i < title ? "title" : "rest"][row]! += 1;
      }
      previous = feature;
    }
  };

  for (const [position, row] of rows.entries()) {
    start = at;
    starts[position] = at;
    const { terms, title } = sequences.ofRow(row);
    countTerms(position, terms, title);
  }
  start = at;
  starts[rows.length] = at;
  for (const part of texts) countTerms(rows.length, part, 0);
  starts[rows.length + 1] = at;
  return {
    size: termFeatures.size,
    termsOf: termFeatures.termsOf,
    starts,
    features,
    counts,
    strangers,
  };
}
