import type { Verdict } from "../../core/records/decision.ts";
import type { EntryId } from "../../core/records/model.ts";
import type { Box } from "../../core/screening/results.ts";
import type { KeyedReport } from "./report-fields.ts";

/** The decision of one person on an exported record. */
export interface ExportedVote {
  readonly reviewer: string;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly note: string;
  readonly tags: readonly string[];
}

/** One entry of an exported record: its place, and every tag or column as it was written. */
export interface ExportedEntry {
  readonly entry: EntryId;
  readonly file: string;
  readonly line: number;
  readonly original: readonly (readonly [tag: string, value: string])[];
}

/**
 * A record with all of its fields, its box in the review, and the decisions of people at the
 * exported stage.
 */
export interface ExportedRecord extends KeyedReport {
  readonly sources: readonly string[];
  /** The entries, the kept one first. */
  readonly entries?: readonly ExportedEntry[];
  readonly box: Box;
  /** The reasons why it is in its box, the primary one first. */
  readonly reasons: readonly string[];
  readonly votes: readonly ExportedVote[];
  /** The outcome of the votes of people; absent while there is none. */
  readonly decided?: "include" | "exclude";
}
