import type { Verdict } from "../../core/records/decision.ts";
import type { EntryId } from "../../core/records/model.ts";
import type { Box } from "../../core/screening/results.ts";
import type { KeyedReport } from "./report-fields.ts";

/** What one person says of an exported record. */
export interface ExportedVote {
  readonly reviewer: string;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly note: string;
}

/** One entry of an exported record: where it stands, and every tag or column of it as it was written. */
export interface ExportedEntry {
  readonly entry: EntryId;
  readonly file: string;
  readonly line: number;
  readonly original: readonly (readonly [tag: string, value: string])[];
}

/** A record with all of its fields, where it is in the review, and what people say of it at the exported stage. */
export interface ExportedRecord extends KeyedReport {
  readonly sources: readonly string[];
  /** The kept one first. */
  readonly entries?: readonly ExportedEntry[];
  readonly box: Box;
  /** Why it is in its box, primary reason first. */
  readonly reasons: readonly string[];
  readonly votes: readonly ExportedVote[];
  /** What the review has concluded from the votes of people; absent while it has not. */
  readonly decided?: "include" | "exclude";
}
