import { expect, test } from "vitest";
import { csv } from "../../../src/formats/tables/csv.ts";
import { madeDate } from "../../../src/formats/tables/made-date.ts";
import { readText } from "../contract.ts";

test.each([
  "02. Mrz",
  "12. Jan",
  "05. Okt",
  "Apr 05",
  "Mrz 12",
  "Mar-12",
  "12-Jan",
  "3-Dez",
  "12 janv.",
  "01-août",
  "12-Jan-20",
  "2020-01-12",
  "2020-01-12 00:00:00",
  "12.01.2020",
  "1/12/2020",
  "1月12日",
])("%s is a date that a spreadsheet made", (cell) => {
  expect(madeDate(cell)).toBe(true);
});

test.each([
  "1 January",
  "15 May",
  "2-3",
  "1-12",
  "12",
  "Mar-Apr",
  "March 2012",
  "May",
  "Suppl 1",
  "e12",
  "12 Suppl 2",
  "103-110",
  "2020",
  "1/2",
  "S1-S12",
  "Part 12",
])("%s is none", (cell) => {
  expect(madeDate(cell)).toBe(false);
});

test("issues and pages that are dates are left out with a warning each, and nothing else is", async () => {
  const { entries, problems } = await readText(
    csv,
    "Title,Year,Volume,Issue,Pages\nFrogs,2020,12,02. Mrz,12. Jan\nToads,2019,Mar-12,3,5-9\nNewts,2018,7,4,1-2\n",
    "a.csv",
  );
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ["csv/number-made-date", 2],
    ["csv/number-made-date", 2],
    ["csv/number-made-date", 3],
  ]);
  expect(problems[0]?.message).toContain("Issue is the date `02. Mrz`: a spreadsheet has made");
  const records = entries.flatMap((entry) => (entry.kind === "record" ? [entry.record] : []));
  expect(records.map(({ volume, issue, pages }) => [volume, issue, pages])).toEqual([
    ["12", undefined, undefined],
    [undefined, "3", "5-9"],
    ["7", "4", "1-2"],
  ]);
});
