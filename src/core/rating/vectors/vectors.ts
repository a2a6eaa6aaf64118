import { dotsDense, dotsSparse, MOST_COPIED, trainDense, trainSparse } from "./packed-rows.ts";

/**
 * Vectors of the rows of a review, by position in its order, on which linear models are trained.
 */
export interface Vectors {
  readonly rows: number;
  readonly width: number;
  /** The inner product of a row with weights by column. */
  dot(row: number, weights: Float64Array): number;
  /** The inner products of many rows, each as `dot` gives it but for the last digits. */
  dots(rows: Uint32Array, weights: Float64Array): Float64Array;
  /** Adds a row, times a number, to weights by column. */
  addTo(weights: Float64Array, row: number, times: number): void;
  /**
   * Lets a machine read some rows again and again, and change the weights, which has them
   * afterwards.
   */
  train(rows: ArrayLike<number>, weights: Float64Array, use: (rows: TrainingRows) => void): void;
  /** By row, the squared length of the whole vector. */
  readonly squaredLengths: Float64Array;
  /**
   * By row, the squared length of the part without columns: a feature of a single row says nothing
   * about another row, so its weight follows from the row's own multiplier.
   */
  readonly squaredRests: Float64Array;
}

/** Tells what each term of a row adds to its inner product with some weights. */
export type EachTerm = (row: number, add: (term: string, value: number) => void) => void;

/** Rows by their place among those that a machine learns from, and the weights that it learns. */
export interface TrainingRows {
  /** The inner product of a row with the weights. */
  dot(place: number): number;
  /** Adds a row, times a number, to the weights. */
  add(place: number, times: number): void;
}

/** Sparse vectors one after another: row i has the entries from `starts[i]` to `starts[i + 1]`. */
export interface SparseVectors extends Vectors {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** Dense vectors one after another. */
export interface DenseVectors extends Vectors {
  readonly values: Float32Array;
}

export function sparseVectors(
  width: number,
  starts: Uint32Array,
  columns: Uint32Array,
  values: Float32Array,
  squaredRests: Float64Array = new Float64Array(starts.length - 1),
  squaredLengths: Float64Array = sparseSquaredLengths(starts, values, squaredRests),
): SparseVectors {
  const rows = starts.length - 1;
  const matrix = { starts, columns, values };
  const dot = (row: number, weights: Float64Array): number => {
    let sum = 0;
    const end = starts[row + 1]!;
    for (let k = starts[row]!; k < end; k += 1) sum += weights[columns[k]!]! * values[k]!;
    return sum;
  };
  const addTo = (weights: Float64Array, row: number, times: number): void => {
    const end = starts[row + 1]!;
    for (let k = starts[row]!; k < end; k += 1) weights[columns[k]!]! += times * values[k]!;
  };
  return {
    rows,
    width,
    ...matrix,
    squaredLengths,
    squaredRests,
    dot,
    addTo,
    dots: (asked, weights) => dotsSparse(matrix, asked, weights),
    train(trained, weights, use) {
      let entries = 0;
      for (let i = 0; i < trained.length; i += 1)
        entries += starts[trained[i]! + 1]! - starts[trained[i]!]!;
      if (entries <= MOST_COPIED) trainSparse(matrix, trained, weights, use);
      else
        use({
          dot: (place) => dot(trained[place]!, weights),
          add: (place, times) => addTo(weights, trained[place]!, times),
        });
    },
  };
}

function sparseSquaredLengths(
  starts: Uint32Array,
  values: Float32Array,
  squaredRests: Float64Array,
): Float64Array {
  return squaredRests.map((rest, row) => {
    let sum = rest;
    for (let k = starts[row]!; k < starts[row + 1]!; k += 1) sum += values[k]! * values[k]!;
    return sum;
  });
}

export function denseVectors(rows: number, width: number, values: Float32Array): DenseVectors {
  const squaredLengths = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    for (let k = row * width; k < (row + 1) * width; k += 1)
      squaredLengths[row]! += values[k]! * values[k]!;
  }
  return {
    rows,
    width,
    values,
    squaredLengths,
    squaredRests: new Float64Array(rows),
    dot(row, weights) {
      let sum = 0;
      const start = row * width;
      for (let k = 0; k < width; k += 1) sum += weights[k]! * values[start + k]!;
      return sum;
    },
    dots: (asked, weights) => dotsDense(width, values, asked, weights),
    train: (trained, weights, use) => trainDense(width, values, trained, weights, use),
    addTo(weights, row, times) {
      const start = row * width;
      for (let k = 0; k < width; k += 1) weights[k]! += times * values[start + k]!;
    },
  };
}
