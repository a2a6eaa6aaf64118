import { eachProduct } from "./products.ts";
import { truncatedSvd } from "./svd.ts";
import type { WordVectors } from "./tf-idf.ts";
import { type DenseVectors, denseVectors } from "./vectors.ts";

/** Records by their subjects instead of their words: latent semantic analysis. */
export interface TopicVectors extends DenseVectors {
  /** What each term of a row adds to its inner product with these weights. */
  eachTerm(row: number, weights: Float64Array, add: (term: string, value: number) => void): void;
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
export function findTopics(words: WordVectors, dimensions: number): Topics {
  const records = words.rows - 1;
  const step = Math.max(1, Math.ceil(records / MOST_ROWS));
  const sample = Uint32Array.from({ length: Math.ceil(records / step) }, (_, i) => i * step);
  const { dimensions: width, directions } = truncatedSvd(words, sample, dimensions);
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
  // They have single precision, so nothing is lost.
  return { width, values, lengths, directions: Float32Array.from(directions) };
}

export function createTopicVectors(words: WordVectors, topics: Topics): TopicVectors {
  const { width, values, lengths, directions } = topics;
  return {
    ...denseVectors(words.rows, width, values),
    eachTerm(row, weights, add) {
      const length = lengths[row]!;
      if (length === 0) return;
      for (let k = words.starts[row]!; k < words.starts[row + 1]!; k += 1) {
        const column = words.columns[k]!;
        let sum = 0;
        for (let j = 0; j < width; j += 1) sum += weights[j]! * directions[column * width + j]!;
        add(words.nameOf(column), (words.values[k]! * sum) / length);
      }
    },
  };
}
