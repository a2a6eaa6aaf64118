import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEATURES, featureAt } from "../../../src/core/dedupe/comparisons/index.ts";
import {
  pairTrees,
  probabilityOf,
  type TreeWeights,
  trainedPairTrees,
} from "../../../src/core/dedupe/trees.ts";

const SHIPPED = JSON.parse(readFileSync("models/duplicates.json", "utf8")) as TreeWeights; // the tests below check it
const names = FEATURES.map(({ name }) => name);
const [likeness, years] = [
  featureAt("title: likeness letter by letter"),
  featureAt("year: years apart"),
];

/** Log-odds by following the nodes as the file describes them. */
function byHand({ start, trees }: TreeWeights, values: Float64Array): number {
  let sum = start;
  for (const tree of trees) {
    let node = tree[0]!;
    while (node[0]! >= 0) node = tree[values[node[0]!]! <= node[1]! ? node[2]! : node[3]!]!;
    sum += node[1]!;
  }
  return sum;
}

const measured = (known: Readonly<Record<number, number>>) => {
  const values = new Float64Array(FEATURES.length);
  for (const [at, value] of Object.entries(known)) values[Number(at)] = value;
  return values;
};

describe("a model made by hand", () => {
  const model = pairTrees({
    features: names,
    start: -1,
    trees: [
      [
        [likeness, 0.9, 1, 2],
        [-1, -2],
        [years, 0, 3, 4],
        [-1, 4],
        [-1, 0.5],
      ],
      [[-1, 0.25]],
    ],
  });

  test.each<[value: number, apart: number, logOdds: number]>([
    [0.5, 0, -2.75],
    [0.9, 0, -2.75],
    [0.91, 0, 3.25],
    [1, 0, 3.25],
    [1, 1, -0.25],
    [1, 6, -0.25],
  ])("likeness %d, %d years apart: log-odds %d", (value, apart, logOdds) => {
    expect(model.logOdds(measured({ [likeness]: value, [years]: apart }))).toBe(logOdds);
  });

  test("a model of no trees says what it says before any has spoken", () => {
    expect(pairTrees({ features: names, start: -1.5, trees: [] }).logOdds(measured({}))).toBe(-1.5);
  });
});

test.each<[note: string, features: readonly string[]]>([
  ["fewer features", names.slice(1)],
  ["more features", [...names, "title: colour"]],
  ["another feature", ["title: colour", ...names.slice(1)]],
  ["another order", [...names].reverse()],
  ["none", []],
])("a model that was trained for %s is refused", (_, features) => {
  expect(() => pairTrees({ features, start: 0, trees: [] })).toThrow(
    "models/duplicates.json was trained for other features; train it again.",
  );
});

describe("models/duplicates.json", () => {
  test("it was trained for the features that are measured", () => {
    expect(SHIPPED.features).toEqual(names);
  });

  test("every tree is whole: a node splits by a feature or is a leaf, and each is reached once", () => {
    expect(SHIPPED.trees.length).toBeGreaterThan(0);
    for (const tree of SHIPPED.trees) {
      const reached = [0];
      for (const at of reached) {
        const node = tree[at]!;
        expect(node.every(Number.isFinite)).toBe(true);
        if (node[0] === -1) expect(node).toHaveLength(2);
        else {
          expect(node).toHaveLength(4);
          expect(names[node[0]!]).toBeDefined();
          reached.push(node[2]!, node[3]!);
        }
      }
      expect([...reached].sort((a, b) => a - b)).toEqual([...tree.keys()]);
    }
  });

  /** Values as they are measured: shares, differences, three-valued ones. */
  const values = fc
    .array(fc.oneof(fc.constantFrom(-1, 0, 1), fc.double({ min: -1, max: 20, noNaN: true })), {
      minLength: FEATURES.length,
      maxLength: FEATURES.length,
    })
    .map((numbers) => Float64Array.from(numbers));

  test("the trained model says what its trees say", () => {
    const model = trainedPairTrees();
    fc.assert(
      fc.property(values, (measured) => {
        expect(model.logOdds(measured)).toBe(byHand(SHIPPED, measured));
      }),
    );
  });

  test.each(
    FEATURES.flatMap(({ name, direction }, at) =>
      direction === 0 ? [] : [{ name, direction, at }],
    ),
  )("more of $name never speaks the other way ($direction)", ({ direction, at }) => {
    const model = trainedPairTrees();
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 20, noNaN: true }), (measured, more) => {
        const before = model.logOdds(measured);
        const raised = Float64Array.from(measured);
        raised[at]! += more;
        // The sum of rounded leaves is rounded too.
        expect(direction * (model.logOdds(raised) - before)).toBeGreaterThan(-1e-9);
      }),
      { numRuns: 50 },
    );
  });

  test("it is loaded once", () => {
    expect(trainedPairTrees()).toBe(trainedPairTrees());
  });
});

test.each<[logOdds: number, probability: number]>([
  [0, 0.5],
  [Math.log(3), 0.75],
  [-Math.log(3), 0.25],
  [800, 1],
  [-800, 0],
])("log-odds %d are a probability of %d", (logOdds, probability) => {
  expect(probabilityOf(logOdds)).toBeCloseTo(probability, 12);
});

test("probabilities of opposite log-odds add up to 1", () => {
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (logOdds) => {
      expect(probabilityOf(logOdds) + probabilityOf(-logOdds)).toBeCloseTo(1, 12);
    }),
  );
});
