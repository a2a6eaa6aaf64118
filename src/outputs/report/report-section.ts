import type { ReportedReview } from "./reported-review.ts";

/**
 * A section of the report. To add one, write a file and list it in `sections/index.ts`: the table of
 * contents follows.
 */
export interface ReportSection {
  /** The anchor that other sections link to. */
  readonly id: string;
  readonly title: string;
  /** What stands below its heading, as HTML; undefined if the review has nothing to show. */
  render(report: ReportedReview): string | undefined;
}
