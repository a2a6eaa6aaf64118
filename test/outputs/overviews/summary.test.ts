import fc from "fast-check";
import { expect, test } from "vitest";
import type { FlowCounts } from "../../../src/core/screening/flow.ts";
import type { ReviewResults } from "../../../src/core/screening/results.ts";
import { summaryLines } from "../../../src/outputs/overviews/summary.ts";
import { arbitraryFlow } from "../arbitrary-flow.ts";
import { small, unfinished, updated } from "../example-flows.ts";
import { emptyResults } from "../example-results.ts";

const of = (flow: FlowCounts): ReviewResults => ({ ...emptyResults, flow });

test("a finished review is a line for each step", () => {
  expect(summaryLines(of(small))).toEqual([
    "Identified  1,216  1,204 from databases, 12 from registers",
    "Duplicates    200  removed",
    "Removed         1  1 for other reasons",
    "Screened    1,015  899 excluded",
    "Sought        116  4 not retrieved",
    "Assessed      112  40 excluded",
    "Included       70  studies in 72 reports",
  ]);
});

test("an unfinished review says what waits, and how the rating is", () => {
  const pair = { recordA: "a", recordB: "b", rule: "title", similarity: 0.9 };
  const results = {
    ...of(unfinished),
    possibleDuplicates: [{ ...pair, titleA: "A", titleB: "B" }],
    linkedVersions: ["", "Novak 2020"].map((study) => ({
      ...{ ...pair, titleA: "A", titleB: "B", relation: "preprint" as const },
      ...{ studyA: study, studyB: study },
    })),
  };
  expect(summaryLines(results, "No rating yet.")).toEqual([
    "Identified  1,216  1,204 from databases, 12 from registers",
    "Duplicates    200  removed",
    "Removed        16  15 as ineligible by automation tools, 1 for other reasons",
    "Screened    1,000  600 excluded (350 by automation tools), 300 pending, 10 in conflict, 50 left unread",
    "Sought         40  1 not retrieved, 9 awaiting retrieval",
    "Assessed       30  8 excluded, 12 pending, 3 in conflict",
    "Included        7  studies in 7 reports",
    "To settle       1  possible duplicate in possible-duplicates.csv",
    "To link         1  pair of versions of one study in linked-versions.csv: slr dedupe --studies",
    "No rating yet.",
  ]);
});

test("other methods and an update have a line each", () => {
  const lines = summaryLines(of(updated));
  expect(lines).toContain(
    "Other methods     40  9 from websites, 31 from citation searching, 21 duplicates, 5 excluded unsought, 14 sought, 1 not retrieved, 13 assessed, 6 excluded",
  );
  expect(lines.at(-1)).toBe(
    "In total         115  studies in 123 reports, with the previous review",
  );
});

test("there are at most 12 lines", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      expect(summaryLines(of(flow), "rating").length).toBeLessThanOrEqual(12);
    }),
  );
});
