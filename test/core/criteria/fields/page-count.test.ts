import { expect, test } from "vitest";
import { pageCount } from "../../../../src/core/criteria/fields/page-count.ts";
import { record } from "../subjects.ts";

test.each([
  ["12-34", 23],
  ["123-9", 7],
  ["1123-32", 10],
  ["12--15", 4],
  ["12–15", 4],
  ["pp. 12 - 15", 4],
  ["p12-p15", 4],
  ["S12-S15", 4],
  ["S12-15", 4],
  ["235:1-235:12", 12],
  ["235:1–12", 12],
  ["7-7", 1],
  ["3-9, 12", 8],
  ["3-9; 12-13", 9],
  ["12", undefined],
  ["e1002", undefined],
  ["12, 14", undefined],
  ["34-12", undefined],
  ["2021-12", undefined],
  ["iv-x", undefined],
  ["12-S15", undefined],
  ["1-99999", undefined],
  ["12-34+", undefined],
  ["n/a", undefined],
  ["", undefined],
])("pages %s are %s", (pages, expected) => {
  expect(pageCount(record({ pages }))).toBe(expected);
});

test.each([
  ["numpages", "12", 12],
  ["Page count", "12", 12],
  ["Number of Pages", " 12 pages ", 12],
  ["Num Pages", "12 p.", 12],
  ["pagetotal", "xii, 347", undefined],
  ["Page count", "0", undefined],
  ["Page count", "", undefined],
  ["PG", "12", undefined],
])("%s = %s in the export says %s", (tag, value, expected) => {
  expect(pageCount(record({ original: [[tag, value]] }))).toBe(expected);
});

test("what the export says goes before the range", () => {
  const original = [["Page count", "9"]] as const;
  expect(pageCount(record({ pages: "12-34", original }))).toBe(9);
});

test("PG is the count in Web of Science and the range in MEDLINE", () => {
  const [pg, ut] = [["PG", "12"] as const, ["UT", "WOS:000123"] as const];
  expect(pageCount(record({ original: [pg, ut] }))).toBe(12);
  expect(pageCount(record({ original: [pg] }))).toBeUndefined();
});
