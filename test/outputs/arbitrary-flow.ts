import fc from "fast-check";
import type { FlowCounts, NamedCount, Pending } from "../../src/core/screening/flow.ts";

const n = fc.oneof(fc.constant(0), fc.nat(9), fc.nat(10_000_000));

/** Names as strangers write them: any script, control sequences, markup, no blank for long. */
const name = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "Scopus",
    "=1+1",
    "a, b; c",
    "\u001b[31mred\u001b[0m",
    "<script>&\"'",
    "中文数据库",
  ),
);

const counts: fc.Arbitrary<readonly NamedCount[]> = fc.array(
  fc.oneof(fc.record({ name, n }), fc.record({ name, n, text: name })),
  { maxLength: 6 },
);

const pending: fc.Arbitrary<Pending> = fc.record({
  title_abstract: n,
  title_abstract_conflict: n,
  retrieval: n,
  full_text: n,
  full_text_conflict: n,
  unread: n,
});

/** Any numbers, whether or not they add up: a form has to print them all the same. */
export const arbitraryFlow: fc.Arbitrary<FlowCounts> = fc.record({
  previous_studies: n,
  previous_reports: n,
  database_results: n,
  database_specific_results: counts,
  register_results: n,
  register_specific_results: counts,
  website_results: n,
  organisation_results: n,
  citations_results: n,
  duplicates: n,
  excluded_automatic: n,
  excluded_other: n,
  records_screened: n,
  records_excluded: n,
  records_excluded_by: fc.record({ human: n, automation: n }),
  dbr_sought_reports: n,
  dbr_notretrieved_reports: n,
  dbr_assessed: n,
  dbr_excluded: counts,
  pending,
  other_duplicates: n,
  other_removed: n,
  other_records_excluded: n,
  other_sought_reports: n,
  other_notretrieved_reports: n,
  other_assessed: n,
  other_excluded: counts,
  other_pending: pending,
  new_studies: n,
  new_reports: n,
  total_studies: n,
  total_reports: n,
  other_methods: fc.constantFrom("separate" as const, "merged" as const),
});
