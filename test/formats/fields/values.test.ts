import { describe, expect, test } from "vitest";
import { formatAuthor } from "../../../src/core/records/normalize.ts";
import { authorsOf, byCapitals, byGuess } from "../../../src/formats/fields/authors.ts";
import { issnsOf, pmcidOf, pmidOf } from "../../../src/formats/fields/identifiers.ts";
import { languageOf } from "../../../src/formats/fields/languages.ts";
import { listOf } from "../../../src/formats/fields/lists.ts";
import { countOf, pagesOf } from "../../../src/formats/fields/numbers.ts";
import { typeOf } from "../../../src/formats/fields/record-types.ts";
import { cellValue } from "../../../src/formats/tables/cell-value.ts";

const names = (cell: string, split = byGuess): readonly string[] =>
  authorsOf(cell, split).map(formatAuthor);

describe("authors in a table that nobody in particular made", () => {
  test.each([
    ["Doe, Jane; Roe, John", ["Doe, Jane", "Roe, John"]],
    ["Doe, Jane and Roe, John", ["Doe, Jane", "Roe, John"]],
    ["Doe, Jane & Roe, John", ["Doe, Jane", "Roe, John"]],
    ["Jane Doe, John Roe and Ann Poe", ["Doe, Jane", "Roe, John", "Poe, Ann"]],
    ["Jane Doe, John Roe, and Ann Poe", ["Doe, Jane", "Roe, John", "Poe, Ann"]],
    ["Jane Doe and John Roe", ["Doe, Jane", "Roe, John"]],
    ["Jane Doe, John Roe", ["Doe, Jane", "Roe, John"]],
    ["Doe, Jane", ["Doe, Jane"]],
    ["van der Berg, Jan Willem", ["van der Berg, Jan Willem"]],
    ["Doe J., Roe J.A.", ["Doe, J.", "Roe, J.A."]],
    ["Doe JA,Roe R", ["Doe, JA", "Roe, R"]],
    ["Doe, J., Roe, J.A.", ["Doe, J.", "Roe, J.A."]],
    ["Doe, Roe, Poe", ["Doe", "Roe", "Poe"]],
    ["['Doe, Jane', 'Roe, John']", ["Doe, Jane", "Roe, John"]],
    ['c("Doe, Jane", "Roe, John")', ["Doe, Jane", "Roe, John"]],
    ["'Jane Doe', 'John Roe'", ["Doe, Jane", "Roe, John"]],
    ["Jane Doe|John Roe", ["Doe, Jane", "Roe, John"]],
    ["Doe, Jane\nRoe, John\n", ["Doe, Jane", "Roe, John"]],
    ["a, b and c, d ; e, f", ["a, b", "c, d", "e, f"]],
    ["J Doe, R Roe, …", ["Doe, J", "Roe, R"]],
    ["Doe J, et al.", ["Doe, J"]],
    ["Doe J et al", ["Doe, J"]],
    ["[No author name available]", []],
  ])("%s", (cell, expected) => {
    expect(names(cell)).toEqual(expected);
  });
});

describe("SpringerLink's glued authors", () => {
  test.each([
    ["Jane DoeJohn Roe", ["Doe, Jane", "Roe, John"]],
    ["Prof. Jane A. DoeDr. John Roe", ["Doe, Jane A.", "Roe, John"]],
    [
      "Iain McLeodShane O'BrienUrsula Le Guin",
      ["McLeod, Iain", "O'Brien, Shane", "Le Guin, Ursula"],
    ],
    ["Hans van der BergJ. R. R. Doe", ["van der Berg, Hans", "Doe, J. R. R."]],
    ["Jane Doe-RoeJosé Ñandú", ["Doe-Roe, Jane", "Ñandú, José"]],
  ])("%s", (cell, expected) => {
    expect(names(cell, byCapitals)).toEqual(expected);
  });
});

test.each([
  ["  x ", "x"],
  ['="19326203"', "19326203"],
  ["'=A1", "=A1"],
  ["'tis a title", "'tis a title"],
  ['"quoted" ', "quoted"],
  ["[No abstract available]", undefined],
  ["n/a", undefined],
  [" ", undefined],
])("the cell %j says %j", (cell, expected) => {
  expect(cellValue(cell)).toBe(expected);
});

test("lists part at semicolons, bars and lines, else at commas outside of brackets", () => {
  expect(listOf("*Calm; toys, soft")).toEqual(["Calm", "toys, soft"]);
  expect(listOf("a|b")).toEqual(["a", "b"]);
  expect(listOf("cyst (diagnosis, surgery), fern")).toEqual(["cyst (diagnosis, surgery)", "fern"]);
});

test("identifiers come bare out of what tables wrap them in", () => {
  expect(issnsOf("18602002; 1536-163x (electronic)")).toEqual(["1860-2002", "1536-163X"]);
  expect(issnsOf("978-981968398-7")).toEqual([]);
  expect(
    ["PUBMED 21314913", "PMID:5", "31352693.0", "https://pubmed.ncbi.nlm.nih.gov/7"].map(pmidOf),
  ).toEqual(["21314913", "5", "31352693", "7"]);
  expect(["0", "pubmed_id1", "123456789"].map(pmidOf)).toEqual([undefined, undefined, undefined]);
  expect(["PMC12", "pmc 12", "12", "x"].map(pmcidOf)).toEqual([
    "PMC12",
    "PMC12",
    "PMC12",
    undefined,
  ]);
  expect(["12", "1,204", "3.0", "3.5", "many"].map(countOf)).toEqual([
    12,
    1204,
    3,
    undefined,
    undefined,
  ]);
  expect(["3 - 12", "1279‐1297", "e12"].map(pagesOf)).toEqual(["3-12", "1279-1297", "e12"]);
});

test.each([
  ["journalArticle", "article"],
  ["Journal article", "article"],
  ["conferencePaper", "conference paper"],
  ["IEEE Conferences", "conference paper"],
  ["IEEE Conference Publications", "conference paper"],
  ["IEEE Magazines", "article"],
  ["IEEE Journals & Magazines", "article"],
  ["Wiley-IEEE Press eBook Chapters", "book chapter"],
  ["Article; Early Access", "article"],
  ["Proceedings Paper", "conference paper"],
  ["proceeding", "conference paper"],
  ["Chapter", "book chapter"],
  ["something", undefined],
])("the type %s is %s", (text, type) => {
  expect(typeOf(text)).toBe(type);
});

test("languages are known by their Portuguese names too", () => {
  expect(["Espanhol", "Português", "English", "en-US", "eng"].map(languageOf)).toEqual([
    "es",
    "pt",
    "en",
    "en",
    "en",
  ]);
});
