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

/** Calls `use` with the first and the number of rows that follow each other, and their place. */
function eachRun(
  rows: ArrayLike<number>,
  from: number,
  to: number,
  use: (row: number, count: number, place: number) => void,
): void {
  for (let i = from; i < to; ) {
    const first = rows[i]!;
    let count = 1;
    while (i + count < to && rows[i + count] === first + count) count += 1;
    use(first, count, i - from);
    i += count;
  }
}

/** Copies dense rows, from one place to another, one after another. */
function copyDense(
  width: number,
  values: Float32Array,
  rows: ArrayLike<number>,
  from: number,
  to: number,
  copy: Float32Array,
): void {
  eachRun(rows, from, to, (row, count, place) =>
    copy.set(values.subarray(row * width, (row + count) * width), place * width),
  );
}

/** By place among some rows, where its entries begin in a copy, and where the last ends. */
function beginsOf(
  { starts }: SparseMatrix,
  rows: ArrayLike<number>,
  from: number,
  to: number,
): Uint32Array {
  const begins = new Uint32Array(to - from + 1);
  for (let i = from; i < to; i += 1)
    begins[i - from + 1] = begins[i - from]! + starts[rows[i]! + 1]! - starts[rows[i]!]!;
  return begins;
}

/** With fewer entries, a loop copies faster than a call. */
const SHORT = 32;

function copySparse(
  { starts, columns, values }: SparseMatrix,
  rows: ArrayLike<number>,
  from: number,
  begins: Uint32Array,
  copy: { readonly columns: Uint32Array; readonly values: Float32Array },
): void {
  eachRun(rows, from, from + begins.length - 1, (row, count, place) => {
    const [start, end] = [starts[row]!, starts[row + count]!];
    const at = begins[place]!;
    if (end - start >= SHORT) {
      copy.columns.set(columns.subarray(start, end), at);
      copy.values.set(values.subarray(start, end), at);
      return;
    }
    for (let k = start; k < end; k += 1) {
      copy.columns[at + k - start] = columns[k]!;
      copy.values[at + k - start] = values[k]!;
    }
  });
}

/** The inner products of dense rows with weights. */
export function dotsDense(
  width: number,
  values: Float32Array,
  rows: Uint32Array,
  weights: Float64Array,
): Float64Array {
  const products = new Float64Array(rows.length);
  inWorkspace([4 * BLOCK * width, 8 * width, 8 * BLOCK], (kernels, parts) => {
    const [rowsAt, weightsAt, resultsAt] = parts as [number, number, number];
    const { buffer } = kernels.memory;
    const copy = new Float32Array(buffer, rowsAt, BLOCK * width);
    new Float64Array(buffer, weightsAt, width).set(weights);
    const results = new Float64Array(buffer, resultsAt, BLOCK);
    for (let from = 0; from < rows.length; from += BLOCK) {
      const to = Math.min(rows.length, from + BLOCK);
      copyDense(width, values, rows, from, to, copy);
      kernels.dotsDense(rowsAt, to - from, width, weightsAt, resultsAt);
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
  inWorkspace([4 * rows.length * width, 8 * width], (kernels, parts) => {
    const [rowsAt, weightsAt] = parts as [number, number];
    const { memory, dotDense, addDense } = kernels;
    const copy = new Float32Array(memory.buffer, rowsAt, rows.length * width);
    copyDense(width, values, rows, 0, rows.length, copy);
    const learned = new Float64Array(memory.buffer, weightsAt, width);
    learned.set(weights);
    use({
      dot: (place) => dotDense(rowsAt + 4 * place * width, weightsAt, width),
      add: (place, times) => addDense(rowsAt + 4 * place * width, weightsAt, width, times),
    });
    weights.set(learned);
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
