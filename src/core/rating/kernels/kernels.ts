import { createPlainKernels, PAGE } from "./plain-kernels.ts";
import { createWebAssemblyKernels } from "./web-assembly-kernels.ts";

/**
 * The inner loops of the rating; kernels.wat says what each does. All arguments but counts and
 * factors are addresses in `memory`.
 */
export interface Kernels {
  addByteRows(offsets: number, weights: number, count: number, sums: number, width: number): void;
  product(
    starts: number,
    columns: number,
    values: number,
    rows: number,
    matrix: number,
    width: number,
    sums: number,
  ): void;
  denseProduct(
    matrix: number,
    rows: number,
    inner: number,
    other: number,
    width: number,
    sums: number,
  ): void;
  gram(matrix: number, rows: number, width: number, products: number): void;
  solve(matrix: number, rows: number, width: number, factor: number, diagonal: number): void;
  dotDense(row: number, weights: number, width: number): number;
  addDense(row: number, weights: number, width: number, times: number): void;
  dotSparse(columns: number, values: number, entries: number, weights: number): number;
  addSparse(columns: number, values: number, entries: number, weights: number, times: number): void;
  dotsDense(firstRow: number, rows: number, width: number, weights: number, results: number): void;
  dotsSparse(
    starts: number,
    columns: number,
    values: number,
    rows: number,
    weights: number,
    results: number,
  ): void;
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void };
}

/** A workspace that grew beyond this is not kept for the next time. */
const MOST_KEPT = 1 << 26;
/** The addresses of numbers are multiples of this. */
const ALIGNED = 16;

let kept: Kernels | undefined;

/**
 * Runs kernels on a workspace, which the next call may use again. Nothing of it may be used after
 * `work`. A workspace within `work` is another one.
 *
 * @param sizes how many bytes each of its parts has
 * @param work is told the address of each part; parts hold any numbers at first
 */
export function inWorkspace<Result>(
  sizes: readonly number[],
  work: (kernels: Kernels, parts: readonly number[]) => Result,
): Result {
  const parts: number[] = [];
  let bytes = 0;
  for (const size of sizes) {
    parts.push(bytes);
    bytes += Math.ceil(size / ALIGNED) * ALIGNED;
  }
  const kernels = kept ?? createWebAssemblyKernels() ?? createPlainKernels();
  kept = undefined;
  const missing = bytes - kernels.memory.buffer.byteLength;
  if (missing > 0) kernels.memory.grow(Math.ceil(missing / PAGE));
  const result = work(kernels, parts);
  if (kernels.memory.buffer.byteLength <= MOST_KEPT) kept = kernels;
  return result;
}
