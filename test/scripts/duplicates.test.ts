import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../src/core/records/model.ts";
import { parseAuthor } from "../../src/core/records/normalize.ts";
import { BUILT, duplicatesScript } from "./built.ts";

interface Forest {
  readonly start: number;
  readonly trees: readonly (readonly (readonly number[])[])[];
}
interface BoostedTrees {
  trainTrees(
    examples: { rows: Float64Array[]; labels: Uint8Array; weights: Float64Array },
    options: typeof OPTIONS & { readonly directions: readonly number[] },
  ): Forest;
  treeValue(tree: readonly (readonly number[])[], row: Float64Array): number;
}
interface MadePair {
  readonly a: BibRecord;
  readonly b: BibRecord;
  readonly duplicate: boolean;
  readonly kind: string;
  readonly spread?: number;
}
interface NearMisses {
  nearMisses(records: readonly BibRecord[], options: { seed: number; count: number }): MadePair[];
}

const OPTIONS = {
  trees: 40,
  leaves: 4,
  rate: 0.3,
  ridge: 1,
  leastExamples: 5,
  featureShare: 1,
  exampleShare: 0.8,
  seed: 1,
};

describe.skipIf(!BUILT)("boosted trees (skipped without the built program in dist)", async () => {
  const { trainTrees, treeValue: leafOf } = BUILT
    ? await duplicatesScript<BoostedTrees>("boosted-trees.js")
    : ({} as BoostedTrees); // never run

  /** Points of a grid with a third feature that says nothing. */
  const rows = Array.from({ length: 1200 }, (_, at) =>
    Float64Array.of((at % 20) / 20, (Math.floor(at / 20) % 20) / 20, (at * 7) % 11),
  );
  const learn = (
    question: (row: Float64Array) => boolean,
    directions: readonly number[],
    seed = 1,
  ) =>
    trainTrees(
      {
        rows,
        labels: Uint8Array.from(rows, (row) => (question(row) ? 1 : 0)),
        weights: new Float64Array(rows.length).fill(1),
      },
      { ...OPTIONS, directions, seed },
    );
  const logOdds = ({ start, trees }: Forest, row: Float64Array) =>
    trees.reduce((sum, tree) => sum + leafOf(tree, row), start);
  const both = (row: Float64Array) => row[0]! > 0.5 && row[1]! > 0.5;

  test("they learn that two things are true at once", () => {
    const forest = learn(both, [0, 0, 0]);
    expect(rows.filter((row) => logOdds(forest, row) > 0 !== both(row))).toEqual([]);
  });

  test("they learn that exactly one of two things is true", () => {
    const one = (row: Float64Array) => row[0]! > 0.5 !== row[1]! > 0.5;
    const forest = learn(one, [0, 0, 0]);
    expect(rows.filter((row) => logOdds(forest, row) > 0 !== one(row)).length).toBeLessThan(12);
  });

  test.each([1, -1])(
    "more of a feature of direction %i never speaks the other way",
    (direction) => {
      // The labels go up and down with the first feature: the trees may follow them one way only.
      const forest = learn((row) => Math.sin(12 * row[0]!) + row[1]! > 0.7, [direction, 0, 0]);
      for (const row of rows) {
        let before = logOdds(forest, Float64Array.of(-1, row[1]!, row[2]!));
        for (let x = 0; x <= 1; x += 0.05) {
          const value = logOdds(forest, Float64Array.of(x, row[1]!, row[2]!));
          expect(direction * (value - before)).toBeGreaterThan(-1e-9);
          before = value;
        }
      }
    },
  );

  test("a feature that may not speak for what the labels say stays silent", () => {
    const forest = learn((row) => row[0]! > 0.5, [-1, 0, 0]);
    const split = new Set(forest.trees.flatMap((tree) => tree.map(([feature]) => feature)));
    expect(split.has(0)).toBe(false);
  });

  test("the same examples and the same seed give the same trees, another seed others", () => {
    expect(learn(both, [0, 0, 0])).toEqual(learn(both, [0, 0, 0]));
    expect(learn(both, [0, 0, 0], 2)).not.toEqual(learn(both, [0, 0, 0]));
  });

  test("a tree has no more leaves than it may, and each holds a rounded value", () => {
    for (const tree of learn(both, [0, 0, 0]).trees) {
      const leaves = tree.filter(([feature]) => feature === -1);
      expect(leaves.length).toBeLessThanOrEqual(OPTIONS.leaves);
      for (const [, value] of leaves) expect(value).toBe(Number(value!.toFixed(4)));
    }
  });
});

