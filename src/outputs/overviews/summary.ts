import { isSettled } from "../../core/overviews/linked-versions.ts";
import { formatCount } from "../../core/records/plural.ts";
import type { Pending } from "../../core/screening/flow.ts";
import type { ReviewResults } from "../../core/screening/results.ts";
import { displayWidth } from "../text/plain-text.ts";

/**
 * The end of `slr screen`: the flow in a line for each step, what waits, and the state of the
 * rating if the caller knows one. At most 12 lines.
 */
export function summaryLines(results: ReviewResults, rating?: string): string[] {
  const { flow, possibleDuplicates, linkedVersions } = results;
  const unsettled = linkedVersions.filter((pair) => !isSettled(pair)).length;
  const merged = flow.other_methods === "merged";
  const others = [
    part(flow.website_results, "from websites"),
    part(flow.organisation_results, "from organisations"),
    part(flow.citations_results, "from citation searching"),
  ];
  const found = flow.website_results + flow.organisation_results + flow.citations_results;
  const first = flow.database_results + flow.register_results;
  const updated = flow.previous_studies > 0 || flow.previous_reports > 0;
  const { automation } = flow.records_excluded_by;

  const rows: (Row | false)[] = [
    [
      "Identified",
      first + (merged ? found : 0),
      [
        `${formatCount(flow.database_results)} from databases`,
        part(flow.register_results, "from registers"),
        ...(merged ? others : []),
      ],
    ],
    ["Duplicates", flow.duplicates, ["removed"]],
    [
      "Removed",
      flow.excluded_automatic + flow.excluded_other,
      [
        part(flow.excluded_automatic, "as ineligible by automation tools"),
        part(flow.excluded_other, "for other reasons"),
      ],
    ],
    [
      "Screened",
      flow.records_screened,
      [
        `${formatCount(flow.records_excluded)} excluded${automation > 0 ? ` (${formatCount(automation)} by automation tools)` : ""}`,
        ...undecidedRecords(flow.pending),
      ],
    ],
    [
      "Sought",
      flow.dbr_sought_reports,
      [
        `${formatCount(flow.dbr_notretrieved_reports)} not retrieved`,
        part(flow.pending.retrieval, "awaiting retrieval"),
      ],
    ],
    [
      "Assessed",
      flow.dbr_assessed,
      [`${formatCount(sum(flow.dbr_excluded))} excluded`, ...undecidedReports(flow.pending)],
    ],
    found > 0 &&
      !merged && [
        "Other methods",
        found,
        [
          ...others,
          part(flow.other_duplicates, "duplicates"),
          part(flow.other_removed, "removed"),
          part(flow.other_records_excluded, "excluded unsought"),
          ...undecidedRecords(flow.other_pending),
          `${formatCount(flow.other_sought_reports)} sought`,
          part(flow.other_notretrieved_reports, "not retrieved"),
          part(flow.other_pending.retrieval, "awaiting retrieval"),
          `${formatCount(flow.other_assessed)} assessed`,
          `${formatCount(sum(flow.other_excluded))} excluded`,
          ...undecidedReports(flow.other_pending),
        ],
      ],
    ["Included", flow.new_studies, [included(flow.new_studies, flow.new_reports)]],
    updated && [
      "In total",
      flow.total_studies,
      [`${included(flow.total_studies, flow.total_reports)}, with the previous review`],
    ],
    possibleDuplicates.length > 0 && [
      "To settle",
      possibleDuplicates.length,
      [
        possibleDuplicates.length === 1
          ? "possible duplicate in possible-duplicates.csv"
          : "possible duplicates in possible-duplicates.csv",
      ],
    ],
    unsettled > 0 && [
      "To link",
      unsettled,
      [
        unsettled === 1
          ? "pair of versions of one study in linked-versions.csv: slr dedupe --studies"
          : "pairs of versions of one study in linked-versions.csv: slr dedupe --studies",
      ],
    ],
  ];
  const shown = rows.filter((row) => row !== false);
  const digits = Math.max(...shown.map(([, n]) => formatCount(n).length));
  const labels = Math.max(...shown.map(([label]) => displayWidth(label)));
  const lines = shown.map(([label, n, parts]) => {
    const text = parts.filter((each) => each !== "").join(", ");
    return `${label.padEnd(labels)}  ${formatCount(n).padStart(digits)}  ${text}`.trimEnd();
  });
  return rating === undefined ? lines : [...lines, rating];
}

/** A step of the flow, the size of its set, and what became of it. */
type Row = readonly [label: string, n: number, parts: readonly string[]];

function part(n: number, what: string): string {
  return n > 0 ? `${formatCount(n)} ${what}` : "";
}

function undecidedRecords(pending: Pending): string[] {
  return [
    part(pending.title_abstract, "pending"),
    part(pending.title_abstract_conflict, "in conflict"),
    part(pending.unread, "left unread"),
  ];
}

function undecidedReports(pending: Pending): string[] {
  return [part(pending.full_text, "pending"), part(pending.full_text_conflict, "in conflict")];
}

function included(studies: number, reports: number): string {
  return `${studies === 1 ? "study" : "studies"} in ${formatCount(reports)} ${reports === 1 ? "report" : "reports"}`;
}

function sum(counts: readonly { readonly n: number }[]): number {
  return counts.reduce((total, { n }) => total + n, 0);
}
