import { createRandom } from "../../statistics/random.ts";
import { symmetricEigen } from "./eigen.ts";
import { addRows, type WeightedRows } from "./sums.ts";
import type { SparseVectors } from "./vectors.ts";

/** The strongest directions of the rows of a matrix. */
export interface TruncatedSvd {
  readonly dimensions: number;
  /** Singular values, the largest first. */
  readonly singularValues: Float64Array;
  /**
   * Right singular vectors: `dimensions` numbers for each column of the matrix, in single
   * precision.
   */
  readonly directions: Float64Array;
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
  const { byRow, byColumn, columns } = sampleOf(matrix, rows);
  const random = createRandom(START);
  let left: Float64Array = Float64Array.from(
    { length: rows.length * size },
    () => random(2001) - 1000,
  );
  let right = new Float64Array(0);
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    orthonormalise(left, size);
    right = product(byColumn, left, size);
    if (iteration < ITERATIONS - 1) left = product(byRow, right, size);
  }
  const { values, vectors } = symmetricEigen(gram(right, size), size);
  const singularValues = Float64Array.from(values.subarray(0, rank), (value) =>
    Math.sqrt(Math.max(0, value)),
  );
  const directions = new Float64Array(matrix.width * rank);
  const turns = transposed(vectors, size, rank);
  const every = Uint32Array.from({ length: size }, (_, k) => k);
  for (const [position, column] of columns.entries()) {
    const weights = right.subarray(position * size, (position + 1) * size);
    const at = column * rank;
    addRows(directions, at, { rows: every, weights }, 0, size, turns, rank);
    for (let j = 0; j < rank; j += 1) {
      const length = singularValues[j]!;
      directions[at + j] =
        length <= 1e-9 * singularValues[0]! ? 0 : Math.fround(directions[at + j]! / length);
    }
  }
  return { dimensions: rank, singularValues, directions };
}

/** A sparse matrix row by row: row i has the entries from `starts[i]` to `starts[i + 1]`. */
interface SparseMatrix extends WeightedRows {
  readonly starts: Uint32Array;
}

/** Some rows of a matrix, and the columns that they have, renumbered without gaps. */
interface Sample {
  readonly byRow: SparseMatrix;
  /** The same, transposed. */
  readonly byColumn: SparseMatrix;
  /** By new number, the column of the matrix. */
  readonly columns: Uint32Array;
}

function sampleOf(matrix: SparseVectors, rows: Uint32Array): Sample {
  const entries = new Uint32Array(matrix.width);
  const rowStarts = new Uint32Array(rows.length + 1);
  for (const [position, row] of rows.entries()) {
    const [from, to] = [matrix.starts[row]!, matrix.starts[row + 1]!];
    for (let k = from; k < to; k += 1) entries[matrix.columns[k]!]! += 1;
    rowStarts[position + 1] = rowStarts[position]! + to - from;
  }
  const columns = Uint32Array.from(entries.keys()).filter((column) => entries[column]! > 0);
  const columnStarts = new Uint32Array(columns.length + 1);
  const numberOf = new Uint32Array(matrix.width);
  for (const [number, column] of columns.entries()) {
    numberOf[column] = number;
    columnStarts[number + 1] = columnStarts[number]! + entries[column]!;
  }
  const total = rowStarts[rows.length]!;
  const byRow = emptyMatrix(rowStarts, total);
  const byColumn = emptyMatrix(columnStarts, total);
  const free = columnStarts.slice();
  for (const [position, row] of rows.entries()) {
    let at = rowStarts[position]!;
    for (let k = matrix.starts[row]!; k < matrix.starts[row + 1]!; k += 1) {
      const number = numberOf[matrix.columns[k]!]!;
      const transposedAt = free[number]!;
      free[number] = transposedAt + 1;
      byRow.rows[at] = number;
      byRow.weights[at] = matrix.values[k]!;
      byColumn.rows[transposedAt] = position;
      byColumn.weights[transposedAt] = matrix.values[k]!;
      at += 1;
    }
  }
  return { byRow, byColumn, columns };
}

function emptyMatrix(starts: Uint32Array, entries: number): SparseMatrix {
  return { starts, rows: new Uint32Array(entries), weights: new Float32Array(entries) };
}

/** A sparse matrix times a matrix that has `size` numbers in each row. */
function product(
  matrix: SparseMatrix,
  numbers: Float64Array,
  size: number,
): Float64Array<ArrayBuffer> {
  const rows = matrix.starts.length - 1;
  const sums = new Float64Array(rows * size);
  for (let row = 0; row < rows; row += 1)
    addRows(sums, row * size, matrix, matrix.starts[row]!, matrix.starts[row + 1]!, numbers, size);
  return sums;
}

/** The first `count` rows of a square matrix as columns. */
function transposed(numbers: Float64Array, size: number, count: number): Float64Array {
  const columns = new Float64Array(size * count);
  for (let k = 0; k < size; k += 1)
    for (let j = 0; j < count; j += 1) columns[k * count + j] = numbers[j * size + k]!;
  return columns;
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
    for (let k = 0; k < size; k += 1) {
      const value = usable[k] === 1 ? numbers[start + k]! / factor[k * size + k]! : 0;
      numbers[start + k] = value;
      for (let j = k + 1; j < size; j += 1) numbers[start + j]! -= value * factor[k * size + j]!;
    }
  }
}
