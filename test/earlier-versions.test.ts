import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rowsOf, screenedReview } from "./screened-review.ts";

const FOLDER = "fixtures/versions/0.1.0";

test("a review whose tables know records by the keys of 0.1.0 keeps every decision, pair, retrieval, study and full text", async () => {
  const { rows } = await screenedReview(FOLDER);
  const before = rowsOf(readFileSync(`${FOLDER}/boxes.csv`, "utf8"));
  const after = rows("ledger.csv").map(({ entry, box, reason, by }) => ({
    entry,
    box,
    reason,
    by,
  }));
  expect(after).toEqual(before);
  expect(rows("problems.csv")).toEqual([]);
  const studies = rows("included.csv").map(({ study }) => study);
  expect(studies.filter((study) => study === "Ponds")).toHaveLength(3);
});
