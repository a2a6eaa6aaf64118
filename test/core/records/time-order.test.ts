import { expect, test } from "vitest";
import { readTimes } from "../../../src/core/records/time.ts";
import {
  inTimeOrder,
  isLater,
  latestTime,
  mayBeLast,
} from "../../../src/core/records/time-order.ts";

/** Rows of one file or of several, named by their times; the times of one file are one column. */
function rowsOf(times: readonly string[], files: readonly string[] = []) {
  const decidedAt = readTimes(times);
  return times.map((_, at) => ({
    place: { file: files[at] ?? "decisions/ann.csv", line: at + 2 },
    decidedAt: decidedAt[at]!,
  }));
}
type Row = ReturnType<typeof rowsOf>[number];
const itself = (row: Row) => row;
const words = (rows: readonly Row[]) =>
  rows.map(({ place, decidedAt }) => decidedAt.written || `line ${place.line}`);

test("rows without a time come first, in file order; the others by time", () => {
  const rows = rowsOf(["2024-06-03", "", "28.05.2024 09:00", ""]);
  expect(words(inTimeOrder(rows, itself))).toEqual([
    "line 3",
    "line 5",
    "28.05.2024 09:00",
    "2024-06-03",
  ]);
});

test("a day is later than the hours above it in its file, and earlier than those below", () => {
  const below = rowsOf(["2024-06-03T09:00Z", "2024-06-03"]);
  expect(words(inTimeOrder(below, itself))).toEqual(["2024-06-03T09:00Z", "2024-06-03"]);
  const above = rowsOf(["2024-06-03", "2024-06-03T09:00Z"]);
  expect(words(inTimeOrder(above, itself))).toEqual(["2024-06-03", "2024-06-03T09:00Z"]);
});

test.each<[string, string[], string[], string[]]>([
  ["one that is the latest", ["2024-06-01", "2024-06-02"], [], ["2024-06-02"]],
  ["the lower of two with one time", ["2024-06-01", "2024-06-01"], [], ["2024-06-01"]],
  [
    "both where day and month may change places",
    ["03/04/2024", "04/03/2024"],
    [],
    ["03/04/2024", "04/03/2024"],
  ],
  ["one where both readings agree", ["03/04/2024", "05/06/2024"], [], ["05/06/2024"]],
  [
    "what is no time, and the latest",
    ["yesterday", "2024-06-01", "2024-06-02"],
    [],
    ["yesterday", "2024-06-02"],
  ],
  ["the lower where the same words are no time", ["yesterday", "", "yesterday"], [], ["yesterday"]],
  [
    "both with one time in two files",
    ["2024-06-01", "2024-06-01"],
    ["a.csv", "b.csv"],
    ["2024-06-01", "2024-06-01"],
  ],
  ["both without a time in two files", ["", ""], ["a.csv", "b.csv"], ["line 2", "line 3"]],
  ["the one with a time of two files", ["2024-06-01", ""], ["a.csv", "b.csv"], ["2024-06-01"]],
])("the last may be %s", (_, times, files, expected) => {
  expect(words(mayBeLast(rowsOf(times, files), itself)).sort()).toEqual(expected.sort());
});

test.each([
  ["2024-06-02", "2024-06-01", "yes"],
  ["2024-06-01T09:00Z", "2024-06-01", "no"],
  ["", "2024-06-01", "no"],
  ["2024-06-01", "", "no"],
  ["03/04/2024", "2024-03-20", "perhaps"],
  ["yesterday", "2024-06-01", "perhaps"],
])("whether `%s` is later than `%s`: %s", (one, other, expected) => {
  const [a, b] = [rowsOf([one])[0]!, rowsOf([other], ["decisions/bob.csv"])[0]!];
  expect(isLater(a, b)).toBe(expected);
});

test("two uncertain dates of one file are read in the same way", () => {
  const [a, b] = rowsOf(["05/06/2024", "03/04/2024"]) as [Row, Row];
  expect(isLater(a, b)).toBe("yes");
});

test("the latest of times is the one that begins last", () => {
  expect(latestTime([])).toBeUndefined();
  expect(latestTime(readTimes(["28.06.2024", "02.07.2024", ""]))?.written).toBe("02.07.2024");
});
