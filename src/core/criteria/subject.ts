import type { BibRecord, RecordType } from "../records/model.ts";

/**
 * What a criterion is judged on: a merged record, the values its duplicates disagree on, and its
 * full text if there is one. The index of its words lives as long as this object: judge all criteria
 * on one subject, then let it go.
 */
export interface CriterionSubject {
  readonly record: BibRecord;
  /** Values of the other entries of the cluster that differ from `record`. */
  readonly alternatives?: {
    readonly year?: readonly number[];
    readonly language?: readonly string[];
    readonly type?: readonly RecordType[];
  };
  readonly fullText?: string;
}
