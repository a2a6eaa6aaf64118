import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import wabt from "wabt";
import { inWorkspace, type Kernels } from "../../../../src/core/rating/kernels/kernels.ts";
import { KERNELS } from "../../../../src/core/rating/kernels/kernels-binary.ts";
import { createPlainKernels, PAGE } from "../../../../src/core/rating/kernels/plain-kernels.ts";
import { createWebAssemblyKernels } from "../../../../src/core/rating/kernels/web-assembly-kernels.ts";
import { createTableVectors } from "../../../../src/core/rating/vectors/table-vectors.ts";
import {
  denseVectors,
  sparseVectors,
  type Vectors,
} from "../../../../src/core/rating/vectors/vectors.ts";
import { createRandom } from "../../../../src/core/statistics/random.ts";
import { corpusOf, inOrder } from "../texts.ts";

const random = createRandom(5);
const number = () => (random(2_000_001) - 1_000_000) / 1_000_003;
const numbers = (count: number) => Float64Array.from({ length: count }, number);

test("`npm run kernels` makes the binary from kernels.wat", async () => {
  const wat = readFileSync(
    new URL("../../../../src/core/rating/kernels/kernels.wat", import.meta.url),
    "utf8",
  );
  const { buffer } = (await wabt()).parseWat("kernels.wat", wat, { simd: true }).toBinary({});
  expect(KERNELS).toBe(Buffer.from(buffer).toString("base64"));
});

