/** A database, a register or a reason with the size of its set. */
export interface NamedCount {
  readonly name: string;
  readonly n: number;
  /** The criterion's text, where `name` is the id of a criterion in the protocol. */
  readonly text?: string;
}

/** Records and reports whose screening is not finished. */
export interface Pending {
  readonly title_abstract: number;
  readonly title_abstract_conflict: number;
  readonly retrieval: number;
  readonly full_text: number;
  readonly full_text_conflict: number;
  /** Left unread by a stopping rule. */
  readonly unread: number;
}

/**
 * The numbers of a PRISMA 2020 flow diagram, under the box names of the R package PRISMA2020.
 * `dbr` is the first column (databases and registers), `other` the second (other methods).
 * Every number is the size of a set of ledger rows.
 */
export interface FlowCounts {
  readonly previous_studies: number;
  readonly previous_reports: number;
  readonly database_results: number;
  readonly database_specific_results: readonly NamedCount[];
  readonly register_results: number;
  readonly register_specific_results: readonly NamedCount[];
  readonly website_results: number;
  readonly organisation_results: number;
  readonly citations_results: number;
  readonly duplicates: number;
  readonly excluded_automatic: number;
  readonly excluded_other: number;
  readonly records_screened: number;
  readonly records_excluded: number;
  readonly records_excluded_by: { readonly human: number; readonly automation: number };
  readonly dbr_sought_reports: number;
  readonly dbr_notretrieved_reports: number;
  readonly dbr_assessed: number;
  readonly dbr_excluded: readonly NamedCount[];
  readonly pending: Pending;
  readonly other_duplicates: number;
  readonly other_removed: number;
  readonly other_records_excluded: number;
  readonly other_sought_reports: number;
  readonly other_notretrieved_reports: number;
  readonly other_assessed: number;
  readonly other_excluded: readonly NamedCount[];
  readonly other_pending: Pending;
  readonly new_studies: number;
  readonly new_reports: number;
  readonly total_studies: number;
  readonly total_reports: number;
  /** `merged`: what other methods found goes through the first column. */
  readonly other_methods: "separate" | "merged";
}
