import type { Protocol } from "../protocol/protocol.ts";
import type { DecisionMap, LedgerMap } from "../protocol/tables.ts";
import type { WordTable } from "../rating/text/word-table.ts";
import type { FindPartsAside } from "../rating/vectors/parts-aside.ts";
import type { BytesAside } from "../records/bulk/bytes-aside.ts";
import type { Decision, PairDecision, Retrieval, StudyMember } from "../records/decision.ts";
import type { Imprint } from "../records/imprint.ts";
import type { BibRecord } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import type { EarlierRuns } from "./earlier/earlier-runs.ts";
import type { ExportFile } from "./identify.ts";
import type { OpenJudgingAside } from "./judging/judged-aside.ts";
import type { MappedTable } from "./kept-tables/mapped-table.ts";
import type { PreviousReview } from "./previous-review.ts";
import type { ShowStep } from "./work-step.ts";

/** A vector from an encoder for the record that a key or an identifier names. */
export interface GivenVector {
  readonly reference: string;
  readonly numbers: Float32Array;
}

/** Everything that a review folder holds, as data. */
export interface ReviewInput {
  readonly protocol: Protocol;
  readonly exports: readonly ExportFile[];
  readonly decisions: readonly Decision[];
  readonly pairs: readonly PairDecision[];
  readonly retrievals: readonly Retrieval[];
  readonly studies: readonly StudyMember[];
  /** The names of the files in fulltext/, without their endings, which name the records. */
  readonly fullTextNames?: readonly string[];
  /** The text of the file with this name in fulltext/, if there is one. */
  readonly fullText: (name: string) => Promise<string | undefined>;
  /** What was wrong with the files in fulltext/ that have been read so far. */
  readonly fullTextProblems?: () => readonly Problem[];
  /** What the entries of a record say of editors and publishers, for the lists of reports. */
  readonly imprintOf?: (
    members: readonly Pick<BibRecord, "original">[],
    record: BibRecord,
  ) => Imprint;
  /** Loads the table of word vectors that slr ships, when something is rated. */
  readonly wordTable?: () => WordTable;
  /** Vectors of the records that the reviewers made, by key or identifier. */
  readonly vectors?: readonly GivenVector[];
  /** Tables that somebody else kept, with their explanation in slr.yaml. */
  readonly decisionTables?: readonly { readonly map: DecisionMap; readonly table: MappedTable }[];
  readonly ledgers?: readonly { readonly map: LedgerMap; readonly table: MappedTable }[];
  /** The version of the review that this one updates. */
  readonly previous?: PreviousReview;
  /** The problems found when people's files were read. */
  readonly problems: readonly Problem[];
  /** What earlier runs found of this review, if they kept anything. */
  readonly earlier?: EarlierRuns | undefined;
  /** Opens a place for what a large review need not hold in memory; undefined if there is none. */
  readonly openAside?: () => Promise<BytesAside | undefined>;
  /** Opens another thread that judges the records of a large review. */
  readonly openJudging?: OpenJudgingAside;
  /** Has another thread find parts of the vectors of so many records; undefined if there is none. */
  readonly openVectors?: (records: number) => FindPartsAside | undefined;
  /** Is told now and then which step the review is at. */
  readonly progress?: ShowStep;
}

/**
 * The required parts of a review for `screenReview`; other parts may be absent, as in a new review.
 */
export type ReviewToScreen = Pick<ReviewInput, "protocol" | "exports"> & Partial<ReviewInput>;

/** A review in which nobody has decided anything. */
export const NOBODY_HAS_DECIDED: Omit<ReviewInput, "protocol" | "exports"> = {
  decisions: [],
  pairs: [],
  retrievals: [],
  studies: [],
  fullText: async () => undefined,
  problems: [],
};
