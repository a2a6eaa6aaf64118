import { expect, test } from "vitest";
import type { Problem } from "../../../src/core/records/problem.ts";
import { limitRepeats } from "../../../src/core/records/repeats.ts";

const problem = (code: string, line: number): Problem => ({
  severity: "warning",
  code,
  file: "a.ris",
  line,
  message: "Unexpected rubbish, expected a record.",
});

test("so many problems of a kind are listed, over any number of batches, and the others counted", () => {
  const { of, more } = limitRepeats("a.ris", 20);
  const first = of(Array.from({ length: 15 }, (_, at) => problem("ris/bad-year", at)));
  const second = of(Array.from({ length: 15 }, (_, at) => problem("ris/bad-year", at)));
  const other = [problem("ris/unknown-type", 7)];
  expect([first.length, second.length, of(other)]).toEqual([15, 5, other]);
  expect(more()).toEqual([
    { severity: "warning", code: "ris/bad-year", file: "a.ris", message: "And 10 more of these." },
  ]);
});
