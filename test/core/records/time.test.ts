import { describe, expect, test } from "vitest";
import {
  canBeSame,
  compareTimes,
  formatInstant,
  isoText,
  isSurelyLater,
  isUnreadable,
  problemsOfTimes,
  readTime,
  readTimes,
  type Time,
} from "../../../src/core/records/time.ts";

/** The beginnings of what a time can mean. */
const meanings = ({ spans }: Time) => spans.map(({ from }) => formatInstant(from));

describe("a time is read in the forms that people, spreadsheets and programs write", () => {
  test.each([
    ["2024-06-28", "2024-06-28T00:00:00Z"],
    ["2024-06-28T09:00Z", "2024-06-28T09:00:00Z"],
    ["2024-06-28T09:00:30.250Z", "2024-06-28T09:00:30Z"],
    ["2024-06-28 09:00:30", "2024-06-28T09:00:30Z"],
    ["2024-06-28T09:00:00+02:00", "2024-06-28T07:00:00Z"],
    ["2024-06-28 01:00:00 +0200", "2024-06-27T23:00:00Z"],
    ["2024-06-28 09:00 UTC", "2024-06-28T09:00:00Z"],
    ["20240628T090000Z", "2024-06-28T09:00:00Z"],
    ["20240628T090000", "2024-06-28T09:00:00Z"],
    ["20240628T0900Z", "2024-06-28T09:00:00Z"],
    ["20240628T090000.250+0200", "2024-06-28T07:00:00Z"],
    ["20240628 090000", "2024-06-28T09:00:00Z"],
    ["2024-06-28T24:00:00Z", "2024-06-29T00:00:00Z"],
    ["2024-06-28T24:00:01Z", undefined],
    ["2024-06-28T09:00:00+02:00[Europe/Berlin]", "2024-06-28T07:00:00Z"],
    ["2024-06-28T09:00:00\u221202:00", "2024-06-28T11:00:00Z"],
    ["20240628", "2024-06-28T00:00:00Z"],
    ["28.06.2024 09:00", "2024-06-28T09:00:00Z"],
    ["28.6.2024 9.05", "2024-06-28T09:05:00Z"],
    ["28. 6. 2024 9:00", "2024-06-28T09:00:00Z"],
    ["02.07.24", "2024-07-02T00:00:00Z"],
    ["6/28/2024 9:00 AM", "2024-06-28T09:00:00Z"],
    ["6/28/2024 12:30:00 AM", "2024-06-28T00:30:00Z"],
    ["6/28/24 12:30\u202fPM", "2024-06-28T12:30:00Z"],
    ["28/06/2024 3:00 p. m.", "2024-06-28T15:00:00Z"],
    ["28/06/2024", "2024-06-28T00:00:00Z"],
    ["28-06-2024 21:07", "2024-06-28T21:07:00Z"],
    ["2024/6/28 9:00", "2024-06-28T09:00:00Z"],
    ["2024. 06. 28. 9:00", "2024-06-28T09:00:00Z"],
    ["2024年6月28日 下午 3:00", "2024-06-28T15:00:00Z"],
    ["28-Jun-24", "2024-06-28T00:00:00Z"],
    ["28. Juni 2024", "2024-06-28T00:00:00Z"],
    ["28 de julio de 2024", "2024-07-28T00:00:00Z"],
    ["28 août 2024", "2024-08-28T00:00:00Z"],
    ["June 28, 2024", "2024-06-28T00:00:00Z"],
    ["Friday, June 28, 2024 9:00 AM", "2024-06-28T09:00:00Z"],
    ["Fri, 28 Jun 2024 09:00:00 GMT", "2024-06-28T09:00:00Z"],
    ["Fri, 28 Jun 2024 09:00:00 UT", "2024-06-28T09:00:00Z"],
    ["Fri, 28 Jun 2024 09:00:00 -0400 (EDT)", "2024-06-28T13:00:00Z"],
    ["28 Jun 2024 09:00 +0200", "2024-06-28T07:00:00Z"],
    ["Fri, 28 Jun 2024 09:00:00 EST", "2024-06-28T14:00:00Z"],
    ["Fri, 28 Jun 2024 09:00:00 PDT", "2024-06-28T16:00:00Z"],
    ["2024-06-28 09:00:00 CST", undefined],
    ["Fri Jun 28 09:00:00 2024", "2024-06-28T09:00:00Z"],
    ["Fri Jun 28 2024 09:00:00 GMT+0200 (Central European Summer Time)", "2024-06-28T07:00:00Z"],
    ["45471.375", "2024-06-28T09:00:00Z"],
    ["45471,375", "2024-06-28T09:00:00Z"],
    ["45471", "2024-06-28T00:00:00Z"],
    ["1719565200", "2024-06-28T09:00:00Z"],
    ["1719565200.123", "2024-06-28T09:00:00Z"],
    ["1719565200123", "2024-06-28T09:00:00Z"],
    ["yesterday", undefined],
    ["2024", undefined],
    ["2024-06", undefined],
    ["May 2024", undefined],
    ["2024-02-30", undefined],
    ["31.04.2024", undefined],
    ["13/13/2024", undefined],
    ["0204-06-28", undefined],
    ["2024-06-28 25:00", undefined],
    ["2024-06-28 9", undefined],
    ["28.06.2024 09:00 MESZ", undefined],
    ["6/28/2024 13:00 PM", undefined],
    ["12345", undefined],
    [`2024-06-28${" ".repeat(80)}09:00`, undefined],
  ])("%s", (text, expected) => {
    const time = readTime(text);
    expect(meanings(time)).toEqual(expected === undefined ? [] : [expected]);
    expect(isUnreadable(time)).toBe(expected === undefined);
  });

  test.each([1900, 1999, 2000, 2024, 2099])("every day of %i is the day that it says", (year) => {
    for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
      const written = new Date(day).toISOString().slice(0, 10);
      if (readTime(written).spans[0]?.from !== day) expect(written).toBe("read as itself");
    }
  });
});

