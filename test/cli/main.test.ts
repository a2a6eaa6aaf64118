import { expect, test } from "vitest";
import { reviewCopy } from "../screened-review.ts";

test.each([
  ["trace", "ivjwtv47"],
  ["explain", "ivjwtv47"],
  ["dedupe", "--explain", "Scopus#2", "Web of Science#1"],
  ["screen"],
])("no spinner goes on when slr %s has ended", async (...argv) => {
  const folder = reviewCopy("fixtures/reviews/llm-acceleration");
  const shown: (string | undefined)[] = [];
  await folder.slrWith({ status: (doing) => shown.push(doing) }, ...argv);
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.at(-1)).toBeUndefined();
});
