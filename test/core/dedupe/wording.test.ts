import { expect, test } from "vitest";
import { FEATURES } from "../../../src/core/dedupe/comparisons/index.ts";
import { wordsFor } from "../../../src/core/dedupe/wording.ts";
import { keysOf } from "../records/records.ts";
import { type Fields, measureKeys } from "./comparisons/measured.ts";

const TITLE = "Training of giant neural networks on many accelerators";
const ABSTRACT =
  "We split a giant network into stages that work on small batches one after another, which makes training of networks possible that no single accelerator can hold.";
const titled: Fields = { title: TITLE };

test.each<[words: string, a: Fields, b: Fields]>([
  ["", {}, {}],
  ["", titled, {}],
  ["same title", titled, titled],
  ["nearly the same title", titled, { title: TITLE.replace("giant", "gaint") }],
  ["other title", titled, { title: "Opioid dependence" }],
  [
    "same title and authors",
    { ...titled, authors: ["Huang, Y."] },
    { ...titled, authors: ["Yanping Huang"] },
  ],
  [
    "same title; other authors",
    { ...titled, authors: ["Huang, Y."] },
    { ...titled, authors: ["Novak, N."] },
  ],
  [
    "same title",
    { ...titled, authors: ["Huang, Y.", "Abel, B.", "Chandra, C."] },
    { ...titled, authors: ["Huang, Y.", "Novak, N.", "Quist, O."] },
  ],
  ["same title and year", { ...titled, year: 2019 }, { ...titled, year: 2019 }],
  ["same title; other year", { ...titled, year: 2019 }, { ...titled, year: 2020 }],
  [
    "same title and venue",
    { ...titled, venue: "J Clin Oncol" },
    { ...titled, venue: "Journal of Clinical Oncology" },
  ],
  ["same title; other venue", { ...titled, venue: "Pain" }, { ...titled, venue: "Diabetologia" }],
  [
    "same volume, issue and page",
    { volume: "1", issue: "2", pages: "3" },
    { volume: "1", issue: "2", pages: "3-9" },
  ],
  [
    "other volume, issue and page",
    { volume: "1", issue: "2", pages: "30" },
    { volume: "2", issue: "3", pages: "90" },
  ],
  [
    "same DOI, PMID and arXiv id",
    { doi: "10.1/a", pmid: "1", arxiv: "1811.06965" },
    { doi: "10.1/a", pmid: "1", arxiv: "1811.06965" },
  ],
  [
    "same DOI; other PMID and arXiv id",
    { doi: "10.1/a", pmid: "1", arxiv: "1811.06965" },
    { doi: "10.1/a", pmid: "2", arxiv: "1811.06966" },
  ],
  ["same title and abstract", { ...titled, abstract: ABSTRACT }, { ...titled, abstract: ABSTRACT }],
  [
    "nearly the same title; same year; other volume",
    { title: TITLE, year: 2019, volume: "1" },
    { title: `${TITLE.slice(0, -1)}`, year: 2019, volume: "2" },
  ],
])("`%s`", (words, a, b) => {
  expect(wordsFor(measureKeys(keysOf(a), keysOf(b)))).toBe(words);
  expect(wordsFor(measureKeys(keysOf(b), keysOf(a)))).toBe(words);
});

test("nothing is said of what nobody knows", () => {
  expect(wordsFor(Float64Array.from(FEATURES, ({ unknown }) => unknown))).toBe("");
});
