import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rowsOf, screenedReview } from "./screened-review.ts";

const FOLDER = "fixtures/versions/0.1.0";

// The full text comes with the next step; its record waits until then.
const withFullText = (entry: string | undefined) => entry === "Alpha#4";

test("a review whose tables know records by the keys of 0.1.0 keeps every decision, pair, retrieval and study", async () => {
  const { rows } = await screenedReview(FOLDER);
  const before = rowsOf(readFileSync(`${FOLDER}/boxes.csv`, "utf8"));
  const after = rows("ledger.csv").map(({ entry, box, reason, by }) => ({
    entry,
    box,
    reason,
    by,
  }));
  const others = (all: readonly { entry?: string | undefined }[]) =>
    all.filter(({ entry }) => !withFullText(entry));
  expect(others(after)).toEqual(others(before));
  expect(rows("problems.csv")).toEqual([]);
  const studies = rows("included.csv").map(({ study }) => study);
  expect(studies.filter((study) => study === "Ponds")).toHaveLength(3);
});
