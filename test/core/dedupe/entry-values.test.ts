import { expect, test } from "vitest";
import {
  DistinctValues,
  numberedValues,
  numbersOf,
  severalHave,
} from "../../../src/core/dedupe/entry-values.ts";
import { keysOf } from "../records/records.ts";

const KEYS = [
  { title: "Pain in rats", doi: "10.1/a", volume: "3" },
  { title: "Fear in fish" },
  { title: "PAIN in rats.", pmid: "1", volume: "3" },
  {},
].map(keysOf);

test("entries with one value have one number, and 0 stands for none", () => {
  const { values, titles } = numberedValues(KEYS);
  expect([...values.title]).toEqual([1, 2, 1, 0]);
  expect([...values.doi]).toEqual([1, 0, 0, 0]);
  expect([...values.pmid]).toEqual([0, 0, 1, 0]);
  expect([...values.volume]).toEqual([1, 0, 1, 0]);
  expect([...values.venue]).toEqual([0, 0, 0, 0]);
  expect([...titles]).toEqual([
    ["pain in rats", 1],
    ["fear in fish", 2],
  ]);
});

test("any field can be numbered", () => {
  expect([...numbersOf(KEYS, ({ year }) => year?.toString())]).toEqual([0, 0, 0, 0]);
  expect([...numbersOf(KEYS, ({ title }) => title?.at(-1))]).toEqual([1, 2, 1, 0]);
});

test("it is known which values several entries have", () => {
  expect([...severalHave(Uint32Array.from([1, 2, 1, 0, 0]))].slice(0, 3)).toEqual([0, 1, 0]);
});

test("different values under a number are counted up to a bound", () => {
  const values = new DistinctValues<string>();
  for (const value of ["a", "b", "a"]) values.add(1, value);
  values.add(2, "a");
  for (let at = 0; at < 80; at += 1) values.add(3, String(at));
  expect([0, 1, 2, 3].map((number) => values.count(number))).toEqual([0, 2, 1, 50]);
});
