import fc from "fast-check";
import { expect, test } from "vitest";
import { similarity } from "../../../../src/core/records/text/similarity.ts";

/** The textbook definition, cell by cell. */
function levenshtein(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, above[j]! + 1, row[j - 1]! + 1));
    }
    above = row;
  }
  return above[b.length]!;
}

test("similarity is one minus the Levenshtein distance over the longer length", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "c", " "),
    minLength: 1,
    maxLength: 150,
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const expected = 1 - levenshtein(a, b) / Math.max(a.length, b.length);
      expect(similarity(a, b)).toBeCloseTo(expected, 12);
      expect(similarity(b, a)).toBe(similarity(a, b));
    }),
    { numRuns: 300 },
  );
});

test("equal texts are fully alike, also empty ones", () => {
  expect(similarity("", "")).toBe(1);
  expect(similarity("gpipe", "gpipe")).toBe(1);
  expect(similarity("", "gpipe")).toBe(0);
});