describe.skipIf(!BUILT)("near misses (skipped without the built program in dist)", async () => {
  const { nearMisses } = BUILT
    ? await duplicatesScript<NearMisses>("near-misses.js")
    : ({} as NearMisses); // never run

  const topics = "sepsis asthma obesity epilepsy migraine anaemia psoriasis scoliosis".split(" ");
  const groups = "neonates adults miners athletes teachers farmers".split(" ");
  const records: BibRecord[] = topics.flatMap((topic, i) =>
    groups.map((group, j) => ({
      title: `Long-term outcomes of ${topic} among ${group}: a cohort study of ${topic} care`,
      authors: ["Huang, Yanping", "Adler, Paula", "Novotny, Jan"].flatMap(
        (name) => parseAuthor(name) ?? [],
      ),
      year: 1990 + i + j,
      venue: `Journal of ${topic} research`,
      volume: String(10 + i),
      issue: String(1 + j),
      pages: `${100 + 10 * j}-${107 + 10 * j}`,
      doi: `10.1000/${topic}.${group}`,
      issn: [],
      keywords: [],
      mesh: [],
      original: [],
    })),
  );
  const made = BUILT ? nearMisses(records, { seed: 11, count: 48 }) : [];

  test("the same records and the same seed give the same pairs, another seed others", () => {
    expect(nearMisses(records, { seed: 11, count: 48 })).toEqual(made);
    expect(nearMisses(records, { seed: 12, count: 48 })).not.toEqual(made);
  });

  test("each kind of pair is always a duplicate or never one", () => {
    const kinds = new Map<string, boolean>();
    for (const { kind, duplicate } of made) {
      expect(kinds.get(kind) ?? duplicate, kind).toBe(duplicate);
      kinds.set(kind, duplicate);
    }
    const named = (duplicate: boolean) =>
      [...kinds].filter(([, value]) => value === duplicate).map(([kind]) => kind);
    expect(named(true)).toEqual(
      expect.arrayContaining(["another rendering", "two renderings", "a registration twice"]),
    );
    expect(named(false)).toEqual(
      expect.arrayContaining([
        "a title that differs in a word",
        "a title that returns",
        "neighbours in a supplement",
        "parallel registrations",
        "the same title elsewhere",
        "the same title a year later",
      ]),
    );
  });

  test("the records that it is made from are left as they are", () => {
    const before = structuredClone(records);
    nearMisses(records, { seed: 3, count: 20 });
    expect(records).toEqual(before);
  });

  test("what is no duplicate differs from the other in what a person would see", () => {
    const seen = ({ original, ...fields }: BibRecord) =>
      JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
    // A column of which nothing but its name is known looks the same each time: its spread tells.
    const alike = made.filter(
      ({ a, b, duplicate, spread = 1 }) => !duplicate && spread < 2 && seen(a) === seen(b),
    );
    expect(alike.map(({ kind }) => kind)).toEqual([]);
  });
});

test.skipIf(!BUILT)(
  "the shipped weights were learned from the sets that the bench holds out, with the options of the script (skipped without the built program in dist)",
  async () => {
    const { TRAINING_SETS } = await duplicatesScript<{ TRAINING_SETS: string[] }>(
      "training-sets.js",
    );
    const { OPTIONS: used } = await duplicatesScript<{ OPTIONS: object }>("training.js");
    const { trainedOn } = JSON.parse(readFileSync("models/duplicates.json", "utf8"));
    expect(TRAINING_SETS).toEqual([...TRAINING_SETS].sort());
    const { examples, ...others } = trainedOn;
    expect(others).toEqual({ sets: TRAINING_SETS, ...used });
    expect(examples).toBeGreaterThan(1000);
  },
);
