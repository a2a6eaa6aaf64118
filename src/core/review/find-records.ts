import { type Clustered, clusterRecords } from "./cluster-records.ts";
import { type Identified, identify } from "./identify.ts";
import { readDecisionTables } from "./kept-tables/decision-tables.ts";
import { applyLedgers, type Ledger } from "./kept-tables/duplicate-ledgers.ts";
import { EntryIndex } from "./kept-tables/entry-index.ts";
import type { ReviewInput } from "./review-input.ts";

/** A review whose exports have been read once, and whose entries are clustered into records. */
export interface ReviewRecords {
  /** The review folder, with the decisions and retrievals of mapped tables among those of people's files. */
  readonly input: ReviewInput;
  readonly identified: Identified;
  readonly clustered: Clustered;
  /** What ledgers of duplicates say of the entries. */
  readonly ledger: Ledger;
}

/**
 * The first half of the pipeline: from the exports to unique records. Every command that needs the
 * records of a review finds them here, so that all see the same ones. Nothing is judged yet.
 */
export async function findRecords(input: ReviewInput): Promise<ReviewRecords> {
  const identified = await identify(input.exports, input.protocol, input.progress);
  const index = new EntryIndex(identified);
  const { ledger, problems } = applyLedgers(input.ledgers ?? [], index, identified);
  const mapped = readDecisionTables(input, index, identified, ledger);
  const clustered = clusterRecords(identified, input.pairs, ledger, input.protocol.versions);
  const whole: ReviewInput = {
    ...input,
    decisions: [...input.decisions, ...mapped.decisions],
    retrievals: [...input.retrievals, ...mapped.retrievals],
    problems: [...input.problems, ...problems, ...mapped.problems],
  };
  return { input: whole, identified, clustered, ledger };
}
