import { createRandom } from "../../statistics/random.ts";
import { symmetricEigen } from "./eigen.ts";
import type { SparseVectors } from "./vectors.ts";

/** The strongest directions of the rows of a matrix. */
export interface TruncatedSvd {
  readonly dimensions: number;
  /** Singular values, the largest first. */
  readonly singularValues: Float64Array;
  /** Right singular vectors: `dimensions` numbers for each column of the matrix. */
  readonly directions: Float32Array;
}

/** Extra directions, which make the requested ones exact. */
const SPARE = 10;
const ITERATIONS = 4;
const START = 1;

/**
 * The largest singular values of some rows of a sparse matrix and their right singular vectors, by
 * subspace iteration from a fixed start (Halko, Martinsson & Tropp 2011, algorithm 4.4). It is
 * deterministic: the start depends only on the position of a row among `rows`.
 */
export function truncatedSvd(
  matrix: SparseVectors,
  rows: Uint32Array,
  dimensions: number,
): TruncatedSvd {
  const rank = Math.min(dimensions, rows.length, matrix.width);
  const size = Math.min(dimensions + SPARE, rows.length, matrix.width);
  const random = createRandom(START);
  let left: Float64Array = Float64Array.from(
    { length: rows.length * size },
    () => random(2001) - 1000,
  );
  let right = new Float64Array(0);
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    orthonormalise(left, size);
    right = timesTransposed(matrix, rows, left, size);
    if (iteration < ITERATIONS - 1) left = timesMatrix(matrix, rows, right, size);
  }
  const { values, vectors } = symmetricEigen(gram(right, size), size);
  const directions = new Float32Array(matrix.width * rank);
  const singularValues = Float64Array.from(values.subarray(0, rank), (value) =>
    Math.sqrt(Math.max(0, value)),
  );
  for (let column = 0; column < matrix.width; column += 1) {
    for (let j = 0; j < rank; j += 1) {
      if (singularValues[j]! <= 1e-9 * singularValues[0]!) continue;
      let sum = 0;
      for (let k = 0; k < size; k += 1) sum += right[column * size + k]! * vectors[j * size + k]!;
      directions[column * rank + j] = sum / singularValues[j]!;
    }
  }
  return { dimensions: rank, singularValues, directions };
}

/** The rows of the matrix times the given numbers, `size` for each column. */
function timesMatrix(
  { starts, columns, values }: SparseVectors,
  rows: Uint32Array,
  right: Float64Array,
  size: number,
): Float64Array {
  const product = new Float64Array(rows.length * size);
  for (const [position, row] of rows.entries()) {
    const to = position * size;
    for (let k = starts[row]!; k < starts[row + 1]!; k += 1) {
      const value = values[k]!;
      const from = columns[k]! * size;
      for (let j = 0; j < size; j += 1) product[to + j]! += value * right[from + j]!;
    }
  }
  return product;
}

/** The columns of the matrix times the given numbers, `size` for each row. */
function timesTransposed(
  { starts, columns, values, width }: SparseVectors,
  rows: Uint32Array,
  left: Float64Array,
  size: number,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(width * size);
  for (const [position, row] of rows.entries()) {
    const from = position * size;
    for (let k = starts[row]!; k < starts[row + 1]!; k += 1) {
      const value = values[k]!;
      const to = columns[k]! * size;
      for (let j = 0; j < size; j += 1) product[to + j]! += value * left[from + j]!;
    }
  }
  return product;
}

/** The inner products of the columns of a matrix that has `size` numbers in each row. */
function gram(numbers: Float64Array, size: number): Float64Array {
  const products = new Float64Array(size * size);
  for (let start = 0; start < numbers.length; start += size) {
    for (let a = 0; a < size; a += 1) {
      const value = numbers[start + a]!;
      if (value === 0) continue;
      for (let b = a; b < size; b += 1) products[a * size + b]! += value * numbers[start + b]!;
    }
  }
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b < a; b += 1) products[a * size + b] = products[b * size + a]!;
  return products;
}

/**
 * Makes the columns of a matrix with `size` numbers in each row orthogonal and of length 1, by its
 * Cholesky factor.
 */
function orthonormalise(numbers: Float64Array, size: number): void {
  const factor = gram(numbers, size);
  const usable = new Uint8Array(size);
  let largest = 0;
  for (let j = 0; j < size; j += 1) largest = Math.max(largest, factor[j * size + j]!);
  for (let j = 0; j < size; j += 1) {
    let square = factor[j * size + j]!;
    for (let k = 0; k < j; k += 1) square -= factor[k * size + j]! ** 2;
    // A column that is a combination of the ones before it gives no direction of its own.
    usable[j] = square > 1e-12 * largest ? 1 : 0;
    const diagonal = usable[j] === 1 ? Math.sqrt(square) : 0;
    factor[j * size + j] = diagonal;
    for (let i = j + 1; i < size; i += 1) {
      let sum = factor[j * size + i]!;
      for (let k = 0; k < j; k += 1) sum -= factor[k * size + j]! * factor[k * size + i]!;
      factor[j * size + i] = usable[j] === 1 ? sum / diagonal : 0;
    }
  }
  for (let start = 0; start < numbers.length; start += size) {
    for (let j = 0; j < size; j += 1) {
      let value = numbers[start + j]!;
      for (let k = 0; k < j; k += 1) value -= numbers[start + k]! * factor[k * size + j]!;
      numbers[start + j] = usable[j] === 1 ? value / factor[j * size + j]! : 0;
    }
  }
}
