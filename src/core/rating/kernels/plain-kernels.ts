import type { Kernels } from "./kernels.ts";

/** How many bytes a page of memory has, as in WebAssembly. */
export const PAGE = 1 << 16;

/**
 * The kernels in JavaScript, for where WebAssembly cannot run. They add the same numbers in the
 * same order, so every result is the same to the last bit; they take two to four times as long.
 */
export function createPlainKernels(): Kernels {
  const memory = new PlainMemory();
  const { addScaled, dotDense, dotSparse } = sumsIn(memory);
  return {
    memory,
    dotDense,
    dotSparse,
    addByteRows(offsets, weights, count, sums, width) {
      const { bytes, floats, whole } = memory;
      const to = sums >>> 3;
      for (let k = 0; k < count; k += 1) {
        const row = whole[(offsets >>> 2) + k]!;
        const weight = floats[(weights >>> 3) + k]!;
        for (let j = 0; j < width; j += 1) floats[to + j]! += weight * bytes[row + j]!;
      }
    },
    product(starts, columns, values, rows, matrix, width, sums) {
      const { floats, singles, whole } = memory;
      floats.fill(0, sums >>> 3, (sums >>> 3) + rows * width);
      for (let i = 0; i < rows; i += 1) {
        const end = whole[(starts >>> 2) + i + 1]!;
        for (let k = whole[(starts >>> 2) + i]!; k < end; k += 1) {
          const row = (matrix >>> 3) + whole[(columns >>> 2) + k]! * width;
          addScaled((sums >>> 3) + i * width, width, singles[(values >>> 2) + k]!, row);
        }
      }
    },
    denseProduct(matrix, rows, inner, other, width, sums) {
      const { floats } = memory;
      floats.fill(0, sums >>> 3, (sums >>> 3) + rows * width);
      for (let i = 0; i < rows; i += 1)
        for (let k = 0; k < inner; k += 1) {
          const weight = floats[(matrix >>> 3) + i * inner + k]!;
          addScaled((sums >>> 3) + i * width, width, weight, (other >>> 3) + k * width);
        }
    },
    gram(matrix, rows, width, products) {
      const { floats } = memory;
      for (let i = 0; i < rows; i += 1) {
        const row = (matrix >>> 3) + i * width;
        for (let a = 0; a < width; a += 1) {
          const from = a & -2;
          const to = (products >>> 3) + a * width + from;
          addScaled(to, width - from, floats[row + a]!, row + from);
        }
      }
    },
    solve(matrix, rows, width, factor, diagonal) {
      const { floats } = memory;
      for (let i = 0; i < rows; i += 1) {
        const row = (matrix >>> 3) + i * width;
        for (let k = 0; k < width; k += 1) {
          const divisor = floats[(diagonal >>> 3) + k]!;
          const value = divisor === 0 ? 0 : floats[row + k]! / divisor;
          floats[row + k] = value;
          const from = k & -2;
          addScaled(row + from, width - from, value, (factor >>> 3) + k * width + from);
        }
      }
    },
    addDense(row, weights, width, times) {
      const { floats, singles } = memory;
      for (let j = 0; j < width; j += 1)
        floats[(weights >>> 3) + j]! += times * singles[(row >>> 2) + j]!;
    },
    addSparse(columns, values, entries, weights, times) {
      const { floats, singles, whole } = memory;
      for (let k = 0; k < entries; k += 1)
        floats[(weights >>> 3) + whole[(columns >>> 2) + k]!]! +=
          times * singles[(values >>> 2) + k]!;
    },
    dotsDense(firstRow, rows, width, weights, results) {
      for (let i = 0; i < rows; i += 1)
        memory.floats[(results >>> 3) + i] = dotDense(firstRow + 4 * i * width, weights, width);
    },
    dotsSparse(starts, columns, values, rows, weights, results) {
      const { floats, whole } = memory;
      for (let i = 0; i < rows; i += 1) {
        const start = whole[(starts >>> 2) + i]!;
        const entries = whole[(starts >>> 2) + i + 1]! - start;
        const product = dotSparse(columns + 4 * start, values + 4 * start, entries, weights);
        floats[(results >>> 3) + i] = product;
      }
    },
  };
}

/** The memory of the kernels; what was in it is lost when it grows. */
class PlainMemory {
  buffer = new ArrayBuffer(0);
  bytes = new Int8Array(0);
  whole = new Uint32Array(0);
  singles = new Float32Array(0);
  floats = new Float64Array(0);

  grow(pages: number): void {
    this.buffer = new ArrayBuffer(this.buffer.byteLength + pages * PAGE);
    this.bytes = new Int8Array(this.buffer);
    this.whole = new Uint32Array(this.buffer);
    this.singles = new Float32Array(this.buffer);
    this.floats = new Float64Array(this.buffer);
  }
}

/** The sums that several kernels need. */
function sumsIn(memory: PlainMemory) {
  return {
    /** Adds a weight times the numbers from index `row` on to those from index `to` on. */
    addScaled(to: number, width: number, weight: number, row: number): void {
      const { floats } = memory;
      for (let j = 0; j < width; j += 1) floats[to + j]! += weight * floats[row + j]!;
    },
    /** By four partial sums, as the kernel in WebAssembly. */
    dotDense(row: number, weights: number, width: number): number {
      const { floats, singles } = memory;
      const [at, from] = [row >>> 2, weights >>> 3];
      const whole = width & -4;
      let [first, second, third, fourth] = [0, 0, 0, 0];
      for (let j = 0; j < whole; j += 4) {
        first += floats[from + j]! * singles[at + j]!;
        second += floats[from + j + 1]! * singles[at + j + 1]!;
        third += floats[from + j + 2]! * singles[at + j + 2]!;
        fourth += floats[from + j + 3]! * singles[at + j + 3]!;
      }
      let sum = first + third + (second + fourth);
      for (let j = whole; j < width; j += 1) sum += floats[from + j]! * singles[at + j]!;
      return sum;
    },
    /** By two partial sums, as the kernel in WebAssembly. */
    dotSparse(columns: number, values: number, entries: number, weights: number): number {
      const { floats, singles, whole } = memory;
      const [column, value, from] = [columns >>> 2, values >>> 2, weights >>> 3];
      let [even, odd] = [0, 0];
      for (let k = 0; k < entries; k += 1) {
        const product = floats[from + whole[column + k]!]! * singles[value + k]!;
        if (k % 2 === 0) even += product;
        else odd += product;
      }
      return even + odd;
    },
  };
}
