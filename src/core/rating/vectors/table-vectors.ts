import { ln } from "../../statistics/deterministic-arithmetic.ts";
import { BREAK, type Corpus } from "../text/corpus.ts";
import type { WordTable } from "../text/word-table.ts";
import { LONGEST_WORD, wordsOf } from "../text/words.ts";
import { type DenseVectors, denseVectors } from "./vectors.ts";

/** Records as weighted means of the vectors of their words. */
export interface TableVectors extends DenseVectors {
  /** What each word of a row adds to its inner product with these weights. */
  eachTerm(row: number, weights: Float64Array, add: (term: string, value: number) => void): void;
}

/** A word of a text that the table knows. */
interface KnownWord {
  readonly name: string;
  /** Its row in the table. */
  readonly row: number;
  /** 1 + ln of how often the text has it. */
  readonly weight: number;
}

/**
 * Vectors of length 1 from a table of word vectors. Each dimension is divided by the fourth root of
 * its mean square among the records, so that what all records of a review share counts less. `text`
 * is one more row. A record without a word that the table knows has the zero vector.
 *
 * Sums run in the order of a record's own text, so they come out the same to the last bit whatever
 * was read before.
 */
export function createTableVectors(
  corpus: Corpus,
  order: Uint32Array,
  text: readonly string[],
  table: WordTable,
  titleTimes: number,
): TableVectors {
  const { dimensions } = table;
  const records = order.length;
  const knownOf = createTextReader(corpus, table, titleTimes);
  const values = new Float32Array((records + 1) * dimensions);
  const lengths = new Float64Array(records + 1);
  const sums = new Float64Array(dimensions);
  const strange = wordsOfText(text, table);

  for (let row = 0; row <= records; row += 1) {
    sums.fill(0);
    if (row < records) knownOf.addUp(order[row]!, sums);
    else for (const word of strange) addWord(table, word.row, word.weight, sums);
    const length = lengthOf(sums);
    if (length < 1e-9) continue;
    lengths[row] = length;
    for (let j = 0; j < dimensions; j += 1) values[row * dimensions + j] = sums[j]! / length;
  }
  const divisors = evenedOut(values, dimensions, records, lengths);
  return {
    ...denseVectors(dimensions, values),
    eachTerm(row, weights, add) {
      const length = lengths[row]!;
      if (length === 0) return;
      for (const word of row < records ? knownOf.words(order[row]!) : strange) {
        const from = word.row * dimensions;
        let sum = 0;
        for (let j = 0; j < dimensions; j += 1)
          sum += (weights[j]! * table.numbers[from + j]!) / divisors[j]!;
        add(word.name, (word.weight * table.scales[word.row]! * sum) / length);
      }
    },
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
  for (let row = 0; row < records; row += 1) {
    const from = row * dimensions;
    for (let j = 0; j < dimensions; j += 1) squares[j]! += values[from + j]! * values[from + j]!;
  }
  const divisors = squares.map((sum) => Math.sqrt(Math.sqrt(sum / Math.max(1, records) + 1e-9)));
  const scaled = new Float64Array(dimensions);
  for (let row = 0; row < lengths.length; row += 1) {
    if (lengths[row] === 0) continue;
    const from = row * dimensions;
    for (let j = 0; j < dimensions; j += 1) scaled[j] = values[from + j]! / divisors[j]!;
    const length = lengthOf(scaled);
    for (let j = 0; j < dimensions; j += 1) values[from + j] = scaled[j]! / length;
    lengths[row]! *= length;
  }
  return divisors;
}

function lengthOf(numbers: Float64Array): number {
  let squares = 0;
  for (let j = 0; j < numbers.length; j += 1) squares += numbers[j]! * numbers[j]!;
  return Math.sqrt(squares);
}

function addWord(
  { dimensions, numbers, scales }: WordTable,
  row: number,
  weight: number,
  sums: Float64Array,
): void {
  const times = weight * scales[row]!;
  const from = row * dimensions;
  for (let j = 0; j < dimensions; j += 1) sums[j]! += times * numbers[from + j]!;
}

/** Reads the records of a corpus: their distinct words in the order of their first appearance. */
function createTextReader(corpus: Corpus, table: WordTable, titleTimes: number) {
  const rowOfWord = Int32Array.from({ length: corpus.words }, (_, word) =>
    table.find(corpus.wordName(word)),
  );
  const counts = new Uint16Array(corpus.words);
  const weights = Float64Array.from({ length: 256 }, (_, times) =>
    times === 0 ? 0 : 1 + ln(times),
  );
  const distinct: number[] = [];

  function read(row: number): void {
    distinct.length = 0;
    const { words, title } = corpus.text(row);
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i]!;
      if (word === BREAK || rowOfWord[word]! < 0) continue;
      if (counts[word] === 0) distinct.push(word);
      counts[word] = Math.min(255, counts[word]! + (i < title ? titleTimes : 1));
    }
  }

  return {
    addUp(row: number, sums: Float64Array): void {
      read(row);
      for (const word of distinct) {
        addWord(table, rowOfWord[word]!, weights[counts[word]!]!, sums);
        counts[word] = 0;
      }
    },
    words(row: number): KnownWord[] {
      read(row);
      return distinct.map((word) => {
        const weight = weights[counts[word]!]!;
        counts[word] = 0;
        return { name: corpus.wordName(word), row: rowOfWord[word]!, weight };
      });
    },
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
