import type { WordContext } from "../criteria/index.ts";
import type { RelationName } from "../dedupe/relations/index.ts";
import type { Rows } from "../records/bulk/rows.ts";
import type { Synthesis } from "../records/decision.ts";
import type { Imprint } from "../records/imprint.ts";
import type { BibRecord, EntryId, RecordKey, Stage } from "../records/model.ts";
import { formatAuthor } from "../records/normalize.ts";
import type { Problem } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { FlowCounts } from "./flow.ts";

/** Where an entry of an export ends. Every entry is in exactly one box. */
export const BOXES = [
  "duplicate",
  "removed-automation",
  "removed-other",
  "excluded-title-abstract",
  "unread",
  "not-retrieved",
  "excluded-full-text",
  "included",
  "pending-title-abstract",
  "pending-retrieval",
  "pending-full-text",
  "conflict-title-abstract",
  "conflict-full-text",
] as const;
export type Box = (typeof BOXES)[number];

/** Who put a record into its box. */
export type By = "human" | "automation";

/** An entry of an export and the box in which it ended. */
export interface LedgerRow {
  readonly entry: EntryId;
  /** Empty if the entry could not be read. */
  readonly record: RecordKey | "";
  readonly source: string;
  readonly file: string;
  readonly line: number;
  /** The previous version of the review has counted it, so the flow of this one does not. */
  readonly isPrevious?: true;
  readonly box: Box;
  /** Ids of criteria or free text, joined with `;`, the primary reason first. */
  readonly reason: string;
  /** The reviewers, the criterion or the duplicate rule that decided. */
  readonly by: string;
}

/** A row with all of its cells at hand, where some rows find theirs when somebody asks. */
export function wholeRow(row: LedgerRow): LedgerRow {
  const { entry, record, source, file, line, isPrevious, box, reason, by } = row;
  return withoutAbsent<LedgerRow>({
    ...{ entry, record, source, file, line, isPrevious, box, reason, by },
  });
}

/** The conclusion of the review about a record at a stage. */
export interface StageResult {
  readonly outcome: "include" | "exclude" | "pending" | "conflict";
  /** The primary reason first; empty unless excluded. */
  readonly reasons: readonly string[];
  /** Reviewers in alphabetical order, or `rules`; empty while nobody has decided. */
  readonly by: readonly string[];
}

/** How likely the model thinks a record is to be included; it never changes an outcome. */
export interface Rating {
  /** 5 most likely to include, 3 no recommendation, 1 most likely to exclude. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  /** The precise score that records are sorted by, from 0 to 1. */
  readonly score: number;
}

/** The parts of a record that stay in memory to the end. */
export interface RecordSummary {
  readonly title: string;
  /** `Family, Given; Family, Given`. */
  readonly authors: string;
  readonly year?: number;
  readonly venue: string;
  readonly doi: string;
  readonly pmid: string;
}

export function summaryOf(record: BibRecord): RecordSummary {
  return {
    title: record.title ?? "",
    authors: record.authors.map(formatAuthor).join("; "),
    ...(record.year !== undefined && { year: record.year }),
    venue: record.venue ?? "",
    doi: record.doi ?? "",
    pmid: record.pmid ?? "",
  };
}

/** A unique record at the end of the review's pipeline. */
export interface ScreenedRecord {
  readonly key: RecordKey;
  readonly summary: RecordSummary;
  /** Names of the sources of its entries, sorted. */
  readonly sources: readonly string[];
  /** Its entries, the kept one first. */
  readonly entries: readonly EntryId[];
  readonly box: Box;
  readonly titleAbstract?: StageResult;
  readonly fullText?: StageResult;
  /** Whether automation alone excluded it at its last stage. */
  readonly automation?: true;
  /**
   * For a decided record, by a model that has not learned from its decision; absent before there is
   * a model.
   */
  readonly rating?: Rating;
}

/** An included report with all of its fields and the study it belongs to. */
export interface IncludedReport {
  readonly key: RecordKey;
  readonly study: string;
  /** The synthesis that the study enters, where studies.csv says it. */
  readonly synthesis?: Synthesis;
  readonly record: BibRecord;
  readonly imprint?: Imprint;
  readonly sources: readonly string[];
}

export interface ExcludedReport {
  readonly key: RecordKey;
  readonly record: BibRecord;
  readonly imprint?: Imprint;
  readonly reasons: readonly string[];
  readonly by: readonly string[];
  readonly sources: readonly string[];
}

export interface DuplicateRow {
  readonly record: RecordKey;
  readonly entry: EntryId;
  readonly kept: boolean;
  /** The rule that brought this entry into the cluster; empty for the kept one. */
  readonly rule: string;
  /** Similarity of the titles, 0 to 1; absent for the kept one. */
  readonly similarity?: number;
  /** The fields of the merged record that this entry gave. */
  readonly gave: readonly string[];
}

export interface PossibleDuplicate {
  readonly recordA: RecordKey;
  readonly recordB: RecordKey;
  readonly rule: string;
  readonly similarity: number;
  readonly titleA: string;
  readonly titleB: string;
}

/** Two records that are versions of one study and not duplicates, by the policy of the review. */
export interface LinkedVersions extends PossibleDuplicate {
  readonly relation: RelationName;
  /** The studies that studies.csv lists them under; empty if it does not. */
  readonly studyA: string;
  readonly studyB: string;
}

export interface JudgementRow {
  readonly record: RecordKey;
  readonly criterion: string;
  readonly verdict: "met" | "violated" | "unknown";
  /** The matched words, in the order of the text. */
  readonly words: readonly string[];
  /** The fields and sentences in which they stand. */
  readonly places: readonly WordContext[];
}

export interface DoubleCheckRow {
  readonly record: RecordKey;
  readonly title: string;
  readonly outcome: "include" | "exclude";
  readonly rating: Rating;
  readonly reason: string;
}

/** Everything that `slr screen` writes, in the order in which it writes it. */
export interface ReviewResults {
  readonly title: string;
  readonly flow: FlowCounts;
  readonly ledger: Rows<LedgerRow>;
  readonly records: Rows<ScreenedRecord>;
  readonly duplicates: Rows<DuplicateRow>;
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  readonly linkedVersions: readonly LinkedVersions[];
  readonly included: readonly IncludedReport[];
  readonly excludedFullText: readonly ExcludedReport[];
  readonly judgements: Rows<JudgementRow>;
  readonly doubleCheck: readonly DoubleCheckRow[];
  readonly problems: readonly Problem[];
}

/**
 * The conclusion of the review about a record at a stage; undefined if the record has not reached
 * it.
 */
export function resultAt(record: ScreenedRecord, stage: Stage): StageResult | undefined {
  return stage === "full-text" ? record.fullText : record.titleAbstract;
}

/** The records that have reached a stage; decisions on others have no effect. */
export function recordsAt(
  { records }: Pick<ReviewResults, "records">,
  stage: Stage,
): ScreenedRecord[] {
  return records.filter((record) => resultAt(record, stage) !== undefined);
}
