import { createRandom } from "../../statistics/random.ts";
import { inWorkspace } from "../kernels/kernels.ts";
import { symmetricEigen } from "./eigen.ts";
import { even, partSizes, placed, type SparseMatrix } from "./products.ts";
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
  const directions = new Float64Array(matrix.width * rank);
  if (size === 0) return { dimensions: 0, singularValues: new Float64Array(0), directions };
  const sample = sampleOf(matrix, rows);
  const columns = sample.columns.length;
  const [width, rankWidth] = [even(size), even(rank)];
  const bytes = (numbers: number) => 8 * numbers;
  return inWorkspace(
    [
      ...partSizes(sample.byRow),
      ...partSizes(sample.byColumn),
      bytes(rows.length * width),
      bytes(columns * Math.max(width, rankWidth)),
      bytes(width * width),
      bytes(width),
      bytes(columns * rankWidth),
    ],
    (kernels, parts) => {
      const { buffer } = kernels.memory;
      const byRow = placed(sample.byRow, buffer, parts.slice(0, 3));
      const byColumn = placed(sample.byColumn, buffer, parts.slice(3, 6));
      const [left, right, square, diagonal, turned] = parts.slice(6) as [number, ...number[]];
      const start = new Float64Array(buffer, left, rows.length * width).fill(0);
      const random = createRandom(START);
      for (let row = 0; row < rows.length; row += 1)
        for (let j = 0; j < size; j += 1) start[row * width + j] = random(2001) - 1000;

      const squareNumbers = new Float64Array(buffer, square, width * width);
      const gram = (numbers: number, count: number) => {
        squareNumbers.fill(0);
        kernels.gram(numbers, count, width, square!);
      };
      for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
        gram(left, rows.length);
        factorise(squareNumbers, new Float64Array(buffer, diagonal, width), width);
        kernels.solve(left, rows.length, width, square!, diagonal!);
        kernels.product(...byColumn, left, width, right!);
        if (iteration < ITERATIONS - 1) kernels.product(...byRow, right!, width, left);
      }
      gram(right!, columns);
      const { values, vectors } = symmetricEigen(upperPart(squareNumbers, width, size), size);
      const singularValues = Float64Array.from(values.subarray(0, rank), (value) =>
        Math.sqrt(Math.max(0, value)),
      );
      squareNumbers.fill(0);
      for (let k = 0; k < size; k += 1)
        for (let j = 0; j < rank; j += 1) squareNumbers[k * rankWidth + j] = vectors[j * size + k]!;
      kernels.denseProduct(right!, columns, width, square!, rankWidth, turned!);
      const sums = new Float64Array(buffer, turned, columns * rankWidth);
      for (const [position, column] of sample.columns.entries()) {
        for (let j = 0; j < rank; j += 1) {
          const length = singularValues[j]!;
          directions[column * rank + j] =
            length <= 1e-9 * singularValues[0]!
              ? 0
              : Math.fround(sums[position * rankWidth + j]! / length);
        }
      }
      return { dimensions: rank, singularValues, directions };
    },
  );
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
      byRow.columns[at] = number;
      byRow.values[at] = matrix.values[k]!;
      byColumn.columns[transposedAt] = position;
      byColumn.values[transposedAt] = matrix.values[k]!;
      at += 1;
    }
  }
  return { byRow, byColumn, columns };
}

function emptyMatrix(starts: Uint32Array, entries: number): SparseMatrix {
  return { starts, columns: new Uint32Array(entries), values: new Float32Array(entries) };
}

/** The symmetric matrix whose part above the diagonal is that of the first columns of another. */
function upperPart(numbers: Float64Array, width: number, size: number): Float64Array {
  const part = new Float64Array(size * size);
  for (let a = 0; a < size; a += 1)
    for (let b = a; b < size; b += 1)
      part[a * size + b] = part[b * size + a] = numbers[a * width + b]!;
  return part;
}

/**
 * The Cholesky factor of the inner products of columns, as the kernel `solve` wants it: with it, the
 * columns become orthogonal and of length 1.
 *
 * @param products the inner products, which become the negative factor above the diagonal
 * @param diagonal receives its diagonal
 */
function factorise(products: Float64Array, diagonal: Float64Array, width: number): void {
  const factor = products.slice();
  let largest = 0;
  for (let j = 0; j < width; j += 1) largest = Math.max(largest, factor[j * width + j]!);
  for (let j = 0; j < width; j += 1) {
    let square = factor[j * width + j]!;
    for (let k = 0; k < j; k += 1) square -= factor[k * width + j]! ** 2;
    // A column that is a combination of the ones before it gives no direction of its own.
    const usable = square > 1e-12 * largest;
    diagonal[j] = usable ? Math.sqrt(square) : 0;
    for (let i = j + 1; i < width; i += 1) {
      let sum = factor[j * width + i]!;
      for (let k = 0; k < j; k += 1) sum -= factor[k * width + j]! * factor[k * width + i]!;
      factor[j * width + i] = usable ? sum / diagonal[j]! : 0;
    }
  }
  products.fill(0);
  for (let j = 0; j < width; j += 1)
    for (let i = j + 1; i < width; i += 1) products[j * width + i] = -factor[j * width + i]!;
}
