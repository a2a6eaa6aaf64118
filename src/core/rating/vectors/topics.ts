import { vectorsOnDemand } from "./on-demand.ts";
import { eachProduct } from "./products.ts";
import { remembered } from "./remembered.ts";
import { truncatedSvd } from "./svd.ts";
import type { HeldWordVectors, WordVectors, WordVectorsOnDemand } from "./tf-idf.ts";
import {
  denseVectors,
  type EachTerm,
  type SparseVectors,
  sparseVectors,
  type Vectors,
} from "./vectors.ts";

/** Records by their subjects instead of their words: latent semantic analysis. */
export interface TopicVectors extends Vectors {
  /** What each term of a row adds to its inner product with these weights, which stay as they are. */
  eachTerm(weights: Float64Array): EachTerm;
}

/**
 * With more records than this, the directions come from a sample of this size, taken at equal
 * distances.
 */
const MOST_ROWS = 6_000;

/** The topics of records, as plain values. */
export interface Topics {
  /** How many there are. */
  readonly width: number;
  /** By row, its vector of length 1. */
  readonly values: Float32Array;
  /** By row, the length before; 0 for a zero vector. */
  readonly lengths: Float64Array;
  /** By column of the words, its part in each topic. */
  readonly directions: Float32Array;
}

/**
 * Vectors of words reduced to the strongest directions of the whole review (Deerwester et al.
 * 1990), each of length 1. Synonyms come to lie close to each other, so decisions also inform about
 * records that share no word with the decided ones.
 */
export function findTopics(words: HeldWordVectors, dimensions: number): Topics {
  const { dimensions: width, directions } = truncatedSvd(words, sampleOf(words), dimensions);
  // They have single precision, so nothing is lost.
  return {
    width,
    ...inDirections(words, directions, width),
    directions: Float32Array.from(directions),
  };
}

/** The rows from which directions come. */
function sampleOf(words: WordVectors): Uint32Array {
  const records = words.rows - 1;
  const step = Math.max(1, Math.ceil(records / MOST_ROWS));
  return Uint32Array.from({ length: Math.ceil(records / step) }, (_, i) => i * step);
}

function inDirections(
  words: SparseVectors,
  directions: Float64Array,
  width: number,
): Pick<Topics, "values" | "lengths"> {
  const values = new Float32Array(words.rows * width);
  const lengths = new Float64Array(words.rows);
  eachProduct(words, directions, width, (row, sums, at) => {
    let squares = 0;
    for (let j = 0; j < width; j += 1) squares += sums[at + j]! * sums[at + j]!;
    const length = Math.sqrt(squares);
    if (length < 1e-9) return;
    lengths[row] = length;
    for (let j = 0; j < width; j += 1) values[row * width + j] = sums[at + j]! / length;
  });
  return { values, lengths };
}

export function createTopicVectors(words: WordVectors, topics: Topics): TopicVectors {
  const { width, values, lengths, directions } = topics;
  return {
    ...denseVectors(words.rows, width, values),
    eachTerm(weights) {
      const partOf = remembered((column: number): number => {
        let sum = 0;
        for (let j = 0; j < width; j += 1) sum += weights[j]! * directions[column * width + j]!;
        return sum;
      });
      return (row, add) => eachWord(words, row, add, lengths[row]!, partOf);
    },
  };
}

/** The same topics of the same records, of rows that somebody asks for. */
export function topicVectorsOnDemand(words: WordVectorsOnDemand, dimensions: number): TopicVectors {
  const sample = words.make(sampleOf(words));
  // Other columns have no part in any topic.
  const numbers = numberColumns(sample.columns, words.width);
  const { numberOf } = numbers;
  const among = withColumns(sample, numbers);
  const everyRow = Uint32Array.from({ length: sample.rows }, (_, place) => place);
  const { dimensions: width, directions } = truncatedSvd(among, everyRow, dimensions);
  const make = (rows: ArrayLike<number>) =>
    inDirections(withColumns(words.make(rows), numbers), directions, width);
  return {
    ...vectorsOnDemand(words.rows, width, (rows) =>
      denseVectors(rows.length, width, make(rows).values),
    ),
    eachTerm(weights) {
      const partOf = remembered((column: number): number => {
        const number = numberOf[column]!;
        let sum = 0;
        for (let j = 0; number >= 0 && j < width; j += 1)
          sum += weights[j]! * directions[number * width + j]!;
        return sum;
      });
      return (row, add) => eachWord(words, row, add, make([row]).lengths[0]!, partOf);
    },
  };
}

/** Some columns, numbered in their order. */
interface NumberedColumns {
  readonly count: number;
  /** By column, its number; -1 for others. */
  readonly numberOf: Int32Array;
}

function numberColumns(columns: Uint32Array, width: number): NumberedColumns {
  const numberOf = new Int32Array(width).fill(-1);
  for (const column of columns) numberOf[column] = 0;
  let count = 0;
  for (let column = 0; column < width; column += 1) {
    if (numberOf[column]! < 0) continue;
    numberOf[column] = count;
    count += 1;
  }
  return { count, numberOf };
}

/** The same rows with the numbers of columns, without those that have none. */
function withColumns(vectors: SparseVectors, { count, numberOf }: NumberedColumns): SparseVectors {
  const starts = new Uint32Array(vectors.starts.length);
  const columns = new Uint32Array(vectors.columns.length);
  const values = new Float32Array(vectors.columns.length);
  let at = 0;
  for (let row = 0; row < vectors.rows; row += 1) {
    for (let k = vectors.starts[row]!; k < vectors.starts[row + 1]!; k += 1) {
      const number = numberOf[vectors.columns[k]!]!;
      if (number < 0) continue;
      columns[at] = number;
      values[at] = vectors.values[k]!;
      at += 1;
    }
    starts[row + 1] = at;
  }
  return sparseVectors(count, starts, columns.subarray(0, at), values.subarray(0, at));
}

/** Tells what each word of a row adds, by what its column adds to rows of length 1. */
function eachWord(
  words: WordVectors,
  row: number,
  add: (term: string, value: number) => void,
  length: number,
  partOf: (column: number) => number,
): void {
  if (length === 0) return;
  const { columns, values } = words.entriesOf(row);
  for (const [k, column] of columns.entries())
    add(words.nameOf(column), (values[k]! * partOf(column)) / length);
}
