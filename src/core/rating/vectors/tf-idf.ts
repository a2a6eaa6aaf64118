import { ln } from "../../statistics/deterministic-arithmetic.ts";
import type { Corpus } from "../text/corpus.ts";
import {
  countFeatures,
  countTotals,
  type FeatureTotals,
  type RowCounts,
} from "../text/feature-counts.ts";
import {
  createTermSequences,
  type TermSequences,
  type TermSettings,
} from "../text/term-sequences.ts";
import { type VectorsOnDemand, vectorsOnDemand } from "./on-demand.ts";
import { type SparseVectors, sparseVectors, type Vectors } from "./vectors.ts";

/**
 * Records as vectors of length 1; features that are frequent in a record and rare among records
 * weigh most.
 */
export interface WordVectors extends Vectors {
  /** Distinct features of the records, including those without a column. */
  readonly features: number;
  nameOf(column: number): string;
  /** Whether a column is a word that says nothing about a subject, or a pair that contains one. */
  hasStopWord(column: number): boolean;
  /** The columns and values of a row. */
  entriesOf(row: number): Pick<SparseVectors, "columns" | "values">;
}

/** Those of all records, held. */
export interface HeldWordVectors extends WordVectors, SparseVectors {}

/** Those of rows, made when somebody asks for them. */
export interface WordVectorsOnDemand extends WordVectors, VectorsOnDemand<SparseVectors> {}

/** Which features rows have and how often, as plain values. */
interface CountedRows {
  /** Row i has the entries from `starts[i]` to `starts[i + 1]`, in the order of its text. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  /** How often the row has the feature of each column; 255 means 255 or more. */
  readonly counts: Uint8Array;
  /** By row, the sum of the squared weights of all its features, and of those without a column. */
  readonly squares: Float64Array;
  readonly squaredRests: Float64Array;
}

/** What vectors are made from: all rows, and what their columns are. */
export interface CountedWords extends CountedRows {
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
  const records = order.length;
  const { starts, features } = counted;
  const numbering = numberColumns(
    counted,
    features.subarray(starts[records], starts[records + 1]),
    records,
    settings,
  );
  return { ...numbering.rows(counted), ...numbering.columns() };
}

/**
 * The same vectors as those of `createWordVectors`, of rows that somebody asks for.
 */
export function wordVectorsOnDemand(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  settings: TermSettings,
): WordVectorsOnDemand {
  const sequences = createTermSequences(corpus, settings);
  const totals = countTotals(corpus, order, text, sequences, settings);
  const records = order.length;
  const { starts, features } = totals.read([records]);
  const numbering = numberColumns(totals, features.slice(0, starts[1]), records, settings);
  for (const feature of totals.inOrder) numbering.number(feature);
  const columns = numbering.columns();
  const weigh = createWeighing(columns.documents, records, settings);
  const vectors = vectorsOnDemand(records + 1, columns.documents.length, (rows) => {
    const counted = numbering.rows(totals.read(rows));
    // The next rows are counted in the same place.
    return weigh({ ...counted, columns: counted.columns.slice() });
  });
  return {
    ...vectors,
    ...named(columns, () => sequences),
    entriesOf: (row) => vectors.at(row, entriesIn),
  };
}

/** Numbers the columns of features, in the order in which rows have them. */
interface Numbering {
  /** Gives a feature the next column, unless it has one or gets none. */
  number(feature: number): void;
  /** Puts columns in the place of the features of rows. */
  rows(counted: RowCounts): CountedRows;
  /** All that have been numbered. */
  columns(): Omit<CountedWords, keyof CountedRows>;
}

/** @param ofText the features of the text; what a record shares with it has a column, too */
function numberColumns(
  { size, documents, termsOf }: Pick<FeatureTotals, "size" | "documents" | "termsOf">,
  ofText: Uint32Array,
  records: number,
  settings: TermSettings,
): Numbering {
  const inText = new Set(ofText);
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
  return {
    number(feature) {
      if (known[2 * feature] === 0 || known[2 * feature + 1] !== 0) return;
      featureOf.push(feature);
      known[2 * feature + 1] = featureOf.length;
    },
    rows: (counted) => toColumns(counted, known, featureOf, weights, strange),
    columns() {
      const terms = new Int32Array(2 * featureOf.length);
      for (let column = 0; column < featureOf.length; column += 1) {
        const [first, second] = termsOf(featureOf[column]!);
        terms[2 * column] = first;
        terms[2 * column + 1] = second;
      }
      return {
        documents: Uint32Array.from(featureOf, (feature) => documents[feature]!),
        terms,
        features: documents.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0),
      };
    },
  };
}

/**
 * Overwrites the features of rows with columns.
 *
 * @param known by feature, its rarity and one more than its column
 * @param featureOf receives features that get a column now
 */
function toColumns(
  { starts, features, counts, strangers }: RowCounts,
  known: Float64Array,
  featureOf: number[],
  weights: Float64Array,
  strange: { readonly title: number; readonly rest: number },
): CountedRows {
  const rows = starts.length - 1;
  const squares = new Float64Array(rows);
  const squaredRests = new Float64Array(rows);
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
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
  starts[rows] = at;
  return {
    starts,
    columns: features.subarray(0, at),
    counts: counts.subarray(0, at),
    squares,
    squaredRests,
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
): HeldWordVectors {
  const vectors = createWeighing(counted.documents, order.length, settings)(counted);
  let known: TermSequences | undefined;
  const sequences = () => {
    known ??= createTermSequences(corpus, settings);
    return known;
  };
  return {
    ...vectors,
    ...named(counted, sequences),
    entriesOf: (row) => entriesIn(vectors, row),
  };
}

function entriesIn(
  { starts, columns, values }: SparseVectors,
  row: number,
): Pick<SparseVectors, "columns" | "values"> {
  const [from, to] = [starts[row]!, starts[row + 1]!];
  return { columns: columns.subarray(from, to), values: values.subarray(from, to) };
}

/**
 * Makes vectors of counted rows.
 *
 * @param documents by column, how many of the records have its feature
 */
function createWeighing(
  documents: Uint32Array,
  records: number,
  settings: TermSettings,
): (counted: CountedRows) => SparseVectors {
  const weights = termWeights();
  const rarityOf = rarityAmong(records, settings.mostCommon);
  const rarities = Float64Array.from(documents, rarityOf);
  return ({ starts, columns, counts, squares, squaredRests: rests }) => {
    const values = new Float32Array(columns.length);
    const squaredRests = new Float64Array(squares.length);
    const squaredLengths = new Float64Array(squares.length);
    for (let row = 0; row < squares.length; row += 1) {
      if (squares[row] === 0) continue;
      const length = Math.sqrt(squares[row]!);
      let squaredLength = rests[row]! / squares[row]!;
      squaredRests[row] = squaredLength;
      const end = starts[row + 1]!;
      for (let k = starts[row]!; k < end; k += 1) {
        // In single precision from the first product on.
        const weight = Math.fround(weights[counts[k]!]! * rarities[columns[k]!]!);
        const value = Math.fround(weight / length);
        values[k] = value;
        squaredLength += value * value;
      }
      squaredLengths[row] = squaredLength;
    }
    return sparseVectors(documents.length, starts, columns, values, squaredRests, squaredLengths);
  };
}

/** What columns are called. */
function named(
  { terms, features }: Pick<CountedWords, "terms" | "features">,
  sequences: () => TermSequences,
): Pick<WordVectors, "features" | "nameOf" | "hasStopWord"> {
  return {
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
