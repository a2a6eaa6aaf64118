import type { CheckedPaper } from "../../core/checks/check.ts";
import type { CheckResult } from "../../core/checks/run-checks.ts";
import type { RecordKey } from "../../core/records/model.ts";
import type { VersionChanges } from "../../core/versions/version-changes.ts";

/** The findings of `slr check`, for programs. */
export interface CheckReport {
  readonly checks: readonly CheckResult[];
  /** What changed from each published version of the review to the next. */
  readonly changes: readonly VersionChanges[];
  /** The title of a record; empty for one that the review does not have. */
  titleOf(record: RecordKey): string;
  /** Of a published copy: what only the exports could show. */
  readonly notRecomputed?: readonly string[];
  /** The version of slr that checked. */
  readonly version: string;
  /** The numbers of the paper that the user named. */
  readonly paper?: CheckedPaper;
}

/** A form of the report. To add one: write a file and list it in `index.ts`. */
export interface CheckForm {
  readonly name: string;
  /** Its description for the docs. */
  readonly about: string;
  /** The text of the report, without a final line end. */
  render(report: CheckReport): string;
}
