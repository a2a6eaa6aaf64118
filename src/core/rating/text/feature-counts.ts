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
  const rows = rowsOf(corpus, order, text, sequences);
  const counter = createCounter(...vocabularyOf(corpus, rows, sequences, settings), settings);
  return { ...countRows(rows, everyRow(rows), counter, 1), ...counter.counted() };
}

/** The features of the records as a whole; those of rows are counted when somebody asks for them. */
export interface FeatureTotals extends Pick<FeatureCounts, "size" | "termsOf" | "documents"> {
  /** All features, each when the first row in the order has it. */
  readonly inOrder: Uint32Array;
  /** The features of some rows, by position in the order; that of `text` is the last. */
  read(positions: ArrayLike<number>): RowCounts;
}

export type RowCounts = Pick<FeatureCounts, "starts" | "features" | "counts" | "strangers">;

/** So many rows are counted at one time. */
const ROWS_AT_ONCE = 2048;

/**
 * Finds what `countFeatures` finds, without holding the counts of all rows: those of a million
 * records would take gigabytes.
 */
export function countTotals(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  sequences: TermSequences,
  settings: TermSettings,
): FeatureTotals {
  const rows = rowsOf(corpus, order, text, sequences);
  const [vocabulary, pairs] = vocabularyOf(corpus, rows, sequences, settings);
  const counter = createCounter(vocabulary, pairs, settings);
  let isKnown = new Uint8Array(vocabulary.size);
  const inOrder: number[] = [];
  const all = everyRow(rows);
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE) {
    const { starts, features } = countRows(
      rows,
      all.subarray(from, from + ROWS_AT_ONCE),
      counter,
      1,
    );
    if (vocabulary.size > isKnown.length) {
      const larger = new Uint8Array(2 * vocabulary.size);
      larger.set(isKnown);
      isKnown = larger;
    }
    for (let k = 0; k < starts.at(-1)!; k += 1) {
      const feature = features[k]!;
      if (isKnown[feature] === 1) continue;
      isKnown[feature] = 1;
      inOrder.push(feature);
    }
  }
  return {
    ...counter.counted(),
    inOrder: Uint32Array.from(inOrder),
    // No pair is new any more.
    read: (positions) => countRows(rows, positions, counter, 0),
  };
}

/** The texts of the records in an order, and of one more row. */
interface Rows {
  readonly order: Uint32Array;
  /** The texts of the row after the last record. */
  readonly texts: readonly Uint32Array[];
  readonly sequences: TermSequences;
  /** How many words a row has, including its breaks. */
  lengthOf(position: number): number;
}

function rowsOf(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  sequences: TermSequences,
): Rows {
  const texts = text.map((part) => sequences.ofText(part));
  const last = texts.reduce((words, { length }) => words + length, 0);
  return {
    ...{ order, texts, sequences },
    lengthOf: (position) => (position < order.length ? corpus.lengthOf(order[position]!) : last),
  };
}

function everyRow({ order }: Rows): Uint32Array {
  return Uint32Array.from({ length: order.length + 1 }, (_, position) => position);
}

/** Which pairs become features: all, only those added before, or none. */
type Pairs = "every" | "known" | "no";

/** The features that rows may have, and which pairs are added to them. */
function vocabularyOf(
  corpus: Corpus,
  rows: Rows,
  { terms }: TermSequences,
  settings: TermSettings,
): [vocabulary: FeatureVocabulary, pairs: Pairs] {
  if (!settings.pairs) return [createFeatureVocabulary(terms, 0), "no"];
  const { order } = rows;
  const step = Math.ceil(order.length / MOST_ROWS_FOR_PAIRS);
  const expected = Math.ceil(corpus.length / (2 * Math.max(1, step))) + 1024;
  const open = createFeatureVocabulary(terms, expected);
  if (step <= 1) return [open, "every"];
  const sample = { ...rows, order: order.filter((_, position) => position % step === 0) };
  const lengthOf = (position: number) => rows.lengthOf(Math.min(position * step, order.length));
  const counter = createCounter(open, "every", settings);
  const counted = countRows({ ...sample, lengthOf }, everyRow(sample), counter, 1);
  return [commonOnly({ ...counted, ...counter.counted() }, terms), "known"];
}

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

