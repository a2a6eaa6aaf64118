import { expect, test } from "vitest";
import {
  issueNumber,
  type PageForms,
  pageForms,
  volumeNumber,
} from "../../../../src/core/dedupe/fields/place.ts";

const from = (first: string, last?: string): PageForms => ({
  first,
  ...(last !== undefined && { last }),
  supplement: false,
});
const inSupplement = (first: string, last?: string): PageForms => ({
  ...from(first, last),
  supplement: true,
});
const NONE: PageForms = { supplement: false };

test.each<[pages: string | undefined, forms: PageForms]>([
  ["123-129", from("123", "129")],
  ["123-9", from("123", "129")],
  ["1998-2003", from("1998", "2003")],
  ["123–129", from("123", "129")],
  ["123−129", from("123", "129")],
  ["123--129", from("123", "129")],
  ["123 - 129", from("123", "129")],
  ["pp. 12-15", from("12", "15")],
  ["p 12", from("12")],
  ["pages 12-15", from("12", "15")],
  ["s. 12-15", from("12", "15")],
  ["0012-0019", from("12", "19")],
  ["123", from("123")],
  ["123+", from("123")],
  ["123-", from("123")],
  ["e1234", from("1234")],
  ["E1234-E1240", from("1234", "1240")],
  ["e-20", from("20")],
  ["A123", { ...from("123"), article: true }],
  ["a1754", { ...from("1754"), article: true }],
  ["c1804-c1810", from("1804", "1810")],
  ["CD001234", from("1234")],
  ["ii123-ii130", from("123", "130")],
  ["Art. 45", from("45")],
])("pages %s", (pages, forms) => {
  expect(pageForms(pages)).toEqual(forms);
});

test.each<[pages: string, forms: PageForms]>([
  ["S417-29", inSupplement("417", "429")],
  ["S417-S429", inSupplement("417", "429")],
  ["s12", inSupplement("12")],
])("pages %s are in a supplement", (pages, forms) => {
  expect(pageForms(pages)).toEqual(forms);
});

test.each<[pages: string]>([
  ["230-5, 246-51"],
  ["246-51, 230-5"],
  ["230-5; discussion 246"],
  ["246-51 & 230-5"],
])("a list of pages begins with its first range: %s", (pages) => {
  expect(pageForms(pages)).toEqual(from("230", "235"));
});

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

test.each(MONTHS.map((name, at): [string, number] => [name, at + 1]))(
  "a date in %s was a range of pages with %i",
  (name, month) => {
    expect(pageForms(`01-${name}`)).toEqual(from("1", String(month)));
    expect(pageForms(`${name}-28`)).toEqual(from(String(month), "28"));
    expect(pageForms(`28-${name.toUpperCase()}`).supplement).toBe(false);
  },
);

test.each<[pages: string, first: string, last: string, typed: string]>([
  ["01-Aug", "1", "8", "1-8, the day first"],
  ["8-Jan", "1", "8", "1-8, the month first"],
  ["12-Feb", "2", "12", "2-12, the month first"],
  ["06-Nov", "6", "11", "6-11"],
  ["10-Oct", "10", "10", "10-10"],
  ["23-Jul", "23", "27", "23-7, the last page shortened"],
  ["20-Jan", "20", "21", "20-1, the last page shortened"],
  ["Sep-17", "9", "17", "9-17, which is no day"],
  ["10-May", "10", "15", "10-5, the last page shortened"],
  ["Oct-15", "10", "15", "10-15, which is no day"],
])("a spreadsheet made %s of the pages %s to %s: %s", (pages, first, last) => {
  expect(pageForms(pages)).toEqual(from(first, last));
});

test.each([
  undefined,
  "",
  "-",
  "NA",
  "n/a",
  "No pages",
  "no pagination",
  "n. pag",
  "unpaged",
  "unpaginated",
  "not available",
  "no-specified",
  "Suppl-29",
  "Suppl 1",
  "t-20",
  "xii",
])("%s names no page", (pages) => {
  expect(pageForms(pages)).toEqual(NONE);
});

test.each<[volume: string | undefined, year: number | undefined, number: string | undefined]>([
  ["12", 2000, "12"],
  ["012", 2000, "12"],
  ["Vol. 12 (Suppl 1)", 2000, "12"],
  ["12 Suppl 3", 2000, "12"],
  ["v12", undefined, "12"],
  ["0", 2000, "0"],
  ["XII", 2000, "xii"],
  ["Part B", 2000, "partb"],
  ["2000", 2001, "2000"],
  ["2000", 2000, undefined],
  ["2000", undefined, "2000"],
  ["NA", 2000, undefined],
  ["N/A", 2000, undefined],
  ["1)", 2000, undefined],
  ["Suppl", 2000, undefined],
  ["Suppl 1", 2000, undefined],
  ["May-June", 2000, undefined],
  ["", 2000, undefined],
  [undefined, 2000, undefined],
])("volume %s of %s is %s", (volume, year, number) => {
  expect(volumeNumber(volume, year)).toBe(number);
});

test.each(MONTHS)("a volume that is the month %s is none", (month) => {
  expect(volumeNumber(month, 2000)).toBeUndefined();
  expect(volumeNumber(month.toUpperCase(), 2000)).toBeUndefined();
});

test.each<[issue: string | undefined, number: string | undefined, supplement: boolean]>([
  ["8", "8", false],
  ["08", "8", false],
  ["3-4", "3", false],
  ["Pt 2", "2", false],
  ["8 Suppl", "8", true],
  ["Suppl 1", "1", true],
  ["Supplement_1", "1", true],
  ["S2", "2", true],
  ["Meeting Abstracts", undefined, true],
  ["Conference", undefined, true],
  ["Special Issue", undefined, false],
  ["NA", undefined, false],
  ["", undefined, false],
  [undefined, undefined, false],
])("issue %s: number %s, a supplement %s", (issue, number, supplement) => {
  expect(issueNumber(issue)).toEqual({ ...(number !== undefined && { number }), supplement });
});
