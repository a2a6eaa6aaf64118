import type { CheckedPaper } from "../../core/checks/check.ts";
import type { CheckResult } from "../../core/checks/run-checks.ts";

/** The findings of `slr check`, for programs. */
export interface CheckReport {
  readonly checks: readonly CheckResult[];
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
