import fc from "fast-check";
import { expect, test } from "vitest";
import type { DecidedPairs, Pair } from "../../../src/core/dedupe/cluster.ts";
import { findDuplicates } from "../../../src/core/dedupe/index.ts";
import type { DedupeKeys } from "../../../src/core/dedupe/keys.ts";
import { keysOf } from "../records/records.ts";

const NOBODY: DecidedPairs = { same: [], different: [] };

/** Entries of few works in many renderings, so that clusters and conflicts are common. */
const entry = fc
  .record({
    work: fc.integer({ min: 0, max: 4 }),
    doi: fc.constantFrom(undefined, "right", "wrong"),
    year: fc.constantFrom(undefined, 2020, 2021),
    authors: fc.constantFrom([], ["Huang, Y.", "Cheng, Y."], ["Huang, Yanping"]),
    venue: fc.constantFrom(undefined, "NeurIPS", "arXiv"),
    volume: fc.constantFrom(undefined, "32"),
  })
  .map(({ work, doi, year, authors, venue, volume }) =>
    keysOf({
      title: `Efficient training of giant networks number ${"abcde"[work]} with pipelines`,
      authors,
      ...(doi && { doi: `10.1000/${doi}.${work}` }),
      ...(year && { year }),
      ...(venue && { venue }),
      ...(volume && { volume }),
    }),
  );
const entries = fc.array(entry, { minLength: 2, maxLength: 14 });

/** Clusters and possible pairs by content, which does not depend on positions. */
function content(keys: readonly DedupeKeys[], people = NOBODY): string {
  const { clusters, possible } = findDuplicates(keys, people);
  const print = (positions: readonly number[]) =>
    positions
      .map((at) => keys[at]!.fingerprint)
      .sort()
      .join("+");
  return JSON.stringify({
    clusters: clusters.map(({ members }) => print(members)).sort(),
    possible: [...new Set(possible.map(({ a, b, rule }) => `${print([a, b])} ${rule}`))].sort(),
  });
}

test("the order of entries changes nothing", () => {
  fc.assert(
    fc.property(entries, fc.array(fc.nat(), { minLength: 14, maxLength: 14 }), (keys, ranks) => {
      const shuffled = keys
        .map((key, at) => ({ key, rank: ranks[at]! }))
        .sort((a, b) => a.rank - b.rank);
      expect(content(shuffled.map(({ key }) => key))).toBe(content(keys));
    }),
    { numRuns: 150 },
  );
});

test("an exact copy always merges", () => {
  fc.assert(
    fc.property(entries, (keys) => {
      const { clusters } = findDuplicates([...keys, keys[0]!], NOBODY);
      const cluster = clusters.find(({ members }) => members.includes(0));
      expect(cluster?.members).toContain(keys.length);
    }),
  );
});

test("entries without title and identifiers never merge, not even copies", () => {
  const nothing = keysOf({ year: 2020, venue: "NeurIPS" });
  expect(findDuplicates([nothing, nothing], NOBODY)).toEqual({
    clusters: [],
    possible: [],
    linked: [],
    unlikely: [],
  });
});

test("what people call different is never joined, what they call the same always is", () => {
  fc.assert(
    fc.property(entries, fc.nat(), fc.nat(), fc.boolean(), (keys, x, y, same) => {
      const [a, b] = [x % keys.length, y % keys.length];
      fc.pre(a !== b);
      const pair: Pair = [a, b];
      const people = same ? { same: [pair], different: [] } : { same: [], different: [pair] };
      const { clusters, possible } = findDuplicates(keys, people);
      const together = clusters.some(({ members }) => members.includes(a) && members.includes(b));
      expect(together).toBe(same);
      const listed = possible.some((one) => [one.a, one.b].sort().join() === [a, b].sort().join());
      expect(listed).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test("a chain of links does not join what vetoes itself: the weaker link is a possible duplicate", () => {
  const title = "Efficient training of giant networks";
  const common = { title, authors: ["Huang, Y."], year: 2019 };
  const [first, middle, last] = [
    keysOf({ ...common, doi: "10.1/a" }),
    keysOf(common),
    keysOf({ ...common, doi: "10.1/b" }),
  ];
  const { clusters, possible } = findDuplicates([first!, middle!, last!], NOBODY);
  expect(clusters).toHaveLength(1);
  expect(clusters[0]!.members).toHaveLength(2);
  expect(possible.length).toBeGreaterThan(0);
});

test("nobody is asked twice about two records", () => {
  const title = "Efficient training of giant networks";
  const common = {
    title,
    authors: ["Huang, Y.", "Cheng, Y."],
    year: 2019,
    venue: "Machine Learning",
  };
  const keys = [
    { ...common, doi: "10.1/a" },
    { ...common, doi: "10.1/a", pages: "1-9" },
    { ...common, doi: "10.1/b" },
    { ...common, doi: "10.1/b", pages: "1-9" },
  ].map((fields) => keysOf(fields));
  const { clusters, possible } = findDuplicates(keys, NOBODY);
  expect(clusters.map(({ members }) => members)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(possible).toHaveLength(1);
});

test("a veto between two entries also parts those that are like both", () => {
  const common = {
    title: "Efficient training of giant neural networks on many accelerators",
    year: 2019,
    venue: "Machine Learning",
  };
  const authors = (...names: string[]) => names.map((name) => `${name}, A.`);
  const keys = [
    { ...common, authors: authors("Huang", "Bapna", "Firat") },
    { ...common, authors: authors("Huang", "Bapna", "Firat", "Chen", "Novak") },
    { ...common, authors: authors("Huang", "Chen", "Bapna", "Firat") },
  ].map((fields) => keysOf(fields));
  const { clusters } = findDuplicates(keys, NOBODY);
  const together = clusters.some(({ members }) => members.includes(0) && members.includes(2));
  expect(together).toBe(false);
});

test("two thousand like titles are compared in bounded blocks", () => {
  const letters = (n: number) =>
    [...String(n).padStart(5, "0")].map((digit) => "bcdfghjklm"[Number(digit)]).join("");
  const keys = Array.from({ length: 2_000 }, (_, at) =>
    keysOf({
      title: "Training of large language models",
      authors: [`${letters(at)}, A.`],
      year: 2020,
    }),
  );
  expect(findDuplicates(keys, NOBODY).clusters).toEqual([]);
});
