import { expect, test } from "vitest";
import { overlapOf } from "../../../../src/core/overviews/search/contributions.ts";
import type { ScreenedReview } from "../../../../src/core/review/review.ts";

/** A review whose sources have found these numbers; the even ones are included. */
function found(sources: Readonly<Record<string, readonly number[]>>) {
  const numbers = [...new Set(Object.values(sources).flat())].sort((a, b) => a - b);
  const records = numbers.map((n) => ({
    key: String(n),
    box: n % 2 === 0 ? "included" : "excluded-title-abstract",
    sources: Object.keys(sources)
      .filter((name) => sources[name]!.includes(n))
      .sort(),
  }));
  const entries = Object.keys(sources).map((source) => ({ source, kind: "database" }));
  return { identified: { entries }, results: { records } } as unknown as ScreenedReview;
}

/** The lists and the combinations of the R package UpSetR, from the basic usage of its vignette. */
const LISTS = {
  one: [1, 2, 3, 5, 7, 8, 11, 12, 13],
  two: [1, 2, 4, 5, 10],
  three: [1, 5, 6, 7, 8, 9, 10, 12, 13],
};
const EXPRESSION = {
  one: 2,
  two: 1,
  three: 2,
  "one&two": 1,
  "one&three": 4,
  "two&three": 1,
  "one&two&three": 2,
};

test("the combinations are those of UpSetR's example, each record in one", () => {
  const { combinations } = overlapOf(found(LISTS), { sources: [] });
  expect(
    Object.fromEntries(combinations.map((one) => [one.sources.join("&"), one.records])),
  ).toEqual(EXPRESSION);
  expect(combinations.map(({ records }) => records)).toEqual([4, 2, 2, 2, 1, 1, 1]);
});

test("what each brought: counted by hand from the same lists", () => {
  const { sources } = overlapOf(found(LISTS), { sources: [] });
  expect(sources.map(({ kind: _, ...one }) => one)).toEqual([
    { name: "one", records: 9, alone: 2, included: 3, includedAlone: 0 },
    { name: "two", records: 5, alone: 1, included: 3, includedAlone: 1 },
    { name: "three", records: 9, alone: 2, included: 4, includedAlone: 1 },
  ]);
});

test("sources stand in the order of slr.yaml", () => {
  const plan = (name: string) => ({ name, kind: "database" as const, searches: [], line: 1 });
  const { sources } = overlapOf(found(LISTS), { sources: [plan("three"), plan("two")] });
  expect(sources.map(({ name }) => name)).toEqual(["three", "two", "one"]);
});
