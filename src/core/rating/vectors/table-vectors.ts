import { ln } from "../../statistics/deterministic-arithmetic.ts";
import { inWorkspace } from "../kernels/kernels.ts";
import { BREAK, type Corpus } from "../text/corpus.ts";
import type { WordTable } from "../text/word-table.ts";
import { LONGEST_WORD, wordsOf } from "../text/words.ts";
import { vectorsOnDemand } from "./on-demand.ts";
import { remembered } from "./remembered.ts";
import { type DenseVectors, denseVectors, type EachTerm, type Vectors } from "./vectors.ts";

/** Records as weighted means of the vectors of their words. */
export interface TableVectors extends Vectors {
  /** Whether the table knows a word of a row. */
  sees(row: number): boolean;
  /** What each word of a row adds to its inner product with these weights, which stay as they are. */
  eachTerm(weights: Float64Array): EachTerm;
}

/** Those of all records, held. */
export interface HeldTableVectors extends TableVectors, DenseVectors {}

/** A word of a text that the table knows. */
interface KnownWord {
  readonly name: string;
  /** Its row in the table. */
  readonly row: number;
  /** 1 + ln of how often the text has it. */
  readonly weight: number;
}

/** The weighted means of the vectors of words, as plain values. */
export interface TableMeans {
  /** By row, its vector of length 1. */
  readonly values: Float32Array;
  /** By row, the length before; 0 for a zero vector. */
  readonly lengths: Float64Array;
  /** By dimension, what it was divided by. */
  readonly divisors: Float64Array;
}

/**
 * Vectors of length 1 from a table of word vectors. Each dimension is divided by the fourth root of
 * its mean square among the records, so that what all records of a review share counts less. `text`
 * is one more row. A record without a word that the table knows has the zero vector.
 *
 * Sums run in the order of a record's own text, so they come out the same to the last bit whatever
 * was read before.
 */
export function tableMeans(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  table: WordTable,
  titleTimes: number,
): TableMeans {
  const meansOf = createMeans(corpus, order, text, table, titleTimes);
  const { values, lengths } = meansOf(
    Uint32Array.from({ length: order.length + 1 }, (_, row) => row),
  );
  const divisors = evenedOut(values, table.dimensions, order.length, lengths);
  return { values, lengths, divisors };
}

/** The means of the words of some rows, of length 1, and their lengths before. */
type MeansOf = (rows: ArrayLike<number>) => Pick<TableMeans, "values" | "lengths">;

function createMeans(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  table: WordTable,
  titleTimes: number,
): MeansOf {
  const { dimensions } = table;
  const reader = createTextReader(corpus, table, titleTimes);
  const strange = wordsOfText(text, table);
  const most = order.reduce(
    (length, row) => Math.max(length, corpus.lengthOf(row)),
    strange.length,
  );
  return (rows) => {
    const values = new Float32Array(rows.length * dimensions);
    const lengths = new Float64Array(rows.length);
    withSumsOfWords(table, most, (sumOf) => {
      for (let i = 0; i < rows.length; i += 1) {
        const row = rows[i]!;
        const sums = sumOf(row < order.length ? reader.weighted(order[row]!) : weighted(strange));
        const length = lengthOf(sums);
        if (length < 1e-9) continue;
        lengths[i] = length;
        for (let j = 0; j < dimensions; j += 1) values[i * dimensions + j] = sums[j]! / length;
      }
    });
    return { values, lengths };
  };
}

/** So many rows are looked at together to find the divisors. */
const ROWS_AT_ONCE = 1 << 12;

/** The same vectors as those of `createTableVectors`, of rows that somebody asks for. */
export function tableVectorsOnDemand(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  table: WordTable,
  titleTimes: number,
): TableVectors {
  const { dimensions } = table;
  const records = order.length;
  const meansOf = createMeans(corpus, order, text, table, titleTimes);
  const squares = new Float64Array(dimensions);
  const isSeen = new Uint8Array(records + 1);
  const positions = Uint32Array.from({ length: records + 1 }, (_, row) => row);
  for (let from = 0; from <= records; from += ROWS_AT_ONCE) {
    const { values, lengths } = meansOf(positions.subarray(from, from + ROWS_AT_ONCE));
    addSquares(squares, values, Math.min(lengths.length, records - from));
    for (const [i, length] of lengths.entries()) isSeen[from + i] = length > 0 ? 1 : 0;
  }
  const divisors = divisorsOf(squares, records);
  /** By row, as far as rows have been made. */
  const lengths = new Float64Array(records + 1);
  const vectors = vectorsOnDemand(records + 1, dimensions, (rows) => {
    const made = meansOf(rows);
    divide(made.values, divisors, made.lengths);
    for (let i = 0; i < rows.length; i += 1) lengths[rows[i]!] = made.lengths[i]!;
    return denseVectors(rows.length, dimensions, made.values);
  });
  const eachTerm = termsOf(corpus, order, text, table, titleTimes, { lengths, divisors });
  return {
    ...vectors,
    sees: (row) => isSeen[row] === 1,
    eachTerm(weights) {
      const eachOf = eachTerm(weights);
      return (row, add) => {
        if (isSeen[row] === 1 && lengths[row] === 0) vectors.make([row]);
        eachOf(row, add);
      };
    },
  };
}

