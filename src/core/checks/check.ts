import type { PaperNumber } from "../claims/paper/verify-paper.ts";
import type { VerifiedList } from "../claims/verify-list.ts";
import type { Protocol } from "../protocol/protocol.ts";
import type { Place, RecordKey } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import type { Retraction } from "../records/retraction.ts";
import type { TableLines } from "../records/table-lines.ts";
import { firstOf } from "../records/text/first-of.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { LedgerRow, ScreenedRecord } from "../screening/results.ts";
import type { LockDifferences } from "../versions/compare-locks.ts";
import type { VersionChanges } from "../versions/version-changes.ts";

/** The facts that `slr check` looks at. */
export interface CheckedReview {
  readonly review: Pick<ScreenedReview, "results" | "files" | "ballot">;
  readonly protocol: Protocol;
  /** What became of the lines of people's tables. */
  readonly tables: readonly TableLines[];
  /**
   * Files in results/ that differ from what slr would write now, in content or only in line ends;
   * or the inputs that changed after results/ was written.
   */
  readonly results: {
    readonly inputs: readonly string[];
    readonly stale: readonly string[];
    readonly lineEnds: readonly string[];
  };
  /** The differences from slr.lock; undefined if there is none. */
  readonly lockDifferences?: LockDifferences;
  /** What changed from each published version to the next; empty for a review that updates none. */
  readonly changes: readonly VersionChanges[];
  /** What is wrong with the files of a published copy; undefined for the review itself. */
  readonly copy?: { readonly problems: readonly Problem[] };
  /** Whether every difference from slr.lock is an error. */
  readonly isLocked: boolean;
  /** The numbers of a paper that was given, beside those of the flow. */
  readonly paper?: CheckedPaper;
  /** Lists that claim to be boxes of the flow, beside these boxes. */
  readonly claimed?: readonly VerifiedList[];
  /** The rows of retractions.csv. */
  readonly retractions: readonly Retraction[];
}

/** A paper about the review. */
export interface CheckedPaper {
  readonly numbers: readonly PaperNumber[];
  /** Macros with names like slr's own that nothing defines. */
  readonly unknownMacros: readonly (Place & { readonly name: string })[];
}

/** Something that must hold for a review. To add one, write a file and list it in `index.ts`. */
export interface Check {
  /** Its name in `checks` of slr.yaml. */
  readonly id: string;
  /** The statement that holds if it passes: `every entry can be read`. */
  readonly holds: string;
  /**
   * The codes of its problems, its own and those of the pipeline; each stands for all codes that
   * begin with it.
   */
  readonly codes: readonly string[];
  /** The reason why a review needs it, in a sentence. */
  readonly why: string;
  /** The remedy if it fails, in a sentence. */
  readonly remedy: string;
  /** Whether its problems are unfinished work and not errors. */
  readonly isWork?: true;
  /**
   * Whether its problems are faults of slr, so that slr.yaml can neither turn it off nor
   * acknowledge them.
   */
  readonly isLaw?: true;
  /** Whether it looks at exports, which a published copy does not hold. */
  readonly needsExports?: true;
  /** Tells whether it is asked for; absent: always. */
  applies?(checked: CheckedReview): boolean;
  /** Tells whether it covers a problem of the pipeline with another code. */
  claims?(problem: Problem, checked: CheckedReview): boolean;
  /** Finds problems of its own. */
  find?(checked: CheckedReview): readonly Problem[];
}

/** A problem about ledger rows: how many, and the first records. */
export function problemOfRows(
  code: string,
  rows: readonly LedgerRow[],
  message: string,
): Problem[] {
  if (rows.length === 0) return [];
  // Without an order of its own, it is by UTF-16 code units, and takes a third of the time.
  const names: string[] = rows.map((row) => row.record || row.entry);
  names.sort();
  return [{ severity: "error", code, message: `${message}: ${firstOf(names)}.` }];
}

/** A record in a message: its key, and the beginning of its title. */
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
  for (const row of results.ledger) {
    const { record } = row;
    if (record !== "" && wanted.has(record) && row.box !== "duplicate")
      places.set(record, { file: row.file, line: row.line });
  }
  return places;
}

/** The records with these keys. */
export function recordsWith(
  { results }: Pick<ScreenedReview, "results">,
  keys: Iterable<RecordKey>,
): Map<RecordKey, ScreenedRecord> {
  const wanted = new Set(keys);
  const found = wanted.size === 0 ? [] : results.records.filter(({ key }) => wanted.has(key));
  return new Map(found.map((record) => [record.key, record]));
}

/** Tells whether a check covers a problem that the pipeline found. */
export function answersFor(check: Check, problem: Problem, checked: CheckedReview): boolean {
  return (
    check.codes.some((code) => problem.code.startsWith(code)) ||
    check.claims?.(problem, checked) === true
  );
}
