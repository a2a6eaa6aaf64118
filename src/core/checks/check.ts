import { compareText, type Problem } from "../records/problem.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { LedgerRow } from "../screening/results.ts";

/** What `slr check` looks at. */
export interface CheckedReview {
  readonly review: ScreenedReview;
  /** Files in results/ that differ from what slr would write now. */
  readonly staleResults: readonly string[];
  /** What differs from slr.lock; undefined unless the lock was asked for. */
  readonly lockDifferences?: readonly string[];
}

/** One thing that must hold of a review. To add one: write a file and list it in `index.ts`. */
export interface Check {
  readonly id: string;
  /** What holds when it passes: `every entry can be read`. */
  readonly holds: string;
  /** Whether it answers for a problem that the pipeline met. */
  claims?(problem: Problem, checked: CheckedReview): boolean;
  /** What it finds itself. */
  find?(checked: CheckedReview): readonly Problem[];
}

/** A problem for ledger rows: how many, and which records come first. */
export function problemOfRows(
  code: string,
  rows: readonly LedgerRow[],
  message: string,
): Problem[] {
  if (rows.length === 0) return [];
  const names = rows.map(({ record, entry }) => record || entry).sort(compareText);
  const shown = names.slice(0, 5).join(", ");
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return [{ severity: "error", code, message: `${message}: ${shown}${more}.` }];
}

/** Claims the problems whose codes begin so. */
export function withCodes(...codes: readonly string[]): NonNullable<Check["claims"]> {
  return (problem) => codes.some((code) => problem.code.startsWith(code));
}