/** @param means what `tableMeans` finds */
export function createTableVectors(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  table: WordTable,
  titleTimes: number,
  means: TableMeans = tableMeans(corpus, order, text, table, titleTimes),
): HeldTableVectors {
  const vectors = denseVectors(order.length + 1, table.dimensions, means.values);
  return {
    ...vectors,
    sees: (row) => vectors.squaredLengths[row]! > 0,
    eachTerm: termsOf(corpus, order, text, table, titleTimes, means),
  };
}

function termsOf(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  table: WordTable,
  titleTimes: number,
  { lengths, divisors }: Pick<TableMeans, "lengths" | "divisors">,
): TableVectors["eachTerm"] {
  const { dimensions } = table;
  let reader: TextReader | undefined;
  const wordsAt = (row: number): KnownWord[] => {
    if (row === order.length) return wordsOfText(text, table);
    reader ??= createTextReader(corpus, table, titleTimes);
    return reader.words(order[row]!);
  };
  return (weights) => {
    const sumOf = remembered((word: number): number => {
      const from = word * dimensions;
      let sum = 0;
      for (let j = 0; j < dimensions; j += 1)
        sum += (weights[j]! * table.numbers[from + j]!) / divisors[j]!;
      return sum;
    });
    return (row, add) => {
      const length = lengths[row]!;
      if (length === 0) return;
      for (const word of wordsAt(row)) {
        const sum = sumOf(word.row);
        add(word.name, (word.weight * table.scales[word.row]! * sum) / length);
      }
    };
  };
}

/**
 * Divides each dimension of vectors of length 1 by the fourth root of its mean square among the
 * records, and makes the vectors of length 1 again.
 *
 * @param lengths by row; 0 for a zero vector. Each is multiplied by the length before the last step
 * @returns the divisors
 */
export function evenedOut(
  values: Float32Array,
  dimensions: number,
  records: number,
  lengths: Float64Array,
): Float64Array {
  const squares = new Float64Array(dimensions);
  addSquares(squares, values, records);
  const divisors = divisorsOf(squares, records);
  divide(values, divisors, lengths);
  return divisors;
}

/** Adds the squares of the first rows to sums by dimension. */
function addSquares(squares: Float64Array, values: Float32Array, rows: number): void {
  const dimensions = squares.length;
  for (let row = 0; row < rows; row += 1) {
    const from = row * dimensions;
    for (let j = 0; j < dimensions; j += 1) squares[j]! += values[from + j]! * values[from + j]!;
  }
}

function divisorsOf(squares: Float64Array, records: number): Float64Array {
  return squares.map((sum) => Math.sqrt(Math.sqrt(sum / Math.max(1, records) + 1e-9)));
}

function divide(values: Float32Array, divisors: Float64Array, lengths: Float64Array): void {
  const dimensions = divisors.length;
  const scaled = new Float64Array(dimensions);
  for (let row = 0; row < lengths.length; row += 1) {
    if (lengths[row] === 0) continue;
    const from = row * dimensions;
    for (let j = 0; j < dimensions; j += 1) scaled[j] = values[from + j]! / divisors[j]!;
    const length = lengthOf(scaled);
    for (let j = 0; j < dimensions; j += 1) values[from + j] = scaled[j]! / length;
    lengths[row]! *= length;
  }
}

function lengthOf(numbers: Float64Array): number {
  let squares = 0;
  for (let j = 0; j < numbers.length; j += 1) squares += numbers[j]! * numbers[j]!;
  return Math.sqrt(squares);
}

/** Words by their rows in the table, and the weights of each. */
interface WeightedWords {
  readonly rows: Uint32Array;
  readonly weights: Float64Array;
  /** How many words there are. */
  readonly count: number;
}

