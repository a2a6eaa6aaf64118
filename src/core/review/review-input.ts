import type { Protocol } from "../protocol/protocol.ts";
import type { DecisionMap, LedgerMap } from "../protocol/tables.ts";
import type { Decision, PairDecision, Retrieval, StudyMember } from "../records/decision.ts";
import type { Problem } from "../records/problem.ts";
import type { ExportFile } from "./identify.ts";
import type { MappedTable } from "./kept-tables/mapped-table.ts";

/** Everything that a review folder holds, as data. */
export interface ReviewInput {
  readonly protocol: Protocol;
  readonly exports: readonly ExportFile[];
  readonly decisions: readonly Decision[];
  readonly pairs: readonly PairDecision[];
  readonly retrievals: readonly Retrieval[];
  readonly studies: readonly StudyMember[];
  /** The names of the files in fulltext/, without their endings: what people call the records. */
  readonly fullTextNames?: readonly string[];
  /** The text of the file with this name in fulltext/, where the review has it. */
  readonly fullText: (name: string) => Promise<string | undefined>;
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

/** A review in which nobody has decided anything. */
export const NOBODY_HAS_DECIDED: Omit<ReviewInput, "protocol" | "exports"> = {
  decisions: [],
  pairs: [],
  retrievals: [],
  studies: [],
  fullText: async () => undefined,
  problems: [],
};
