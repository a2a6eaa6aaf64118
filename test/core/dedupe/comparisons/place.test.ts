import { expect, test } from "vitest";
import { type Fields, measure } from "./measured.ts";

test.each<[a: number | undefined, b: number | undefined, apart: number, missing: number]>([
  [2019, 2019, 0, 0],
  [2019, 2021, 2, 0],
  [1970, 2019, 6, 0],
  [undefined, 2019, 0, 1],
  [undefined, undefined, 0, 1],
])("the years %s and %s are %i apart, missing %i", (a, b, apart, missing) => {
  const dated = (year: number | undefined): Fields => (year === undefined ? {} : { year });
  const value = measure(dated(a), dated(b));
  expect([value("year: years apart"), value("year: missing")]).toEqual([apart, missing]);
});

const [volume, issue, page, near, last, many, elsewhere, ahead] = [
  "volume: the same",
  "issue: the same",
  "page: the same",
  "page: near or within the other's pages",
  "last page: the same",
  "pages: how many, where first and last are the same",
  "volume: in another field of the other",
  "place: on one side not yet in an issue",
] as const;

test.each<[note: string, a: string, b: string, values: readonly number[]]>([
  ["the same range", "103-112", "103-12", [1, 0, 1, 9]],
  ["a range of one and of many", "103-112", "103", [1, 0, 0, 0]],
  ["another end", "103-112", "103-115", [1, 0, -1, 0]],
  ["within the other", "103-112", "105-107", [-1, 1, -1, 0]],
  ["next to it", "103", "104", [-1, 0.5, 0, 0]],
  ["a misprint before the number", "1103-1112", "103-112", [-1, 0.7, -1, 0]],
  ["elsewhere", "103-112", "560-571", [-1, -1, -1, 0]],
  ["one page", "12-12", "12-12", [1, 0, 1, 0]],
  ["a whole issue", "1-400", "1-400", [1, 0, 1, 20]],
  ["pages of the PDF file", "1-9", "577-585", [0, 0, 0, 0]],
  ["a spreadsheet", "01-Aug", "1-8", [1, 0, 1, 7]],
])("pages, %s: %s and %s", (_, a, b, values) => {
  const value = measure({ pages: a }, { pages: b });
  expect([page, near, last, many].map(value)).toEqual(values);
  const back = measure({ pages: b }, { pages: a });
  expect([page, near, last, many].map(back)).toEqual(values);
});

test.each<[note: string, a: Fields, b: Fields, feature: string, value: number]>([
  ["one volume", { volume: "12" }, { volume: "Vol. 12" }, volume, 1],
  ["two volumes", { volume: "12" }, { volume: "13" }, volume, -1],
  ["a volume on one side", { volume: "12" }, {}, volume, 0],
  ["a volume that is the year", { volume: "2019", year: 2019 }, { volume: "12" }, volume, 0],
  ["one issue", { issue: "3" }, { issue: "03" }, issue, 1],
  ["two issues", { issue: "3" }, { issue: "4" }, issue, -1],
  ["a volume in the issue", { volume: "12" }, { volume: "3", issue: "12" }, elsewhere, 1],
  ["a volume in the pages", { volume: "12" }, { pages: "12" }, elsewhere, 1],
  ["a volume in its field", { volume: "12", issue: "12" }, { volume: "12" }, elsewhere, 0],
  ["ahead of print", { volume: "12", pages: "5-9" }, {}, ahead, 1],
  ["pages from 1", { volume: "12", pages: "5-9" }, { volume: "12", pages: "1-5" }, ahead, 1],
  ["in print on both sides", { volume: "12", pages: "5" }, { volume: "12", pages: "6" }, ahead, 0],
  ["a supplement", { pages: "S12" }, { pages: "12" }, "place: a supplement on one side only", 1],
  [
    "two supplements",
    { pages: "S12" },
    { issue: "2 Suppl", pages: "12" },
    "place: a supplement on one side only",
    0,
  ],
  [
    "a conference",
    { venue: "Symposium on Pain" },
    { venue: "Pain" },
    "place: a conference on one side only",
    1,
  ],
  ["a preprint", { venue: "arXiv" }, { venue: "Pain" }, "place: a preprint on one side only", 1],
  [
    "a register entry",
    { venue: "ClinicalTrials.gov", accession: "NCT01234567" },
    { venue: "Pain" },
    "place: a register of trials on one side only",
    1,
  ],
])("%s", (_, a, b, feature, value) => {
  expect(measure(a, b)(feature)).toBe(value);
  expect(measure(b, a)(feature)).toBe(value);
});

test("running numbers in the column of issues say nothing", () => {
  const rows = Array.from({ length: 300 }, (_, at): Fields => ({ issue: String(at + 10) }));
  expect(measure({ issue: "1" }, { issue: "2" })(issue)).toBe(-1);
  expect(measure({ issue: "1" }, { issue: "2" }, rows)(issue)).toBe(0);
});
