import type { Protocol } from "../protocol/protocol.ts";
import type { DecisionMap, LedgerMap } from "../protocol/tables.ts";
import type { Decision, PairDecision, Retrieval, StudyMember } from "../records/decision.ts";
import type { RecordKey, Stage } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import type { ReviewResults } from "../screening/results.ts";
import type { ScreeningProgress } from "../screening/screening-progress.ts";
import type { Ballot } from "../votes/ballot.ts";
import { type Clustered, clusterRecords } from "./cluster-records.ts";
import { readDecisionTables } from "./decision-tables.ts";
import { type Ledger, readLedgers } from "./duplicate-ledgers.ts";
import { EntryIndex } from "./entry-index.ts";
import { type ExportFile, type FileReport, type Identified, identify } from "./identify.ts";
import type { MappedTable } from "./mapped-table.ts";
import type { RatingOptions, ReviewRating, ReviewTexts } from "./rate-review.ts";
import type { RatingReport } from "./rating-report.ts";
import type { WholeRecord } from "./read-records.ts";
import { screenRecords } from "./screen.ts";

/** Everything that a review folder holds, as data. */
export interface ReviewInput {
  readonly protocol: Protocol;
  readonly exports: readonly ExportFile[];
  readonly decisions: readonly Decision[];
  readonly pairs: readonly PairDecision[];
  readonly retrievals: readonly Retrieval[];
  readonly studies: readonly StudyMember[];
  /** The text of a report's full text, where the review has it. */
  readonly fullText: (record: RecordKey) => Promise<string | undefined>;
  /** Tables that somebody else kept, with what slr.yaml says they mean. */
  readonly decisionTables?: readonly { readonly map: DecisionMap; readonly table: MappedTable }[];
  readonly ledgers?: readonly { readonly map: LedgerMap; readonly table: MappedTable }[];
  /** What was already wrong with the files of people. */
  readonly problems: readonly Problem[];
  /** Called now and then with what is being done. */
  readonly progress?: (doing: string) => void;
}

/** What `screenReview` must be given; whatever else is absent does not exist yet, as in a new review. */
export type ReviewToScreen = Pick<ReviewInput, "protocol" | "exports"> & Partial<ReviewInput>;

const NOBODY_HAS_DECIDED: Omit<ReviewInput, "protocol" | "exports"> = {
  decisions: [],
  pairs: [],
  retrievals: [],
  studies: [],
  fullText: async () => undefined,
  problems: [],
};

export interface ScreenedReview {
  readonly identified: Identified;
  readonly results: ReviewResults;
  readonly files: readonly FileReport[];
  readonly rating: RatingReport;
  /** The same by another model or with another seed. */
  rate(options: RatingOptions): ReviewRating;
  /** The record that a key, an identifier (`doi:…`) or an entry (`Scopus#12`) names, if it is exactly one. */
  find(reference: string): RecordKey | undefined;
  /** What models learn from. */
  readonly texts: ReviewTexts;
  /** How far title/abstract screening has come, for stopping rules. */
  readonly reading: ScreeningProgress;
  /** Everything people said of a record at a stage. */
  ballot(record: RecordKey, stage: Stage): Ballot;
  /**
   * The records with these keys in full, as the criteria see them, in the order of the exports.
   * These are read once more, so nothing of them has to be held in between.
   */
  read(records: Iterable<RecordKey>): AsyncIterable<WholeRecord>;
}

/**
 * The whole review as a pure function of its folder. The exports are read twice: once to find out
 * which entries are one record, once to judge the records; between the two only keys are held.
 */
export async function screenReview(review: ReviewToScreen): Promise<ScreenedReview> {
  const input: ReviewInput = { ...NOBODY_HAS_DECIDED, ...review };
  const { whole, identified, clustered } = await clusterReview(input);
  return screenRecords(whole, identified, clustered);
}

/** A review whose entries have been read once, and joined to records. */
export interface ClusteredReview {
  /** The input, with what the mapped tables say. */
  readonly whole: ReviewInput;
  readonly identified: Identified;
  readonly clustered: Clustered;
  readonly ledger: Ledger;
}

/** Finds out which entries are one record; nothing is judged yet. */
export async function clusterReview(input: ReviewInput): Promise<ClusteredReview> {
  const identified = await identify(input.exports, input.protocol, input.progress);
  const index = new EntryIndex(identified);
  const { ledger, problems } = readLedgers(input.ledgers ?? [], index, identified);
  const mapped = readDecisionTables(
    input.decisionTables ?? [],
    index,
    identified,
    ledger,
    input.protocol.criteria.map(({ id }) => id),
  );
  const clustered = clusterRecords(identified, input.pairs, ledger, input.protocol.versions);
  const whole: ReviewInput = {
    ...input,
    decisions: [...input.decisions, ...mapped.decisions],
    retrievals: [...input.retrievals, ...mapped.retrievals],
    problems: [...input.problems, ...problems, ...mapped.problems],
  };
  return { whole, identified, clustered, ledger };
}
