import { compareText, type Problem } from "../records/problem.ts";
import type { TableLines } from "../records/table-lines.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { LedgerRow } from "../screening/results.ts";
import type { LockDifferences } from "./compare-locks.ts";

/** What `slr check` looks at. */
export interface CheckedReview {
  readonly review: ScreenedReview;
  /** What became of the lines of people's tables. */
  readonly tables: readonly TableLines[];
  /** Files in results/ that differ from what slr would write now: in what they say, or in line ends only. */
  readonly results: { readonly stale: readonly string[]; readonly lineEnds: readonly string[] };
  /** What differs from slr.lock; undefined unless the lock was asked for. */
  readonly lockDifferences?: LockDifferences;
}

/** One thing that must hold of a review. To add one: write a file and list it in `index.ts`. */
export interface Check {
  readonly id: string;
  /** What holds when it passes: `every entry can be read`. */
  readonly holds: string;
  /** The codes of its problems, its own and those that the pipeline met; each stands for all that begin so. */
  readonly codes: readonly string[];
  /** Why a review needs it, in a sentence. */
  readonly why: string;
  /** What to do when it fails, in a sentence. */
  readonly remedy: string;
  /** What it finds is work that is still to be done, and no error in what was done. */
  readonly isWork?: true;
  /** Whether it is asked for; absent: always. */
  applies?(checked: CheckedReview): boolean;
  /** Whether it answers for a problem of the pipeline that has another code. */
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

/** Whether a check answers for a problem that the pipeline met. */
export function answersFor(check: Check, problem: Problem, checked: CheckedReview): boolean {
  return (
    check.codes.some((code) => problem.code.startsWith(code)) ||
    check.claims?.(problem, checked) === true
  );
}
