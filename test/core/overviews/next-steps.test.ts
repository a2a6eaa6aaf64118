import { expect, test } from "vitest";
import { nextSteps } from "../../../src/core/overviews/next-steps.ts";
import type { Criterion, Protocol } from "../../../src/core/protocol/protocol.ts";
import type { Problem } from "../../../src/core/records/problem.ts";
import {
  BOXES,
  type PossibleDuplicate,
  type ReviewResults,
  type ScreenedRecord,
} from "../../../src/core/screening/results.ts";

const CRITERIA: readonly Criterion[] = [{ id: "E1", text: "Off topic", stage: "title-abstract" }];
const records = BOXES.map((box) => ({ box }) as ScreenedRecord);
const possibleDuplicates = [{} as PossibleDuplicate];
const error: Problem = { severity: "error", code: "x/x", file: "x", message: "Wrong." };

function stepsOf(
  results: Partial<ReviewResults>,
  criteria = CRITERIA,
  acknowledged: Protocol["acknowledged"] = [],
  toFetch = 0,
) {
  const all = { records: [], possibleDuplicates: [], problems: [], ...results } as unknown;
  return nextSteps(all as ReviewResults, { criteria, acknowledged }, toFetch);
}

test("errors come first, then conflicts, possible duplicates, and the stages in their order", () => {
  const steps = stepsOf({ records, possibleDuplicates, problems: [error] }, CRITERIA, [], 2);
  expect(steps.map(({ id, count }) => [id, count])).toEqual([
    ["errors", 1],
    ["conflicts", 2],
    ["duplicates", 1],
    ["title-abstract", 1],
    ["retrieval", 2],
    ["full-text", 1],
  ]);
});

test("records that wait without any criterion ask for criteria, before they are decided", () => {
  const ids = stepsOf({ records }, []).map(({ id }) => id);
  expect(ids.indexOf("criteria")).toBeLessThan(ids.indexOf("title-abstract"));
});

test("where nothing is left, the review can be reported", () => {
  expect(stepsOf({ problems: [{ ...error, severity: "warning" }] })).toMatchObject([
    { id: "report", command: "slr prisma" },
  ]);
});

test("an error that slr.yaml acknowledges is no step", () => {
  const known = { code: "x/x", reason: "Lost.", at: 1 };
  expect(stepsOf({ problems: [error] }, CRITERIA, [known])).toMatchObject([{ id: "report" }]);
});
