import { expect, test } from "vitest";
import type { WorkStep } from "../../src/core/review/work-step.ts";
import { reviewCopy } from "../screened-review.ts";

test.each([
  ["trace", "ivjwtv47"],
  ["explain", "ivjwtv47"],
  ["dedupe", "--explain", "Scopus#2", "Web of Science#1"],
  ["screen"],
])("no progress goes on when slr %s has ended", async (...argv) => {
  const folder = reviewCopy("fixtures/reviews/llm-acceleration");
  const shown: (WorkStep | undefined)[] = [];
  await folder.slrWith({ status: (step) => void shown.push(step) }, ...argv);
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.at(-1)).toBeUndefined();
});
