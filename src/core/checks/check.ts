import type { PaperNumber } from "../claims/paper/verify-paper.ts";
import type { VerifiedList } from "../claims/verify-list.ts";
import type { Protocol } from "../protocol/protocol.ts";
import type { Place, RecordKey } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";
import type { Retraction } from "../records/retraction.ts";
import type { TableLines } from "../records/table-lines.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { LedgerRow, ScreenedRecord } from "../screening/results.ts";
import type { LockDifferences } from "./lock/compare-locks.ts";

/** What `slr check` looks at. */
export interface CheckedReview {
  readonly review: ScreenedReview;
  readonly protocol: Protocol;
  /** What became of the lines of people's tables. */
  readonly tables: readonly TableLines[];
  /** Files in results/ that differ from what slr would write now: in what they say, or in line ends only. */
  readonly results: { readonly stale: readonly string[]; readonly lineEnds: readonly string[] };
  /** What differs from slr.lock; undefined where there is none. */
  readonly lockDifferences?: LockDifferences;
  /** Whether everything that differs from slr.lock is an error. */
  readonly isLocked: boolean;
  /** The numbers of the paper that was named, beside the flow. */
  readonly paper?: CheckedPaper;
  /** The lists that somebody claims to be boxes of the flow, beside their boxes. */
  readonly claimed?: readonly VerifiedList[];
  /** The rows of retractions.csv. */
  readonly retractions: readonly Retraction[];
}

/** A paper about the review. */
export interface CheckedPaper {
  readonly numbers: readonly PaperNumber[];
  /** Macros called like those of slr that nobody defines. */
  readonly unknownMacros: readonly (Place & { readonly name: string })[];
}

/** One thing that must hold of a review. To add one: write a file and list it in `index.ts`. */
export interface Check {
  /** Its name in `checks` of slr.yaml. */
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
  /** What it finds is a fault of slr, so slr.yaml can neither turn it off nor acknowledge it. */
  readonly isLaw?: true;
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
  return [{ severity: "error", code, message: `${message}: ${firstOf(names)}.` }];
}

/** The first five of many names, and how many more there are. */
export function firstOf(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `${names.slice(0, 5).join(", ")}${more}`;
}

/** A record in a message: its key, and its title as far as it helps. */
export function nameOf({ key, summary }: Pick<ScreenedRecord, "key" | "summary">): string {
  const { title } = summary;
  return title === "" ? key : `${key} ("${title.length > 70 ? `${title.slice(0, 69)}…` : title}")`;
}

/** Where the kept entry of each of these records stands in its export. */
export function placesOf(
  { results }: Pick<ScreenedReview, "results">,
  records: Iterable<RecordKey>,
): Map<RecordKey, Place> {
  const wanted = new Set(records);
  const places = new Map<RecordKey, Place>();
  if (wanted.size === 0) return places;
  for (const { record, box, file, line } of results.ledger)
    if (record !== "" && box !== "duplicate" && wanted.has(record))
      places.set(record, { file, line });
  return places;
}

/** Whether a check answers for a problem that the pipeline met. */
export function answersFor(check: Check, problem: Problem, checked: CheckedReview): boolean {
  return (
    check.codes.some((code) => problem.code.startsWith(code)) ||
    check.claims?.(problem, checked) === true
  );
}
