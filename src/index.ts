/**
 * The library face of slr: the pure core of the command line, for programs that build on it. Nothing
 * here opens a file, prints or asks the time. `docs/api.md` shows how the parts fit together.
 */

export type {
  Cluster,
  DecidedPairs,
  LinkedPair,
  Pair,
  PossiblePair,
} from "./core/dedupe/cluster.ts";
export { findDuplicates } from "./core/dedupe/index.ts";
export { type DedupeKeys, dedupeKeys } from "./core/dedupe/keys.ts";
export type { VersionPolicy } from "./core/dedupe/relations/index.ts";
export { type ParsedProtocol, parseProtocol } from "./core/protocol/parse-protocol.ts";
export type { Criterion, Protocol, SourcePlan, StagePolicy } from "./core/protocol/protocol.ts";
export { readWordTable, type WordTable } from "./core/rating/text/word-table.ts";
export type {
  Decision,
  PairDecision,
  Reference,
  Retrieval,
  StudyMember,
  Verdict,
} from "./core/records/decision.ts";
export type { Attribution, Batch, ParsedEntry } from "./core/records/entry.ts";
export type {
  Author,
  BibRecord,
  EntryId,
  RecordKey,
  SourceKind,
  Stage,
} from "./core/records/model.ts";
export { formatProblem, type Problem } from "./core/records/problem.ts";
export { readTime, readTimes, type Time } from "./core/records/time.ts";
export type { ExportFile, ExportSummary } from "./core/review/identify.ts";
export { type RatedReview, type ScreenedReview, screenReview } from "./core/review/review.ts";
export type { ReviewInput, ReviewToScreen } from "./core/review/review-input.ts";
export {
  countFlow,
  type FlowCounts,
  type FlowRow,
  imbalances,
  type NamedCount,
  type Pending,
} from "./core/screening/flow.ts";
export type {
  Box,
  DuplicateRow,
  ExcludedReport,
  IncludedReport,
  JudgementRow,
  LedgerRow,
  LinkedVersions,
  PossibleDuplicate,
  ReviewResults,
  ScreenedRecord,
} from "./core/screening/results.ts";
export { type ExportText, exportOfText, UnknownFormatError } from "./formats/export-of-text.ts";
export type { Format, ReadOptions } from "./formats/format.ts";
export { detectFormat, FORMATS } from "./formats/index.ts";
export { ASKED_OUTPUTS, OUTPUTS } from "./outputs/results/index.ts";
export type { AskedOutput, Output } from "./outputs/results/output.ts";
