import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { candidatePairs } from "../../../src/core/dedupe/block.ts";
import type { DedupeKeys } from "../../../src/core/dedupe/keys.ts";
import { createPrefilter } from "../../../src/core/dedupe/prefilter.ts";
import { DEFAULT_POLICY } from "../../../src/core/dedupe/relations/index.ts";
import { tabulate } from "../../../src/core/dedupe/table.ts";
import { trainedPairTrees } from "../../../src/core/dedupe/trees.ts";
import { createPairClassifier } from "../../../src/core/dedupe/verdict.ts";
import { CASES, keysOfCase } from "../../dedupe-cases.ts";
import { hardRecords, keysOfAll } from "../../properties/hard-entries.ts";
import { keysOf } from "../records/records.ts";

type Fields = Parameters<typeof keysOf>[0];

function pairsOf(keys: readonly DedupeKeys[]): string[] {
  const { count, first, second } = candidatePairs(tabulate(keys));
  return Array.from({ length: count }, (_, at) => `${first[at]} ${second[at]}`);
}

const found = (a: Fields, b: Fields) => pairsOf([keysOf(a), keysOf(b)]).length === 1;

const TITLE = "Training of giant neural networks";
const OTHER = "Opioid dependence and relapse";

test.each<[note: string, a: Fields, b: Fields]>([
  ["a DOI", { title: TITLE, doi: "10.1/a" }, { title: OTHER, doi: "10.1/a" }],
  ["a PMID", { title: TITLE, pmid: "1" }, { title: OTHER, pmid: "1" }],
  ["an arXiv id", { arxiv: "1811.06965" }, { title: OTHER, arxiv: "1811.06965" }],
  ["a title", { title: TITLE }, { title: `${TITLE}.` }],
  ["the beginning of a title", { title: TITLE }, { title: "Training of giant neural nets" }],
  ["the end of a title", { title: TITLE }, { title: `GPipe and more: ${TITLE}` }],
  ["a short title and the year", { title: "Sepsis", year: 2001 }, { title: "SEPSIS", year: 2001 }],
  ["the original behind a translation", { title: `[${OTHER}] TO: ${TITLE}` }, { title: TITLE }],
  [
    "volume, page and year",
    { title: TITLE, volume: "3", pages: "5-9", year: 2001 },
    { title: OTHER, volume: "3", pages: "5", year: 2001 },
  ],
  [
    "venue, volume and page",
    { title: TITLE, venue: "Pain", volume: "3", pages: "5-9", year: 2001 },
    { title: OTHER, venue: "Pain", volume: "3", pages: "5", year: 2002 },
  ],
  [
    "first author and page",
    { title: TITLE, authors: ["Huang, Y."], pages: "5-9" },
    { title: OTHER, authors: ["Yanping Huang"], pages: "5" },
  ],
  [
    "first author, year and volume",
    { title: TITLE, authors: ["Huang, Y."], year: 2001, volume: "3" },
    { title: OTHER, authors: ["Huang, Y."], year: 2001, volume: "3" },
  ],
  [
    "first author and a rare word",
    { title: "Giant squids of the sea", authors: ["Huang, Y."] },
    { title: "How giant can a network be", authors: ["Huang, Y."] },
  ],
  ["two rare words", { title: "Giant squids of the sea" }, { title: "Why squids grow giant" }],
])("entries that share %s are compared", (_, a, b) => {
  expect(found(a, b)).toBe(true);
});

test.each<[note: string, a: Fields, b: Fields]>([
  ["nothing", { title: TITLE }, { title: OTHER }],
  ["what is missing", {}, {}],
  ["the year", { title: TITLE, year: 2001 }, { title: OTHER, year: 2001 }],
  [
    "a short title of other years",
    { title: "Sepsis", year: 2001 },
    { title: "Sepsis", year: 2002 },
  ],
  ["a volume", { title: TITLE, volume: "3" }, { title: OTHER, volume: "3" }],
  ["words that say nothing", { title: "Of the and in with" }, { title: "By the and as with of" }],
])("entries that share %s are not", (_, a, b) => {
  expect(found(a, b)).toBe(false);
});

test("a pair is found once, the smaller first, in the order of positions", () => {
  fc.assert(
    fc.property(hardRecords, (records) => {
      const keys = keysOfAll(records);
      const { count, first, second } = candidatePairs(tabulate(keys));
      const codes = Array.from(
        { length: count },
        (_, at) => first[at]! * keys.length + second[at]!,
      );
      expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
      for (let at = 0; at < count; at += 1) expect(first[at]!).toBeLessThan(second[at]!);
    }),
  );
});

test("which pairs are compared does not depend on the order of entries", () => {
  const content = (keys: readonly DedupeKeys[]) => {
    const { count, first, second } = candidatePairs(tabulate(keys));
    return Array.from({ length: count }, (_, at) =>
      [keys[first[at]!]!.fingerprint, keys[second[at]!]!.fingerprint].sort().join(" "),
    ).sort();
  };
  fc.assert(
    fc.property(hardRecords, (records) => {
      const keys = keysOfAll(records);
      expect(content([...keys].reverse())).toEqual(content(keys));
    }),
  );
});

test("copies are compared, however many there are", () => {
  const keys = Array.from({ length: 200 }, () => keysOf({ title: TITLE, doi: "10.1/a" }));
  const { count, first, second } = candidatePairs(tabulate(keys));
  const reached = new Set([0]);
  for (let at = 0; at < count; at += 1) if (reached.has(first[at]!)) reached.add(second[at]!);
  expect(reached.size).toBe(200);
  expect(count).toBeLessThan(200 * 40);
});

test("who shares common words with hundreds is compared with few, and with who shares rare ones", () => {
  const words = Array.from({ length: 30 }, (_, at) => `word${String.fromCharCode(97 + at)}x`);
  const titles = Array.from({ length: 800 }, (_, at) =>
    Array.from({ length: 5 }, (_, place) => words[(at * 7 + place * (1 + (at % 11))) % 30]).join(
      " ",
    ),
  );
  const keys = [...titles, "Giant squids word a", "Why word b squids grow giant"].map((title) =>
    keysOf({ title }),
  );
  const pairs = pairsOf(keys);
  expect(pairs.length).toBeLessThan(keys.length * 40);
  expect(pairs).toContain("800 801");
});

describe("fixtures/dedupe/cases.json", () => {
  test.each(CASES.filter(({ expected }) => expected !== "distinct"))(
    "the two of $id are compared, and get a look where they are merged or asked of",
    async (one) => {
      const keys = await keysOfCase(one);
      const table = tabulate(keys);
      const { kind } = createPairClassifier(table, DEFAULT_POLICY, trainedPairTrees()).verdict(
        0,
        1,
      );
      if (kind === "distinct") return;
      expect(pairsOf(keys)).toContain("0 1");
      expect(createPrefilter(table)(0, 1)).toBe(true);
    },
  );
});
