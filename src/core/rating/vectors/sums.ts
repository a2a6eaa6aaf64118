/** Rows of a matrix that are added up, each times a number. */
export interface WeightedRows {
  readonly rows: Uint32Array;
  readonly weights: Float32Array | Float64Array;
}

/**
 * Adds rows of a matrix, each times its weight, to the numbers of `sums` from `at` on. It adds four
 * rows at a time, which halves the time; each sum still runs in the order of the rows, and so comes
 * out the same to the last bit as if they were added one by one.
 *
 * @param from the first of the rows, and `to` the one after the last
 * @param matrix with `width` numbers in each row
 */
export function addRows(
  sums: Float64Array,
  at: number,
  { rows, weights }: WeightedRows,
  from: number,
  to: number,
  matrix: Float64Array,
  width: number,
): void {
  let k = from;
  for (; k + 3 < to; k += 4) {
    const [w0, w1, w2, w3] = [weights[k]!, weights[k + 1]!, weights[k + 2]!, weights[k + 3]!];
    const r0 = rows[k]! * width;
    const r1 = rows[k + 1]! * width;
    const r2 = rows[k + 2]! * width;
    const r3 = rows[k + 3]! * width;
    for (let j = 0; j < width; j += 1)
      sums[at + j] =
        sums[at + j]! +
        w0 * matrix[r0 + j]! +
        w1 * matrix[r1 + j]! +
        w2 * matrix[r2 + j]! +
        w3 * matrix[r3 + j]!;
  }
  for (; k < to; k += 1) {
    const weight = weights[k]!;
    const row = rows[k]! * width;
    for (let j = 0; j < width; j += 1) sums[at + j]! += weight * matrix[row + j]!;
  }
}
