import type { BibRecord, RecordType } from "../records/model.ts";
import type { KeywordsByKind } from "./fields/keyword-kinds.ts";

/**
 * What a criterion is judged on: a merged record, the values its duplicates disagree on, and its
 * full text if there is one.
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

/** A subject as fields read it: with what more than one field needs, so that it is made once. */
export interface FieldSubject extends CriterionSubject {
  readonly keywords: KeywordsByKind;
}
