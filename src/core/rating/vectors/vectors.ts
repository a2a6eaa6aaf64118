/**
 * Vectors of the rows of a review, by position in its order, on which linear models are trained.
 */
export interface Vectors {
  readonly rows: number;
  readonly width: number;
  /** The inner product of a row with weights by column. */
  dot(row: number, weights: Float64Array): number;
  /** The inner products of many rows, each as `dot` gives it. */
  dots(rows: Uint32Array, weights: Float64Array): Float64Array;
  /** Adds a row, times a number, to weights by column. */
  addTo(weights: Float64Array, row: number, times: number): void;
  /** By row, the squared length of the whole vector. */
  readonly squaredLengths: Float64Array;
  /**
   * By row, the squared length of the part without columns: a feature of a single row says nothing
   * about another row, so its weight follows from the row's own multiplier.
   */
  readonly squaredRests: Float64Array;
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
  const dot = (row: number, weights: Float64Array): number => {
    let sum = 0;
    const end = starts[row + 1]!;
    for (let k = starts[row]!; k < end; k += 1) sum += weights[columns[k]!]! * values[k]!;
    return sum;
  };
  return {
    rows,
    width,
    starts,
    columns,
    values,
    squaredLengths,
    squaredRests,
    dot,
    dots(asked, weights) {
      const products = new Float64Array(asked.length);
      for (let i = 0; i < asked.length; i += 1) products[i] = dot(asked[i]!, weights);
      return products;
    },
    addTo(weights, row, times) {
      const end = starts[row + 1]!;
      for (let k = starts[row]!; k < end; k += 1) weights[columns[k]!]! += times * values[k]!;
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
    dots: (asked, weights) => denseDots(width, values, asked, weights),
    addTo(weights, row, times) {
      const start = row * width;
      for (let k = 0; k < width; k += 1) weights[k]! += times * values[start + k]!;
    },
  };
}

/** Four sums at a time take half of the time, because none has to wait for the others. */
function denseDots(
  width: number,
  values: Float32Array,
  rows: Uint32Array,
  weights: Float64Array,
): Float64Array {
  const products = new Float64Array(rows.length);
  let i = 0;
  for (; i + 3 < rows.length; i += 4) {
    const r0 = rows[i]! * width;
    const r1 = rows[i + 1]! * width;
    const r2 = rows[i + 2]! * width;
    const r3 = rows[i + 3]! * width;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let k = 0; k < width; k += 1) {
      const weight = weights[k]!;
      s0 += weight * values[r0 + k]!;
      s1 += weight * values[r1 + k]!;
      s2 += weight * values[r2 + k]!;
      s3 += weight * values[r3 + k]!;
    }
    products[i] = s0;
    products[i + 1] = s1;
    products[i + 2] = s2;
    products[i + 3] = s3;
  }
  for (; i < rows.length; i += 1) {
    const row = rows[i]! * width;
    let sum = 0;
    for (let k = 0; k < width; k += 1) sum += weights[k]! * values[row + k]!;
    products[i] = sum;
  }
  return products;
}
