import { inWorkspace } from "../kernels/kernels.ts";
import type { SparseMatrix } from "./products.ts";
import type { TrainingRows } from "./vectors.ts";

/** How many rows are read at one time when their inner products are asked for. */
const BLOCK = 256;
/**
 * With more entries than this, rows that a machine learns from are read where they are: a copy of
 * them would take a quarter of a gigabyte.
 */
export const MOST_COPIED = 1 << 25;

/** The width of dense rows in a workspace: a multiple of four. */
const paddedWidth = (width: number): number => 4 * Math.ceil(width / 4);

/** Copies dense rows to a place one after another, each with zeros up to the padded width. */
function copyDense(
  width: number,
  values: Float32Array,
  rows: ArrayLike<number>,
  from: number,
  to: number,
  copy: Float32Array,
): void {
  const padded = paddedWidth(width);
  if (padded > width) copy.fill(0);
  for (let i = from; i < to; i += 1) {
    const at = rows[i]! * width;
    copy.set(values.subarray(at, at + width), (i - from) * padded);
  }
}

/**
 * By place among some rows, where its entries begin in a copy, and where the last ends. A row with an
 * odd number of entries gets one more.
 */
function beginsOf({ starts }: SparseMatrix, rows: ArrayLike<number>, from: number, to: number) {
  const begins = new Uint32Array(to - from + 1);
  for (let i = from; i < to; i += 1) {
    const entries = starts[rows[i]! + 1]! - starts[rows[i]!]!;
    begins[i - from + 1] = begins[i - from]! + entries + (entries & 1);
  }
  return begins;
}

function copySparse(
  { starts, columns, values }: SparseMatrix,
  rows: ArrayLike<number>,
  from: number,
  begins: Uint32Array,
  copy: { readonly columns: Uint32Array; readonly values: Float32Array },
): void {
  for (let place = 0; place < begins.length - 1; place += 1) {
    const row = rows[from + place]!;
    const [start, end] = [starts[row]!, starts[row + 1]!];
    const at = begins[place]!;
    copy.columns.set(columns.subarray(start, end), at);
    copy.values.set(values.subarray(start, end), at);
    const last = at + end - start;
    if (last === begins[place + 1]) continue;
    copy.columns[last] = 0;
    copy.values[last] = 0;
  }
}

/** The inner products of dense rows with weights. */
export function dotsDense(
  width: number,
  values: Float32Array,
  rows: Uint32Array,
  weights: Float64Array,
): Float64Array {
  const products = new Float64Array(rows.length);
  const padded = paddedWidth(width);
  inWorkspace([4 * BLOCK * padded, 8 * padded, 8 * BLOCK], (kernels, parts) => {
    const [rowsAt, weightsAt, resultsAt] = parts as [number, number, number];
    const { buffer } = kernels.memory;
    const copy = new Float32Array(buffer, rowsAt, BLOCK * padded);
    new Float64Array(buffer, weightsAt, padded).fill(0).set(weights);
    const results = new Float64Array(buffer, resultsAt, BLOCK);
    for (let from = 0; from < rows.length; from += BLOCK) {
      const to = Math.min(rows.length, from + BLOCK);
      copyDense(width, values, rows, from, to, copy);
      kernels.dotsDense(rowsAt, to - from, padded, weightsAt, resultsAt);
      products.set(results.subarray(0, to - from), from);
    }
  });
  return products;
}

/** The inner products of sparse rows with weights. */
export function dotsSparse(
  matrix: SparseMatrix,
  rows: Uint32Array,
  weights: Float64Array,
): Float64Array {
  const products = new Float64Array(rows.length);
  const blocks: Uint32Array[] = [];
  let most = 0;
  for (let from = 0; from < rows.length; from += BLOCK) {
    const begins = beginsOf(matrix, rows, from, Math.min(rows.length, from + BLOCK));
    most = Math.max(most, begins.at(-1)!);
    blocks.push(begins);
  }
  const sizes = [4 * most, 4 * most, 4 * (BLOCK + 1), 8 * weights.length, 8 * BLOCK];
  inWorkspace(sizes, (kernels, parts) => {
    const [columnsAt, valuesAt, beginsAt, weightsAt, resultsAt] = parts as [
      number,
      number,
      number,
      number,
      number,
    ];
    const { buffer } = kernels.memory;
    const copy = {
      columns: new Uint32Array(buffer, columnsAt, most),
      values: new Float32Array(buffer, valuesAt, most),
    };
    new Float64Array(buffer, weightsAt, weights.length).set(weights);
    const beginsCopy = new Uint32Array(buffer, beginsAt, BLOCK + 1);
    const results = new Float64Array(buffer, resultsAt, BLOCK);
    for (const [number, begins] of blocks.entries()) {
      const count = begins.length - 1;
      copySparse(matrix, rows, number * BLOCK, begins, copy);
      beginsCopy.set(begins);
      kernels.dotsSparse(beginsAt, columnsAt, valuesAt, count, weightsAt, resultsAt);
      products.set(results.subarray(0, count), number * BLOCK);
    }
  });
  return products;
}

/** Dense rows beside each other in a workspace, and the weights. */
export function trainDense(
  width: number,
  values: Float32Array,
  rows: ArrayLike<number>,
  weights: Float64Array,
  use: (rows: TrainingRows) => void,
): void {
  const padded = paddedWidth(width);
  inWorkspace([4 * rows.length * padded, 8 * padded], (kernels, parts) => {
    const [rowsAt, weightsAt] = parts as [number, number];
    const { memory, dotDense, addDense } = kernels;
    const copy = new Float32Array(memory.buffer, rowsAt, rows.length * padded);
    copyDense(width, values, rows, 0, rows.length, copy);
    const learned = new Float64Array(memory.buffer, weightsAt, padded).fill(0);
    learned.set(weights);
    use({
      dot: (place) => dotDense(rowsAt + 4 * place * padded, weightsAt, padded),
      add: (place, times) => addDense(rowsAt + 4 * place * padded, weightsAt, padded, times),
    });
    weights.set(learned.subarray(0, width));
  });
}

/** Sparse rows beside each other in a workspace, and the weights. */
export function trainSparse(
  matrix: SparseMatrix,
  rows: ArrayLike<number>,
  weights: Float64Array,
  use: (rows: TrainingRows) => void,
): void {
  const begins = beginsOf(matrix, rows, 0, rows.length);
  const all = begins[rows.length]!;
  inWorkspace([4 * all, 4 * all, 8 * weights.length], (kernels, parts) => {
    const [columnsAt, valuesAt, weightsAt] = parts as [number, number, number];
    const { memory, dotSparse, addSparse } = kernels;
    copySparse(matrix, rows, 0, begins, {
      columns: new Uint32Array(memory.buffer, columnsAt, all),
      values: new Float32Array(memory.buffer, valuesAt, all),
    });
    const learned = new Float64Array(memory.buffer, weightsAt, weights.length);
    learned.set(weights);
    use({
      dot(place) {
        const at = 4 * begins[place]!;
        const entries = begins[place + 1]! - begins[place]!;
        return dotSparse(columnsAt + at, valuesAt + at, entries, weightsAt);
      },
      add(place, times) {
        const at = 4 * begins[place]!;
        const entries = begins[place + 1]! - begins[place]!;
        addSparse(columnsAt + at, valuesAt + at, entries, weightsAt, times);
      },
    });
    weights.set(learned);
  });
}
