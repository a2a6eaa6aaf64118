import { describe, expect, test } from "vitest";
import { symmetricEigen } from "../../../../src/core/rating/vectors/eigen.ts";
import { truncatedSvd } from "../../../../src/core/rating/vectors/svd.ts";
import { type SparseVectors, sparseVectors } from "../../../../src/core/rating/vectors/vectors.ts";
import { createRandom } from "../../../../src/core/statistics/random.ts";
import { inOrder } from "../texts.ts";

function matrixOf(rows: readonly (readonly number[])[]): SparseVectors {
  const width = rows[0]!.length;
  return sparseVectors(
    width,
    Uint32Array.from({ length: rows.length + 1 }, (_, i) => i * width),
    Uint32Array.from({ length: rows.length * width }, (_, i) => i % width),
    Float32Array.from(rows.flat()),
  );
}

const magnitudes = (numbers: ArrayLike<number>): number[] =>
  Array.from(numbers, (number) => Math.abs(number));

describe("eigenvalues of a symmetric matrix", () => {
  test("[[2, 1], [1, 2]] has 3 and 1", () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    for (const part of magnitudes(vectors)) expect(part).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test("a random matrix is made up of what it is decomposed into", () => {
    const size = 12;
    const random = createRandom(3);
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j <= i; j += 1)
        matrix[i * size + j] = matrix[j * size + i] = random(2000) / 1000 - 1;
    const { values, vectors } = symmetricEigen(matrix.slice(), size);
    for (let i = 0; i < size; i += 1) {
      for (let j = 0; j < size; j += 1) {
        let sum = 0;
        for (let k = 0; k < size; k += 1)
          sum += values[k]! * vectors[k * size + i]! * vectors[k * size + j]!;
        expect(sum).toBeCloseTo(matrix[i * size + j]!, 10);
      }
    }
  });
});

describe("truncated SVD", () => {
  // python3 -c "import numpy as np; u,s,v=np.linalg.svd(np.array(
  // [[1,0,0,0,2],[0,0,3,0,0],[0,0,0,0,0],[0,2,0,0,0]])); print(s,v)"
  test("the textbook matrix with singular values 3, √5, 2, 0", () => {
    const matrix = matrixOf([
      [1, 0, 0, 0, 2],
      [0, 0, 3, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 2, 0, 0, 0],
    ]);
    const { singularValues, directions, dimensions } = truncatedSvd(matrix, inOrder(4), 3);
    expect(dimensions).toBe(3);
    for (const [i, value] of [3, Math.sqrt(5), 2].entries())
      expect(singularValues[i]).toBeCloseTo(value, 9);
    const direction = (j: number) => magnitudes(directions.filter((_, k) => k % 3 === j));
    expect(direction(0).map((part) => Number(part.toFixed(6)))).toEqual([0, 0, 1, 0, 0]);
    expect(direction(1)[0]).toBeCloseTo(Math.sqrt(0.2), 6);
    expect(direction(1)[4]).toBeCloseTo(Math.sqrt(0.8), 6);
    expect(direction(2).map((part) => Number(part.toFixed(6)))).toEqual([0, 1, 0, 0, 0]);
  });

  test("a matrix that is made from known singular values gives them back", () => {
    // Rows and columns of a Hadamard matrix are orthogonal: H diag(s) Hᵀ / 8 has the singular values s.
    const hadamard = Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: 8 }, (_, j) =>
        [1, 2, 4].reduce((sign, bit) => ((i & j & bit) > 0 ? -sign : sign), 1),
      ),
    );
    const values = [9, 7, 5, 3, 2, 1, 0.5, 0.25];
    const rows = hadamard.map((left) =>
      hadamard.map((right) =>
        values.reduce((sum, value, k) => sum + (value * left[k]! * right[k]!) / 8, 0),
      ),
    );
    const { singularValues } = truncatedSvd(matrixOf(rows), inOrder(8), 4);
    for (const [i, value] of values.slice(0, 4).entries())
      expect(singularValues[i]).toBeCloseTo(value, 5);
  });

  test("of a matrix of rank 1, only one direction is anything", () => {
    const matrix = matrixOf([
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
    const { singularValues, directions } = truncatedSvd(matrix, inOrder(3), 2);
    expect(singularValues[0]).toBeCloseTo(Math.sqrt(70), 6);
    expect(directions[1]).toBe(0);
    expect(directions[3]).toBe(0);
  });

  test("two runs are equal to the last bit", () => {
    const random = createRandom(1);
    const rows = Array.from({ length: 40 }, () => Array.from({ length: 30 }, () => random(100)));
    const once = truncatedSvd(matrixOf(rows), inOrder(40), 8);
    expect(truncatedSvd(matrixOf(rows), inOrder(40), 8)).toEqual(once);
  });
});
