import { expect, test } from "vitest";
import { reviewWithCache } from "../../screened-review.ts";

const EXAMPLE = "fixtures/reviews/llm-acceleration";

test("a terminal is told to write the report to a file", async () => {
  const folder = await reviewWithCache(EXAMPLE);
  const { code, err, out } = await folder.slrWith({ terminal: {} as never }, "report");
  expect(code).toBe(2);
  expect(err).toBe(
    "error: The report is a page for browsers and cannot be shown in a terminal.\n  hint: Write it to a file: slr report -o review.html",
  );
  expect(out).toBe("");
});

test("a report is never written over a file of the review", async () => {
  const folder = await reviewWithCache(EXAMPLE);
  const { code, err } = await folder.slr("report", "-o", "slr.yaml");
  expect(code).toBe(2);
  expect(err).toContain("slr.yaml is part of the review, and an output would overwrite it.");
});
