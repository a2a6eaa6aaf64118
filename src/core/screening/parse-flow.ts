import { z } from "zod";
import type { FlowCounts } from "./flow.ts";

const n = z.int().min(0);
const named = z.array(z.looseObject({ name: z.string(), n, text: z.string().optional() }));
const pending = z.looseObject({
  title_abstract: n,
  title_abstract_conflict: n,
  retrieval: n,
  full_text: n,
  full_text_conflict: n,
  unread: n,
});

// The compiler checks that every box has a row here.
const BOXES = {
  previous_studies: n,
  previous_reports: n,
  database_results: n,
  database_specific_results: named,
  register_results: n,
  register_specific_results: named,
  website_results: n,
  organisation_results: n,
  citations_results: n,
  duplicates: n,
  excluded_automatic: n,
  excluded_other: n,
  records_screened: n,
  records_excluded: n,
  records_excluded_by: z.looseObject({ human: n, automation: n }),
  dbr_sought_reports: n,
  dbr_notretrieved_reports: n,
  dbr_assessed: n,
  dbr_excluded: named,
  pending,
  other_duplicates: n,
  other_removed: n,
  other_records_excluded: n,
  other_sought_reports: n,
  other_notretrieved_reports: n,
  other_assessed: n,
  other_excluded: named,
  other_pending: pending,
  new_studies: n,
  new_reports: n,
  total_studies: n,
  total_reports: n,
  incomplete_sources: z.array(z.string()).optional(),
  other_methods: z.enum(["separate", "merged"]),
  synthesis: z
    .looseObject({
      qualitative: n,
      qualitative_reports: n,
      quantitative: n,
      quantitative_reports: n,
    })
    .optional(),
  template: z.string().optional(),
} satisfies Record<keyof FlowCounts, z.ZodType>;

/**
 * Reads a flow from a text that slr wrote as prisma.json; undefined if somebody changed or damaged
 * it.
 */
export function parseFlow(text: string): FlowCounts | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  return readFlow(data);
}

/** The flow that a lock holds; undefined if a number of it is missing. */
export function readFlow(data: unknown): FlowCounts | undefined {
  const parsed = z.looseObject(BOXES).safeParse(data);
  return parsed.success ? (parsed.data as FlowCounts) : undefined; // as the schema says
}
