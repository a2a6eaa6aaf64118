import { expect, test } from "vitest";
import { pairsWaiting } from "../../../src/core/decide/pair-queue.ts";
import type { ReviewResults } from "../../../src/core/screening/results.ts";

type Results = Pick<ReviewResults, "possibleDuplicates" | "records">;

const pair = (recordA: string, recordB: string, rule: string, similarity: number) => ({
  recordA,
  recordB,
  rule,
  similarity,
  titleA: "",
  titleB: "",
});

function resultsOf(
  possibleDuplicates: Results["possibleDuplicates"],
  boxes: Readonly<Record<string, string>> = {},
): Results {
  const records = Object.entries(boxes).map(([key, box]) => ({ key, box }));
  return { possibleDuplicates, records: records as unknown as Results["records"] }; // no more is asked for
}

test("likely pairs come first", () => {
  const { queue } = pairsWaiting(
    resultsOf([pair("a", "b", "same title", 0.2), pair("c", "d", "same title", 0.8)]),
  );
  expect(queue).toEqual(["c d", "a b"]);
});

test("pairs on which more depends come first: included records, then those that wait, then excluded ones", () => {
  const { queue } = pairsWaiting(
    resultsOf(
      [
        pair("a", "b", "same title", 0.4),
        pair("c", "d", "same title", 0.4),
        pair("e", "f", "same title", 0.4),
      ],
      {
        a: "excluded-title-abstract",
        b: "excluded-title-abstract",
        c: "pending-title-abstract",
        d: "excluded-title-abstract",
        e: "excluded-full-text",
        f: "included",
      },
    ),
  );
  expect(queue).toEqual(["e f", "c d", "a b"]);
});

test("pairs that are asked for the same reason follow each other, whatever else agrees", () => {
  const { queue, causes } = pairsWaiting(
    resultsOf([
      pair("a", "b", "same title, but many reports have this title", 0.9),
      pair("c", "d", "same authors and year", 0.8),
      pair("e", "f", "same year, but many reports have this title", 0.6),
    ]),
  );
  expect(queue).toEqual(["a b", "e f", "c d"]);
  expect(causes.get("a b")).toBe("many reports have this title");
  expect(causes.get("e f")).toBe("many reports have this title");
  expect(causes.get("c d")).toBe("not enough agrees to be sure");
});
