import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import wabt from "wabt";
import { inWorkspace } from "../../../../src/core/rating/kernels/kernels.ts";
import { KERNELS } from "../../../../src/core/rating/kernels/kernels-binary.ts";
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