/**
 * Lets the vectors of words be added up, each times its weight, in the order of the words. A sum is
 * valid until the next one is asked for.
 *
 * @param most the largest number of words
 */
function withSumsOfWords(
  { dimensions, numbers, scales }: WordTable,
  most: number,
  use: (sumOf: (words: WeightedWords) => Float64Array) => void,
): void {
  const width = 8 * Math.ceil(dimensions / 8);
  const sizes = [scales.length * width, 4 * most, 8 * most, 8 * width];
  inWorkspace(sizes, (kernels, parts) => {
    const [table, offsetsAt, weightsAt, sumsAt] = parts as [number, number, number, number];
    const { buffer } = kernels.memory;
    const copy = new Int8Array(buffer, table, scales.length * width);
    if (width === dimensions) copy.set(numbers);
    else
      for (let row = 0; row < scales.length; row += 1)
        for (let j = 0; j < width; j += 1)
          copy[row * width + j] = j < dimensions ? numbers[row * dimensions + j]! : 0;
    const offsets = new Uint32Array(buffer, offsetsAt, most);
    const products = new Float64Array(buffer, weightsAt, most);
    const sums = new Float64Array(buffer, sumsAt, width);
    const result = sums.subarray(0, dimensions);
    use(({ rows, weights, count }) => {
      sums.fill(0);
      for (let k = 0; k < count; k += 1) {
        const row = rows[k]!;
        offsets[k] = table + row * width;
        products[k] = weights[k]! * scales[row]!;
      }
      kernels.addByteRows(offsetsAt, weightsAt, count, sumsAt, width);
      return result;
    });
  });
}

/** Reads the records of a corpus: their distinct words in the order of their first appearance. */
interface TextReader {
  /** The words that the table knows, valid until the next row is asked for. */
  weighted(row: number): WeightedWords;
  words(row: number): KnownWord[];
}

/** Instead of the row of a word in the table, or -1. */
const NOT_SOUGHT = -2;

function createTextReader(corpus: Corpus, table: WordTable, titleTimes: number): TextReader {
  /** By word, its row in the table, or whether somebody still has to look for it. */
  const rowOfWord = new Int32Array(corpus.words).fill(NOT_SOUGHT);
  const counts = new Uint8Array(corpus.words);
  const weights = Float64Array.from({ length: 256 }, (_, times) =>
    times === 0 ? 0 : 1 + ln(times),
  );
  let distinct = new Uint32Array(1024);
  let known = 0;
  let found = { rows: new Uint32Array(0), weights: new Float64Array(0), count: 0 };

  function read(row: number): void {
    const { words, title } = corpus.text(row);
    if (words.length > distinct.length) distinct = new Uint32Array(2 * words.length);
    known = 0;
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i]!;
      if (word === BREAK) continue;
      if (rowOfWord[word] === NOT_SOUGHT) rowOfWord[word] = table.find(corpus.wordName(word));
      if (rowOfWord[word]! < 0) continue;
      if (counts[word] === 0) {
        distinct[known] = word;
        known += 1;
      }
      counts[word] = Math.min(255, counts[word]! + (i < title ? titleTimes : 1));
    }
  }

  return {
    weighted(row) {
      read(row);
      if (known > found.rows.length)
        found = {
          rows: new Uint32Array(2 * known),
          weights: new Float64Array(2 * known),
          count: 0,
        };
      found.count = known;
      for (let k = 0; k < known; k += 1) {
        const word = distinct[k]!;
        found.rows[k] = rowOfWord[word]!;
        found.weights[k] = weights[counts[word]!]!;
        counts[word] = 0;
      }
      return found;
    },
    words(row) {
      read(row);
      return Array.from(distinct.subarray(0, known), (word) => {
        const weight = weights[counts[word]!]!;
        counts[word] = 0;
        return { name: corpus.wordName(word), row: rowOfWord[word]!, weight };
      });
    },
  };
}

function weighted(words: readonly KnownWord[]): WeightedWords {
  return {
    rows: Uint32Array.from(words, ({ row }) => row),
    weights: Float64Array.from(words, ({ weight }) => weight),
    count: words.length,
  };
}

/** The words of a text that is not a record; the table may know words that no record has. */
function wordsOfText(text: readonly string[], table: WordTable): KnownWord[] {
  const counts = new Map<string, number>();
  for (const word of text.flatMap(wordsOf)) {
    if (word.length <= LONGEST_WORD && table.find(word) >= 0)
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return Array.from(counts, ([name, count]) => ({
    name,
    row: table.find(name),
    weight: 1 + ln(count),
  }));
}
