import { expect, test } from "vitest";
import { addRows } from "../../../../src/core/rating/vectors/sums.ts";
import { createRandom } from "../../../../src/core/statistics/random.ts";

test("sums of rows are those of adding one row after another, to the last bit", () => {
  const width = 5;
  const random = createRandom(1);
  const numbers = (length: number) =>
    Float64Array.from({ length }, () => (random(2_000_001) - 1e6) / 7);
  const matrix = numbers(9 * width);
  for (let count = 0; count <= 11; count += 1) {
    const rows = Uint32Array.from({ length: count + 1 }, () => random(9));
    const weights = Float32Array.from(numbers(count + 1));
    const expected = new Float64Array(3 * width);
    for (let k = 1; k <= count; k += 1)
      for (let j = 0; j < width; j += 1)
        expected[width + j]! += weights[k]! * matrix[rows[k]! * width + j]!;
    const sums = new Float64Array(3 * width);
    addRows(sums, width, { rows, weights }, 1, count + 1, matrix, width);
    expect(sums).toEqual(expected);
  }
});
