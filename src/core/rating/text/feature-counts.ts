import type { Corpus } from "./corpus.ts";
import {
  createFeatureVocabulary,
  type FeatureVocabulary,
  FIELDS,
  NONE,
} from "./feature-vocabulary.ts";
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
  const count = (rows: Uint32Array, features: FeatureVocabulary, pairs: Pairs): FeatureCounts => {
    const most = (settings.pairs ? 2 : 1) * wordsOf(corpus, rows, texts);
    return countRows(rows, texts, sequences, createCounter(features, pairs, most, settings));
  };
  if (!settings.pairs) return count(order, createFeatureVocabulary(sequences.terms, 0), "no");
  const expected = Math.ceil(corpus.length / (2 * Math.max(1, step))) + 1024;
  const open = createFeatureVocabulary(sequences.terms, expected);
  if (step <= 1) return count(order, open, "every");
  const sample = order.filter((_, position) => position % step === 0);
  return count(order, commonOnly(count(sample, open, "every"), sequences.terms), "known");
}

function wordsOf(corpus: Corpus, rows: Uint32Array, texts: readonly Uint32Array[]): number {
  let words = texts.reduce((sum, { length }) => sum + length, 0);
  for (const row of rows) words += corpus.lengthOf(row);
  return words;
}

/** Which pairs become features: all, only those added before, or none. */
type Pairs = "every" | "known" | "no";

/** The pairs that two rows have, of which the text may be one. */
function commonOnly(
  { size, starts, features, documents, termsOf }: FeatureCounts,
  terms: number,
): FeatureVocabulary {
  const rows = documents.slice();
  for (let k = starts.at(-2)!; k < starts.at(-1)!; k += 1) rows[features[k]!]! += 1;
  let pairs = 0;
  for (let feature = terms; feature < size; feature += 1) if (rows[feature]! > 1) pairs += 1;
  const common = createFeatureVocabulary(terms, pairs);
  for (let feature = terms; feature < size; feature += 1)
    if (rows[feature]! > 1) common.pair(...termsOf(feature));
  return common;
}

function countRows(
  rows: Uint32Array,
  texts: readonly Uint32Array[],
  sequences: TermSequences,
  counter: FeatureCounter,
): FeatureCounts {
  const starts = new Uint32Array(rows.length + 2);
  const strangers = {
    title: new Uint16Array(rows.length + 1),
    rest: new Uint16Array(rows.length + 1),
  };
  for (const [position, row] of rows.entries()) {
    starts[position] = counter.nextRow();
    const { terms, title } = sequences.ofRow(row);
    counter.count(terms, title, 1);
    strangers.title[position] = counter.strangers.title;
    strangers.rest[position] = counter.strangers.rest;
  }
  starts[rows.length] = counter.nextRow();
  for (const part of texts) {
    counter.count(part, 0, 0);
    strangers.rest[rows.length]! += counter.strangers.rest;
  }
  starts[rows.length + 1] = counter.nextRow();
  return { starts, strangers, ...counter.counted() };
}

/** Counts the features of one row after another. */
interface FeatureCounter {
  /** Begins a row and returns where its entries begin. */
  nextRow(): number;
  /**
   * Adds the words of a text, and their pairs, to the row.
   *
   * @param title how many of the terms are those of the title
   * @param documents by how much the records grow that have each feature
   */
  count(terms: Uint32Array, title: number, documents: 0 | 1): void;
  /** The pairs of the last text that are no features. */
  readonly strangers: { readonly title: number; readonly rest: number };
  counted(): Omit<FeatureCounts, "starts" | "strangers">;
}

/** Beside the words of a feature: one more than the last entry that counts it, and its records. */
const ENTRY = 2;
const DOCUMENTS = 3;

/** @param most no more entries than this are needed */
function createCounter(
  vocabulary: FeatureVocabulary,
  pairs: Pairs,
  most: number,
  { titleTimes }: TermSettings,
): FeatureCounter {
  const features = new Uint32Array(most);
  const counts = new Uint8Array(most);
  const strangers = { title: 0, rest: 0 };
  let guesses = new Uint32Array(1024);
  let rowStart = 0;
  let end = 0;

  /** Counts some of the terms and their pairs; returns the number of pairs that are no features. */
  function countPart(
    terms: Uint32Array,
    from: number,
    to: number,
    times: number,
    documents: 0 | 1,
  ): number {
    const { fields } = vocabulary;
    const start = rowStart;
    let at = end;
    let unknown = 0;
    let before = from === 0 || pairs === "no" ? STOP : terms[from - 1]!;
    for (let i = from; i < to; i += 1) {
      const term = terms[i]!;
      if (term === STOP) {
        before = STOP;
        continue;
      }
      // The same stands below for pairs: a function would be called twice for each word of all records.
      // An entry at or below the start of the row belongs to an earlier row.
      const entry = fields[FIELDS * term + ENTRY]!;
      if (entry > start) {
        counts[entry - 1] = Math.min(255, counts[entry - 1]! + times);
      } else {
        features[at] = term;
        counts[at] = times;
        at += 1;
        fields[FIELDS * term + ENTRY] = at;
        fields[FIELDS * term + DOCUMENTS]! += documents;
      }
      if (before !== STOP) {
        let pair = guesses[i]!;
        if (fields[FIELDS * pair] !== before || fields[FIELDS * pair + 1] !== term) {
          if (pairs === "every") pair = vocabulary.pair(before, term);
          else pair = pair === 0 ? -1 : vocabulary.find(before, term);
        }
        if (pair < 0) {
          unknown += 1;
        } else {
          const entryOfPair = fields[FIELDS * pair + ENTRY]!;
          if (entryOfPair > start) {
            counts[entryOfPair - 1] = Math.min(255, counts[entryOfPair - 1]! + times);
          } else {
            features[at] = pair;
            counts[at] = times;
            at += 1;
            fields[FIELDS * pair + ENTRY] = at;
            fields[FIELDS * pair + DOCUMENTS]! += documents;
          }
        }
      }
      if (pairs !== "no") before = term;
    }
    end = at;
    return unknown;
  }

  return {
    strangers,
    nextRow() {
      rowStart = end;
      return end;
    },
    count(terms, title, documents) {
      const { length } = terms;
      if (pairs === "every") vocabulary.reserve(length);
      if (pairs !== "no") {
        if (length > guesses.length) guesses = new Uint32Array(2 * length);
        vocabulary.guessPairs(terms, length, guesses);
      }
      strangers.title = countPart(terms, 0, title, titleTimes, documents);
      strangers.rest = countPart(terms, title, length, 1, documents);
    },
    counted() {
      const { size, fields } = vocabulary;
      const documents = new Uint32Array(size);
      for (let feature = 0; feature < size; feature += 1)
        documents[feature] = fields[FIELDS * feature + DOCUMENTS]!;
      return {
        size,
        features,
        counts,
        documents,
        termsOf(feature) {
          const second = fields[FIELDS * feature + 1]!;
          return [fields[FIELDS * feature]!, second === NONE ? -1 : second];
        },
      };
    },
  };
}
