import fc from "fast-check";
import { expect, test } from "vitest";
import { createPrefilter } from "../../../src/core/dedupe/prefilter.ts";
import { DEFAULT_POLICY } from "../../../src/core/dedupe/relations/index.ts";
import { tabulate } from "../../../src/core/dedupe/table.ts";
import { trainedPairTrees } from "../../../src/core/dedupe/trees.ts";
import { createPairClassifier } from "../../../src/core/dedupe/verdict.ts";
import { keysOf } from "../records/records.ts";

type Fields = Parameters<typeof keysOf>[0];

function glance(a: Fields, b: Fields): boolean {
  const worthALook = createPrefilter(tabulate([keysOf(a), keysOf(b)]));
  const [there, back] = [worthALook(0, 1), worthALook(1, 0)];
  expect(there).toBe(back);
  return there;
}

const TITLE = "Training of giant neural networks";
const OTHER = "Opioid dependence and relapse";

test.each<[note: string, a: Fields, b: Fields]>([
  ["one title", { title: TITLE }, { title: TITLE }],
  ["most words of a title", { title: TITLE }, { title: "Training of giant networks" }],
  ["no title on one side", { title: TITLE, volume: "1" }, { volume: "1" }],
  ["one DOI", { title: TITLE, doi: "10.1/a" }, { title: OTHER, doi: "10.1/a" }],
  ["one PMID", { title: TITLE, pmid: "1" }, { title: OTHER, pmid: "1" }],
  ["one arXiv id", { title: TITLE, arxiv: "1811.06965" }, { title: OTHER, arxiv: "1811.06965" }],
  [
    "one place",
    { title: TITLE, volume: "3", pages: "5" },
    { title: OTHER, volume: "3", pages: "5" },
  ],
  ["a system name", { title: TITLE }, { title: `${TITLE} with GPipe on many accelerators` }],
  ["words in one", { title: "Neural networks" }, { title: "Neural networksinthe wild" }],
  [
    "the original title behind a translation, and the original",
    { title: "[Training of giant neural networks] TO: Lernen in riesigen neuronalen Netzen" },
    { title: "Lernen in riesigen neuronalen Netzen" },
  ],
  [
    "two translations of one original",
    { title: "Lernen in riesigen neuronalen Netzen = Training of giant neural networks" },
    { title: "[Training giant neural networks] TO: Apprentissage de réseaux géants" },
  ],
])("%s is worth a look", (_, a, b) => {
  expect(glance(a, b)).toBe(true);
});

test.each<[note: string, a: Fields, b: Fields]>([
  ["other words", { title: TITLE }, { title: OTHER }],
  ["one word in common", { title: TITLE }, { title: "Networks for opioid care and rats" }],
  [
    "half of the words by others elsewhere",
    { title: TITLE, authors: ["Huang, Y."], pages: "5" },
    { title: "Training of giant kelp forests", authors: ["Novak, N."], pages: "60" },
  ],
  [
    "a page of another volume",
    { title: TITLE, pages: "5", volume: "1" },
    { title: OTHER, pages: "5", volume: "2" },
  ],
])("%s are not", (_, a, b) => {
  expect(glance(a, b)).toBe(false);
});

test("many pairs with one first entry, then with another, are told apart", () => {
  const keys = [TITLE, OTHER, `${TITLE} revisited`, `${OTHER} in rats`].map((title) =>
    keysOf({ title }),
  );
  const worthALook = createPrefilter(tabulate(keys));
  expect([1, 2, 3].map((other) => worthALook(0, other))).toEqual([false, true, false]);
  expect([2, 3].map((other) => worthALook(1, other))).toEqual([false, true]);
  expect([1, 2, 3].map((other) => worthALook(0, other))).toEqual([false, true, false]);
});

test("it does not matter which entry of a pair is the first, or what was asked before", () => {
  const title = fc
    .array(fc.constantFrom("pain", "of", "giant", "rats", "networks", "training", "the"), {
      minLength: 1,
      maxLength: 9,
    })
    .map((words) => keysOf({ title: words.join(" ") }));
  fc.assert(
    fc.property(fc.array(title, { minLength: 2, maxLength: 6 }), (keys) => {
      const worthALook = createPrefilter(tabulate(keys));
      for (let a = 0; a < keys.length; a += 1) {
        for (let b = 0; b < keys.length; b += 1) {
          const alone = createPrefilter(tabulate([keys[b]!, keys[a]!]))(0, 1);
          expect(worthALook(a, b)).toBe(alone);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("what the classifier would merge is not passed over: a title in its other language", () => {
  const common = { authors: ["Müller, J.", "Sato, K."], year: 2010, volume: "12", issue: "3" };
  const table = tabulate([
    keysOf({
      ...common,
      title: "[Training of giant neural networks] TO: Lernen in riesigen neuronalen Netzen",
    }),
    keysOf({ ...common, title: "Lernen in riesigen neuronalen Netzen" }),
  ]);
  const { similarity } = createPairClassifier(table, DEFAULT_POLICY, trainedPairTrees()).verdict(
    0,
    1,
  );
  expect(similarity).toBeGreaterThan(0.5);
  expect(createPrefilter(table)(0, 1)).toBe(true);
});
