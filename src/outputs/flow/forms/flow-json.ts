import type { FlowCounts } from "../../../core/screening/flow.ts";
import type { TextFlowFormat } from "../flow-format.ts";

// The compiler checks that every box has a row here.
const BOX_ORDER = {
  previous_studies: true,
  previous_reports: true,
  database_results: true,
  database_specific_results: true,
  register_results: true,
  register_specific_results: true,
  website_results: true,
  organisation_results: true,
  citations_results: true,
  duplicates: true,
  excluded_automatic: true,
  excluded_other: true,
  records_screened: true,
  records_excluded: true,
  records_excluded_by: true,
  dbr_sought_reports: true,
  dbr_notretrieved_reports: true,
  dbr_assessed: true,
  dbr_excluded: true,
  pending: true,
  other_duplicates: true,
  other_removed: true,
  other_records_excluded: true,
  other_sought_reports: true,
  other_notretrieved_reports: true,
  other_assessed: true,
  other_excluded: true,
  other_pending: true,
  new_studies: true,
  new_reports: true,
  total_studies: true,
  total_reports: true,
  other_methods: true,
  synthesis: true,
  incomplete_sources: true,
  template: true,
} satisfies Record<keyof FlowCounts, true>;

const INNER_ORDER = [
  ...["name", "n", "text"],
  ...["human", "automation"],
  ...["title_abstract", "title_abstract_conflict", "retrieval"],
  ...["full_text", "full_text_conflict", "unread"],
  ...["qualitative", "qualitative_reports", "quantitative", "quantitative_reports"],
];

/**
 * The flow as results/prisma.json holds it: every number under its box name, always in the same
 * order.
 */
export const flowJson: TextFlowFormat = {
  name: "json",
  render: (flow) =>
    // A list as replacer fixes the order of the keys on all levels.
    `${JSON.stringify(flow, [...Object.keys(BOX_ORDER), ...INNER_ORDER], 2)}\n`,
};
