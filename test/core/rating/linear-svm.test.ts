import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { project, type SparseRows, trainLinearSvm } from "../../../src/core/rating/linear-svm.ts";

function dense(rows: readonly (readonly number[])[]): SparseRows {
  const starts = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    for (const [column, value] of row.entries()) {
      if (value !== 0) {
        columns.push(column);
        values.push(value);
      }
    }
    starts.push(columns.length);
  }
  return {
    starts: Uint32Array.from(starts),
    columns: Uint32Array.from(columns),
    values: Float32Array.from(values),
    width: Math.max(...rows.map((row) => row.length)),
  };
}

const exact = { seed: 1, tolerance: 1e-10 };
const even = { include: 1, exclude: 1 };

describe("linear SVM", () => {
  test("one record on each side: w = 4C / (1 + 4C), by hand", () => {
    const labels = Int8Array.of(1, -1);
    for (const cost of [0.1, 1, 10]) {
      const both = { include: cost, exclude: cost };
      const model = trainLinearSvm(dense([[1], [-1]]), [0, 1], labels, { cost: both, ...exact });
      expect(model.weights[0]).toBeCloseTo((4 * cost) / (1 + 4 * cost), 9);
      expect(model.bias).toBeCloseTo(0, 9);
    }
  });

  // python3 -c "from sklearn.svm import LinearSVC; import numpy as np
  // X=np.array([[1,0,2],[2,1,0],[0,1,1],[3,0,1],[1,2,0],[0,3,1]],float); y=[1,1,-1,1,-1,-1]
  // for w in ({1:1,-1:1},{1:5,-1:.5}):
  //   m=LinearSVC(C=1,class_weight=w,tol=1e-12,max_iter=10**6).fit(X,y); print(m.coef_,m.intercept_)"
  test.each([
    [even, [0.811556, -0.756402, 0.080105], -0.102429, 0.783979],
    [{ include: 5, exclude: 0.5 }, [0.838325, -0.687967, 0.089768], -0.040419, 0.763146],
  ])("scikit-learn's LinearSVC finds the same with costs %j", (cost, weights, bias, objective) => {
    const rows = [
      [1, 0, 2],
      [2, 1, 0],
      [0, 1, 1],
      [3, 0, 1],
      [1, 2, 0],
      [0, 3, 1],
    ];
    const matrix = dense(rows);
    const labels = Int8Array.of(1, 1, -1, 1, -1, -1);
    const model = trainLinearSvm(matrix, [0, 1, 2, 3, 4, 5], labels, { cost, ...exact });
    for (const [i, weight] of weights.entries()) expect(model.weights[i]).toBeCloseTo(weight, 5);
    expect(model.bias).toBeCloseTo(bias, 5);
    let loss = (model.bias ** 2 + model.weights.reduce((sum, w) => sum + w * w, 0)) / 2;
    for (const [i, label] of labels.entries()) {
      const margin = label * (project(matrix, i, model.weights) + model.bias);
      loss += (label > 0 ? cost.include : cost.exclude) * Math.max(0, 1 - margin) ** 2;
    }
    expect(loss).toBeCloseTo(objective, 6);
  });

  test("the order and the seed change the way, not the goal", () => {
    const point = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(point, { minLength: 4, maxLength: 30 }), fc.nat(), (rows, seed) => {
        const matrix = dense(rows);
        const labels = Int8Array.from(rows, (row, i) => (i < 2 ? 2 * i - 1 : row[0]! > 0 ? 1 : -1));
        const forth = [...rows.keys()];
        const cost = { include: 0.3, exclude: 0.1 };
        const train = (examples: number[], itsSeed: number) =>
          trainLinearSvm(matrix, examples, labels, { cost, tolerance: 1e-9, seed: itsSeed });
        const first = train(forth, 1);
        const second = train(forth.toReversed(), seed);
        for (const [i, weight] of first.weights.entries()) {
          expect(second.weights[i]).toBeCloseTo(weight, 6);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("only the examples are learned from", () => {
    const matrix = dense([[1], [-1], [-100]]);
    const labels = Int8Array.of(1, -1, 1);
    const model = trainLinearSvm(matrix, [0, 1], labels, { cost: even, ...exact });
    expect(model.weights[0]).toBeCloseTo(0.8, 9);
  });

  test("a dearer include is further on its side", () => {
    const matrix = dense([
      [1, 1],
      [1, 0],
      [0.9, 0],
    ]);
    const labels = Int8Array.of(1, -1, -1);
    const value = (include: number): number => {
      const cost = { include, exclude: 1 };
      const model = trainLinearSvm(matrix, [0, 1, 2], labels, { cost, ...exact });
      return project(matrix, 0, model.weights) + model.bias;
    };
    expect(value(20)).toBeGreaterThan(value(1));
  });
});