describe("a workspace", () => {
  test("has its parts apart from each other, however large they are", () => {
    inWorkspace([3, 0, 1 << 20, 8], ({ memory }, parts) => {
      expect(parts).toEqual([0, 16, 16, 16 + (1 << 20)]);
      expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(parts[3]! + 8);
    });
  });

  test("is not that of the caller, if it is asked for meanwhile", () => {
    inWorkspace([8], ({ memory }, [at]) => {
      new Float64Array(memory.buffer, at, 1)[0] = 7;
      inWorkspace([8], (inner, [other]) => {
        new Float64Array(inner.memory.buffer, other, 1)[0] = 8;
      });
      expect(new Float64Array(memory.buffer, at, 1)[0]).toBe(7);
    });
  });

  test("is left behind when its work fails", () => {
    expect(() =>
      inWorkspace([8], () => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(inWorkspace([8], (_, parts) => parts)).toEqual([0]);
  });
});

describe("kernels without WebAssembly", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const path = "../../../../src/core/rating/kernels/kernels.ts";
  test.each<[string, object | undefined]>([
    ["Node has none", undefined],
    [
      "its memory cannot be had",
      {
        Module: class {},
        Instance: class {
          constructor() {
            throw new RangeError("Out of memory");
          }
        },
      },
    ],
  ])("run in JavaScript: %s", async (_, webAssembly) => {
    vi.stubGlobal("WebAssembly", webAssembly);
    vi.resetModules();
    const fresh: { inWorkspace: typeof inWorkspace } = await import(path);
    const product = fresh.inWorkspace([4 * PAGE, 16], (kernels, [row, weights]) => {
      new Float32Array(kernels.memory.buffer, row, 2).set([2, 3]);
      new Float64Array(kernels.memory.buffer, weights, 2).set([0.5, 5]);
      return kernels.dotDense(row!, weights!, 2);
    });
    expect(product).toBe(16);
  });

  const F64 = 0;
  const F32 = 16_384;
  const BYTES = 20_480;
  const INTEGERS = 24_576;
  const OUT = 28_672;
  // A sparse matrix of 10 rows with 0 to 9 entries; its columns follow its starts.
  const begins = Uint32Array.from({ length: 11 }, (_, row) => (row * (row - 1)) / 2);
  const columns = Uint32Array.from({ length: 45 }, () => random(12));
  const COLUMNS = INTEGERS + 4 * begins.length;
  const OFFSETS = COLUMNS + 4 * columns.length;
  const calls: [string, (kernels: Kernels) => unknown][] = [
    ["addByteRows", (kernels) => kernels.addByteRows(OFFSETS, F64, 3, OUT, 24)],
    ["product", (kernels) => kernels.product(INTEGERS, COLUMNS, F32, 10, F64, 6, OUT)],
    ["denseProduct", (kernels) => kernels.denseProduct(F64, 7, 5, F64 + 8192, 6, OUT)],
    ["gram", (kernels) => kernels.gram(F64, 9, 6, OUT)],
    ["solve", (kernels) => kernels.solve(OUT, 9, 6, F64, F64 + 8192)],
    ...[0, 1, 2, 3, 4, 7, 50].flatMap((width): [string, (kernels: Kernels) => unknown][] => [
      [`dotDense, ${width} wide`, (kernels) => kernels.dotDense(F32, F64, width)],
      [`addDense, ${width} wide`, (kernels) => kernels.addDense(F32, OUT, width, 0.3)],
      [`dotsDense, ${width} wide`, (kernels) => kernels.dotsDense(F32, 8, width, F64, OUT)],
    ]),
    ["dotSparse, even", (kernels) => kernels.dotSparse(COLUMNS, F32, 8, F64)],
    ["dotSparse, odd", (kernels) => kernels.dotSparse(COLUMNS, F32, 9, F64)],
    ["addSparse", (kernels) => kernels.addSparse(COLUMNS, F32, 9, OUT, 0.3)],
    ["dotsSparse", (kernels) => kernels.dotsSparse(INTEGERS, COLUMNS, F32, 10, F64, OUT)],
  ];
  const floats = numbers(2048);
  floats[1024 + 2] = 0; // a zero on the diagonal of `solve`
  const content: [number, ArrayBufferView][] = [
    [F64, floats],
    [F32, Float32Array.from({ length: 1024 }, number)],
    [BYTES, Int8Array.from({ length: 4096 }, () => random(255) - 127)],
    [INTEGERS, begins],
    [COLUMNS, columns],
    [OFFSETS, Uint32Array.of(BYTES + 8, BYTES + 801, BYTES)],
    [OUT, numbers(512)],
  ];

  test.each(calls)("have the same results to the last bit: %s", (_, call) => {
    const run = (kernels: Kernels) => {
      kernels.memory.grow(1);
      const bytes = new Uint8Array(kernels.memory.buffer, 0, PAGE);
      for (const [at, { buffer, byteOffset, byteLength }] of content)
        bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
      return { returned: call(kernels), after: bytes.slice() };
    };
    const plain = run(createPlainKernels());
    const expected = run(createWebAssemblyKernels()!);
    expect(plain.returned).toBe(expected.returned);
    expect(Buffer.compare(plain.after, expected.after)).toBe(0);
  });
});

// Sparse rows with 0 to 9 entries, so that rows of every remainder by 4 are there.
const ROWS = 600;
const WIDTH = 40;
const starts = new Uint32Array(ROWS + 1);
for (let row = 0; row < ROWS; row += 1) starts[row + 1] = starts[row]! + (row % 10);
const columns = Uint32Array.from({ length: starts[ROWS]! }, () => random(WIDTH));
const values = Float32Array.from({ length: starts[ROWS]! }, number);
const sparse = sparseVectors(WIDTH, starts, columns, values);
// Widths of every remainder by 4.
const kinds: [string, Vectors][] = [
  ["sparse", sparse],
  ...[1, 2, 3, 4, 50].map((width): [string, Vectors] => [
    `dense, ${width} wide`,
    denseVectors(ROWS, width, Float32Array.from({ length: ROWS * width }, number)),
  ]),
];

describe.each(kinds)("rows: %s", (_, vectors) => {
  test("many inner products are those of the rows one by one", () => {
    const weights = numbers(vectors.width);
    const rows = Uint32Array.from({ length: 700 }, () => random(ROWS));
    const products = vectors.dots(rows, weights);
    for (const [i, row] of rows.entries())
      expect(products[i]).toBeCloseTo(vectors.dot(row, weights), 12);
  });

  test("a machine reads its rows, changes the weights, and leaves them as it changed them", () => {
    const weights = numbers(vectors.width);
    const expected = weights.slice();
    const rows = [599, 3, 7, 8, 3];
    vectors.train(rows, weights, (training) => {
      for (const place of [0, 4, 1, 2, 3, 2]) {
        const product = training.dot(place);
        expect(product).toBeCloseTo(vectors.dot(rows[place]!, expected), 12);
        training.add(place, product - 0.5);
        vectors.addTo(expected, rows[place]!, product - 0.5);
      }
    });
    for (const [column, weight] of weights.entries())
      expect(weight).toBeCloseTo(expected[column]!, 11);
  });
});

test("the sum of the words of a text is the same to the last bit as one word after another", () => {
  const dimensions = 5;
  const words = ["wool", "lamb", "flock", "ewe", "ram"];
  const table = {
    dimensions,
    find: (word: string) => words.indexOf(word),
    numbers: Int8Array.from({ length: words.length * dimensions }, () => random(255) - 127),
    scales: Float32Array.from(words, () => Math.abs(number())),
    fingerprint: () => "",
  };
  const corpus = corpusOf([{ abstract: "wool lamb flock ewe ram wool" }]);
  const { values } = createTableVectors(corpus, inOrder(1), [], table, 2);
  const sums = new Float64Array(dimensions);
  for (const [row, weight] of [1 + Math.LN2, 1, 1, 1, 1].entries())
    for (let j = 0; j < dimensions; j += 1)
      sums[j]! += weight * table.scales[row]! * table.numbers[row * dimensions + j]!;
  const length = Math.sqrt(sums.reduce((sum, one) => sum + one * one, 0));
  // A single record: each dimension is divided by the fourth root of its own square.
  const evened = sums.map((sum) => {
    const value = Math.fround(sum / length);
    return value / Math.sqrt(Math.sqrt(value * value + 1e-9));
  });
  const evenedLength = Math.sqrt(evened.reduce((sum, one) => sum + one * one, 0));
  expect(values.subarray(0, dimensions)).toEqual(
    Float32Array.from(evened, (value) => value / evenedLength),
  );
});
