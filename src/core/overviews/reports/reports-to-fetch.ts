import type { ScreenedReview } from "../../review/review.ts";
import type { ScreenedRecord } from "../../screening/results.ts";

/** What tells which reports people still have to fetch. */
export type ReviewOfReports = Pick<
  ScreenedReview,
  "results" | "ballot" | "judgementsOf" | "matched" | "found" | "fullTextName"
>;

/**
 * The reports that wait at full text and that nobody has: no file in fulltext/ is theirs, no row of
 * retrieval.csv says that they were retrieved, and nobody has decided about them after reading.
 */
export function reportsToFetch(review: ReviewOfReports): readonly ScreenedRecord[] {
  const { results, ballot, matched, found, fullTextName } = review;
  const files = new Set(found.input.fullTextNames);
  const retrieved = new Set(
    [...matched.retrieval].flatMap(([at, { status }]) =>
      status === "retrieved" ? [found.clustered.records[at]!.key] : [],
    ),
  );
  return results.records.filter(
    ({ key, box }) =>
      (box === "pending-retrieval" || box === "pending-full-text") &&
      !files.has(fullTextName(key)) &&
      !retrieved.has(key) &&
      ballot(key, "full-text").rows.length === 0,
  );
}
