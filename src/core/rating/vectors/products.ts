import { inWorkspace } from "../kernels/kernels.ts";
import type { SparseVectors } from "./vectors.ts";

/** A sparse matrix row by row: row i has the entries from `starts[i]` to `starts[i + 1]`. */
export type SparseMatrix = Pick<SparseVectors, "starts" | "columns" | "values">;

/** How many rows are multiplied at one time. */
const ROWS = 1024;

/** Copies of a matrix's parts in a workspace: their sizes. */
export function partSizes({ starts, columns, values }: SparseMatrix): [number, number, number] {
  return [starts.byteLength, columns.byteLength, values.byteLength];
}

/** Copies a matrix to these addresses, and returns the first arguments of the kernel `product`. */
export function placed(
  { starts, columns, values }: SparseMatrix,
  buffer: ArrayBuffer,
  parts: readonly number[],
): [starts: number, columns: number, values: number, rows: number] {
  const [first, second, third] = parts as [number, number, number];
  new Uint32Array(buffer, first, starts.length).set(starts);
  new Uint32Array(buffer, second, columns.length).set(columns);
  new Float32Array(buffer, third, values.length).set(values);
  return [first, second, third, starts.length - 1];
}

/** The next even number: the width of a row in a workspace. */
export const even = (count: number): number => count + (count & 1);

/**
 * Multiplies each row of a sparse matrix with a matrix that has `width` numbers for each of its
 * columns.
 *
 * @param use is told where in `sums` the product of a row is
 */
export function eachProduct(
  { starts, columns, values }: SparseMatrix,
  matrix: Float64Array,
  width: number,
  use: (row: number, sums: Float64Array, at: number) => void,
): void {
  const rows = starts.length - 1;
  const padded = even(width);
  const height = width === 0 ? 0 : matrix.length / width;
  let most = 0;
  for (let row = 0; row < rows; row += ROWS)
    most = Math.max(most, starts[Math.min(rows, row + ROWS)]! - starts[row]!);
  if (width === 0) return;
  const sizes = [8 * height * padded, 4 * (ROWS + 1), 4 * most, 4 * most, 8 * ROWS * padded];
  inWorkspace(sizes, (kernels, parts) => {
    const [at, first, second, third, sumsAt] = parts as [number, number, number, number, number];
    const { buffer } = kernels.memory;
    const copy = new Float64Array(buffer, at, height * padded);
    if (padded === width) copy.set(matrix);
    else
      for (let row = 0; row < height; row += 1)
        for (let j = 0; j < padded; j += 1)
          copy[row * padded + j] = j < width ? matrix[row * width + j]! : 0;
    const sums = new Float64Array(buffer, sumsAt, ROWS * padded);
    for (let from = 0; from < rows; from += ROWS) {
      const to = Math.min(rows, from + ROWS);
      const [start, end] = [starts[from]!, starts[to]!];
      const block = {
        starts: starts.subarray(from, to + 1).map((entry) => entry - start),
        columns: columns.subarray(start, end),
        values: values.subarray(start, end),
      };
      kernels.product(...placed(block, buffer, [first, second, third]), at, padded, sumsAt);
      for (let row = from; row < to; row += 1) use(row, sums, (row - from) * padded);
    }
  });
}