/** @param documents by how much the records grow that have a feature of one of these rows */
function countRows(
  { order, texts, sequences, lengthOf }: Rows,
  positions: ArrayLike<number>,
  counter: FeatureCounter,
  documents: 0 | 1,
): RowCounts {
  const rows = positions.length;
  let words = 0;
  for (let i = 0; i < rows; i += 1) words += lengthOf(positions[i]!);
  const { features, counts } = counter.begin(words);
  const starts = new Uint32Array(rows + 1);
  const strangers = { title: new Uint16Array(rows), rest: new Uint16Array(rows) };
  for (let i = 0; i < rows; i += 1) {
    starts[i] = counter.nextRow();
    const position = positions[i]!;
    if (position < order.length) {
      const { terms, title } = sequences.ofRow(order[position]!);
      counter.count(terms, title, documents);
      strangers.title[i] = counter.strangers.title;
      strangers.rest[i] = counter.strangers.rest;
      continue;
    }
    for (const part of texts) {
      counter.count(part, 0, 0);
      strangers.rest[i]! += counter.strangers.rest;
    }
  }
  starts[rows] = counter.nextRow();
  return { starts, features, counts, strangers };
}

/** Counts the features of one row after another. */
interface FeatureCounter {
  /**
   * Begins with the first of some rows that have so many words together, and returns what receives
   * their entries. It is overwritten when the next rows are begun.
   */
  begin(words: number): Pick<FeatureCounts, "features" | "counts">;
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
  counted(): Omit<FeatureCounts, keyof RowCounts>;
}

/**
 * Beside the words of a feature: one more than the last entry that counts it, of all entries since the
 * counter was made, and its records.
 */
const ENTRY = 2;
const DOCUMENTS = 3;
/** After so many entries they are numbered anew, so that their numbers stay small. */
const MOST_ENTRIES = 2 ** 30;

function createCounter(
  vocabulary: FeatureVocabulary,
  pairs: Pairs,
  { titleTimes }: TermSettings,
): FeatureCounter {
  let features = new Uint32Array(0);
  let counts = new Uint8Array(0);
  /** How many entries were counted before those that `features` and `counts` hold. */
  let base = 0;
  const strangers = { title: 0, rest: 0 };
  let guesses = new Uint32Array(1024);
  let rowStart = 0;
  let end = 0;

  function forgetEntries(): void {
    const { size, fields } = vocabulary;
    for (let feature = 0; feature < size; feature += 1) fields[FIELDS * feature + ENTRY] = 0;
    end = 0;
  }

  /** Counts some of the terms and their pairs; returns the number of pairs that are no features. */
  function countPart(
    terms: Uint32Array,
    from: number,
    to: number,
    times: number,
    documents: 0 | 1,
  ): number {
    const { fields } = vocabulary;
    // In variables of this call, because they are read for each word of all records.
    const [into, known, offset] = [features, counts, base];
    const start = rowStart;
    const first = base + 1;
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
        known[entry - first] = Math.min(255, known[entry - first]! + times);
      } else {
        into[at - offset] = term;
        known[at - offset] = times;
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
            known[entryOfPair - first] = Math.min(255, known[entryOfPair - first]! + times);
          } else {
            into[at - offset] = pair;
            known[at - offset] = times;
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
    begin(words) {
      const most = (pairs === "no" ? 1 : 2) * words;
      if (end > MOST_ENTRIES) forgetEntries();
      base = end;
      if (most > features.length) {
        features = new Uint32Array(most);
        counts = new Uint8Array(most);
      }
      return { features, counts };
    },
    nextRow() {
      rowStart = end;
      return end - base;
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
        documents,
        termsOf(feature) {
          const second = fields[FIELDS * feature + 1]!;
          return [fields[FIELDS * feature]!, second === NONE ? -1 : second];
        },
      };
    },
  };
}