describe("whether day or month comes first is taken from the whole column", () => {
  test("one cell with a day above 12 decides it", () => {
    expect(readTimes(["03/04/2024", "28/06/2024"]).flatMap(meanings)).toEqual([
      "2024-04-03T00:00:00Z",
      "2024-06-28T00:00:00Z",
    ]);
    expect(readTimes(["03/04/2024", "6/28/2024 9:00 AM"]).flatMap(meanings)).toEqual([
      "2024-03-04T00:00:00Z",
      "2024-06-28T09:00:00Z",
    ]);
  });

  test("a column that does not say keeps both readings, and one that contradicts itself, too", () => {
    const both = ["2024-04-03T00:00:00Z", "2024-03-04T00:00:00Z"];
    expect(readTimes(["03/04/2024"]).map(meanings)).toEqual([both]);
    expect(readTimes(["03/04/2024", "28/06/2024", "6/28/2024"]).map(meanings)[0]).toEqual(both);
  });

  test("a day and month of one number are no question, nor are points, ISO or names", () => {
    const cells = ["03/03/2024", "03.04.2024", "2024-04-03", "3 Apr 2024"];
    expect(readTimes(cells).map(({ spans }) => spans.length)).toEqual([1, 1, 1, 1]);
  });
});

describe("times are compared as times", () => {
  const later = (a: string, b: string) => isSurelyLater(readTime(a), readTime(b));

  test("whatever their forms", () => {
    expect(later("02.07.2024 09:00", "28.06.2024 09:00")).toBe(true);
    expect(later("2024-06-28T09:00:00-05:00", "2024-06-28T13:00:00Z")).toBe(true);
    expect(later("2024-06-28T09:00:00Z", "28.06.2024 09:00")).toBe(false);
    expect(compareTimes(readTime("02.07.2024"), readTime("28.06.2024"))).toBe(1);
    expect(compareTimes(readTime(""), readTime("28.06.2024"))).toBe(-1);
  });

  test("a day is neither before nor after its hours, and what is no time is later than nothing", () => {
    expect([
      later("2024-06-28", "2024-06-28T09:00Z"),
      later("2024-06-28T09:00Z", "2024-06-28"),
    ]).toEqual([false, false]);
    expect([later("yesterday", "2024-06-28"), later("2024-06-28", "yesterday")]).toEqual([
      false,
      false,
    ]);
    expect([later("yesterday", ""), later("", "yesterday")]).toEqual([true, false]);
  });

  test("an uncertain date is later only if it is so in both readings", () => {
    expect(later("03/04/2024", "2024-03-01")).toBe(true);
    expect(later("03/04/2024", "2024-03-20")).toBe(false);
  });

  test("a spreadsheet's minute can be the second that it has cut off", () => {
    expect(canBeSame(readTime("28.06.2024 09:00"), readTime("2024-06-28T09:00:41Z"))).toBe(true);
    expect(canBeSame(readTime("28.06.2024 09:01"), readTime("2024-06-28T09:00:41Z"))).toBe(false);
    expect(canBeSame(readTime(""), readTime("2024-06-28T09:00:41Z"))).toBe(false);
  });
});

test("a time is written in ISO 8601 as precisely as it was, if it is certain", () => {
  const written = (text: string) => isoText(readTime(text));
  expect(written("28.06.2024")).toBe("2024-06-28");
  expect(written("28.06.2024 09:00")).toBe("2024-06-28T09:00:00Z");
  expect(written("2024-06-28T09:00:00.123+02:00")).toBe("2024-06-28T09:00:00.123+02:00");
  expect(written("2024-06-28 09:00:00.1239")).toBe("2024-06-28T09:00:00.123Z");
  expect([written("03/04/2024"), written("yesterday"), written("")]).toEqual(["", "", ""]);
});

test("each time that is none is a problem; an open order and missing zones are told once", () => {
  const cells = ["yesterday", "03/04/2024 09:00", "04/03/2024 10:00", "", "soon"];
  const times = readTimes(cells).map((time, at) => ({ time, line: at + 2 }));
  const problems = problemsOfTimes(times, "decisions/ann.csv", "decisions", "The row counts");
  expect(problems.map(({ code, line }) => `${code}:${line}`)).toEqual([
    "decisions/bad-time:2",
    "decisions/bad-time:6",
    "decisions/ambiguous-date:3",
    "decisions/no-zone:3",
  ]);
  expect(problems[2]!.message).toContain("2024-04-03 or 2024-03-04");
  expect(problemsOfTimes([{ time: readTime("2024-06-28"), line: 2 }], "f", "x", "")).toEqual([]);
});
