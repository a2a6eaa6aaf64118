import { describe, expect, test } from "vitest";
import { compareRecords } from "../../../../src/core/overviews/duplicates/compare-records.ts";
import { aRecord } from "../../records/records.ts";

type Fields = Parameters<typeof aRecord>[0];

function finding(field: string, a: Fields, b: Fields): string | undefined {
  const found = compareRecords(aRecord(a), aRecord(b));
  const turned = compareRecords(aRecord(b), aRecord(a));
  expect(turned.map((one) => one.finding)).toEqual(found.map((one) => one.finding));
  return found.find((one) => one.field === field)?.finding;
}

const authors = (list: string) => ({ authors: list.split("; ") });

describe("authors are compared as names", () => {
  test.each([
    ["Smith, John; García, Ana", "Smith, John; García, Ana", "same"],
    ["Smith, John; García, Ana", "Smith, J.; Garcia, A.", "same names, written otherwise"],
    ["Smith, J. P.", "John Smith", "same names, written otherwise"],
    ["SMITH, J; GARCIA, A", "Smith, J; Garcia, A", "same but for capitals"],
    ["van der Heide, Jan", "Heide, J.", "same names, written otherwise"],
    ["García, Ana; Smith, John", "Smith, J.; Garcia, A.", "same names, written otherwise"],
    ["Smith, J.; Garcia, A.; Li, W.", "Smith, J.", "same names, 2 more in one list"],
    ["Wang, L.; Li, W.", "Wang, X.; Li, W.", "same family names, other initials"],
    ["Wang, L.; Li, W.", "Wang, X.; Li, Q.", "same family names, other initials of 2"],
    ["Smith, J.; Li, W.", "Smith, J.; Novak, P.", "different, 1 of 2 the same"],
    ["Smith, J.", "Novak, P.", "different"],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(finding("authors", authors(a), authors(b))).toBe(expected);
  });
});

test.each<[string, Fields, Fields, string]>([
  ["title", { title: "Pigs: a review" }, { title: "Pigs - a Review" }, "same but for signs"],
  ["title", { title: "Non-human pigs" }, { title: "Nonhuman pigs" }, "same but for signs"],
  ["title", { title: "Tiny but mighty" }, { title: "Tiny but mighty pigs" }, "one goes on"],
  ["title", { title: "Pigs on farms" }, { title: "Cattle in stables" }, "different"],
  ["year", { year: 2019 }, { year: 2020 }, "different, one year apart"],
  ["year", { year: 2019 }, {}, "one only"],
  [
    "venue",
    { venue: "J Clin Oncol" },
    { venue: "Journal of Clinical Oncology" },
    "same, written otherwise",
  ],
  ["venue", { venue: "Lancet" }, { venue: "Virology" }, "different"],
  [
    "pages",
    { volume: "12", issue: "3", pages: "112-118" },
    { volume: "12", pages: "112–8" },
    "same as far as both say it",
  ],
  ["pages", { volume: "12", pages: "112-118" }, { volume: "13", pages: "112-118" }, "other volume"],
  ["DOI", { doi: "10.1000/abc" }, { doi: "10.1000/ABC" }, "same but for capitals"],
  [
    "abstract",
    { abstract: "We studied pigs on farms." },
    { abstract: "We studied pigs on farms. They were well." },
    "same, one goes on",
  ],
])("%s of %j and %j: %s", (field, a, b, expected) => {
  expect(finding(field, a, b)).toBe(expected);
});

test("a field that neither record has is not listed", () => {
  const fields = compareRecords(aRecord({ title: "A" }), aRecord({ title: "A" }));
  expect(fields.map(({ field }) => field)).not.toContain("PMID");
});
