import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLinearSvm, type Examples } from "../../../../src/core/rating/learning/linear-svm.ts";
import {
  denseVectors,
  sparseVectors,
  type Vectors,
} from "../../../../src/core/rating/vectors/vectors.ts";

function sparse(rows: readonly (readonly number[])[]): Vectors {
  const starts = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    for (const [column, value] of row.entries()) {
      if (value === 0) continue;
      columns.push(column);
      values.push(value);
    }
    starts.push(columns.length);
  }
  const width = Math.max(...rows.map((row) => row.length));
  return sparseVectors(
    width,
    Uint32Array.from(starts),
    Uint32Array.from(columns),
    Float32Array.from(values),
  );
}

interface Costs {
  readonly include: number;
  readonly exclude: number;
}

function examples(rows: readonly number[], labels: readonly number[], costs: Costs): Examples {
  return {
    rows,
    labels: Int8Array.from(labels),
    costs: Float64Array.from(labels, (label) => (label > 0 ? costs.include : costs.exclude)),
  };
}

const EXACT = 1e-10;
const even = { include: 1, exclude: 1 };

/** The primal objective that training minimises. */
function objective(
  vectors: Vectors,
  { rows, labels, costs }: Examples,
  svm: { weights: Float64Array; bias: number; values(rows: Uint32Array): Float64Array },
): number {
  let loss = (svm.bias ** 2 + svm.weights.reduce((sum, w) => sum + w * w, 0)) / 2;
  const values = svm.values(Uint32Array.from(rows));
  for (let i = 0; i < rows.length; i += 1)
    loss += costs[i]! * Math.max(0, 1 - labels[i]! * values[i]!) ** 2;
  expect(vectors.rows).toBeGreaterThan(0);
  return loss;
}

describe("linear SVM", () => {
  test("one record on each side: w = 4C / (1 + 4C), by hand", () => {
    for (const cost of [0.1, 1, 10]) {
      const svm = createLinearSvm(sparse([[1], [-1]]), 1);
      svm.learn(examples([0, 1], [1, -1], { include: cost, exclude: cost }), EXACT);
      expect(svm.weights[0]).toBeCloseTo((4 * cost) / (1 + 4 * cost), 9);
      expect(svm.bias).toBeCloseTo(0, 9);
    }
  });

  // python3 -c "from sklearn.svm import LinearSVC; import numpy as np
  // X=np.array([[1,0,2],[2,1,0],[0,1,1],[3,0,1],[1,2,0],[0,3,1]],float); y=[1,1,-1,1,-1,-1]
  // for w in ({1:1,-1:1},{1:5,-1:.5}):
  //   m=LinearSVC(C=1,class_weight=w,tol=1e-12,max_iter=10**6).fit(X,y); print(m.coef_,m.intercept_)"
  const rows = [
    [1, 0, 2],
    [2, 1, 0],
    [0, 1, 1],
    [3, 0, 1],
    [1, 2, 0],
    [0, 3, 1],
  ];
  const labels = [1, 1, -1, 1, -1, -1];
  test.each([
    [even, [0.811556, -0.756402, 0.080105], -0.102429, 0.783979],
    [{ include: 5, exclude: 0.5 }, [0.838325, -0.687967, 0.089768], -0.040419, 0.763146],
  ])("scikit-learn's LinearSVC finds the same with costs %j", (costs, weights, bias, least) => {
    for (const vectors of [
      sparse(rows),
      denseVectors(rows.length, 3, Float32Array.from(rows.flat())),
    ]) {
      const svm = createLinearSvm(vectors, 1);
      const task = examples([...rows.keys()], labels, costs);
      svm.learn(task, EXACT);
      for (const [i, weight] of weights.entries()) expect(svm.weights[i]).toBeCloseTo(weight, 5);
      expect(svm.bias).toBeCloseTo(bias, 5);
      expect(objective(vectors, task, svm)).toBeCloseTo(least, 6);
    }
  });

  test("a part that only one row has works as a column of its own would", () => {
    const whole = createLinearSvm(
      sparse([
        [1, 2, 0],
        [1, 0, 3],
      ]),
      1,
    );
    const shared = createLinearSvm(
      sparseVectors(
        1,
        Uint32Array.of(0, 1, 2),
        Uint32Array.of(0, 0),
        Float32Array.of(1, 1),
        Float64Array.of(4, 9),
      ),
      1,
    );
    const task = examples([0, 1], [1, -1], { include: 2, exclude: 1 });
    whole.learn(task, EXACT);
    shared.learn(task, EXACT);
    expect(shared.weights[0]).toBeCloseTo(whole.weights[0]!, 9);
    expect(shared.bias).toBeCloseTo(whole.bias, 9);
  });

  const point = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 4, maxLength: 4 });
  const points = fc.array(point, { minLength: 4, maxLength: 30 });
  const labelled = (some: readonly (readonly number[])[]) =>
    some.map((row, i) => (i < 2 ? 2 * i - 1 : row[0]! > 0 ? 1 : -1));

  test("the order and the seed change the way, not the goal", () => {
    fc.assert(
      fc.property(points, fc.nat(), (some, seed) => {
        const vectors = sparse(some);
        const costs = { include: 0.3, exclude: 0.1 };
        const forth = [...some.keys()];
        const first = createLinearSvm(vectors, 1);
        first.learn(examples(forth, labelled(some), costs), 1e-9);
        const second = createLinearSvm(vectors, seed);
        second.learn(examples(forth.toReversed(), labelled(some).toReversed(), costs), 1e-9);
        for (const [i, weight] of first.weights.entries())
          expect(second.weights[i]).toBeCloseTo(weight, 6);
      }),
      { numRuns: 50 },
    );
  });

  test("a warm start comes to the same as a cold one, whatever was known before", () => {
    fc.assert(
      fc.property(points, points, fc.nat({ max: 3 }), (some, others, turned) => {
        const all = [...some, ...others];
        const vectors = sparse(all);
        const before = examples([...all.keys()], labelled(all), { include: 3, exclude: 0.5 });
        const now = examples(
          [...some.keys()],
          labelled(some).map((label, i) => (i === turned ? -label : label)),
          { include: 0.3, exclude: 0.1 },
        );
        const warm = createLinearSvm(vectors, 1);
        warm.learn(before, 1e-3);
        warm.learn(now, 1e-9);
        const cold = createLinearSvm(vectors, 1);
        cold.learn(now, 1e-9);
        for (const [i, weight] of cold.weights.entries())
          expect(warm.weights[i]).toBeCloseTo(weight, 6);
        expect(objective(vectors, now, warm)).toBeCloseTo(objective(vectors, now, cold), 6);
      }),
      { numRuns: 50 },
    );
  });

  test("only the examples are learned from", () => {
    const svm = createLinearSvm(sparse([[1], [-1], [-100]]), 1);
    svm.learn(examples([0, 1], [1, -1], even), EXACT);
    expect(svm.weights[0]).toBeCloseTo(0.8, 9);
  });

  test("a dearer include is further on its side", () => {
    const value = (include: number): number => {
      const svm = createLinearSvm(
        sparse([
          [1, 1],
          [1, 0],
          [0.9, 0],
        ]),
        1,
      );
      svm.learn(examples([0, 1, 2], [1, -1, -1], { include, exclude: 1 }), EXACT);
      return svm.values(Uint32Array.of(0))[0]!;
    };
    expect(value(20)).toBeGreaterThan(value(1));
  });
});
