import { isSettled } from "../../core/overviews/duplicates/linked-versions.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import type { FlowCounts, Pending } from "../../core/screening/flow.ts";
import type { ReviewResults } from "../../core/screening/results.ts";
import { displayWidth } from "../text/plain-text.ts";

/**
 * The end of `slr screen`: the flow in a line for each step, what waits, and the state of the
 * rating if the caller passes it. At most 12 lines.
 */
export function summaryLines(results: ReviewResults, rating?: string): string[] {
  const { flow } = results;
  const rows = [
    ...firstColumn(flow),
    ...otherMethods(flow),
    ...conclusion(flow),
    ...questions(results),
  ];
  const digits = Math.max(...rows.map(([, n]) => formatCount(n).length));
  const labels = Math.max(...rows.map(([label]) => displayWidth(label)));
  const lines = rows.map(([label, n, parts]) => {
    const text = parts.filter((each) => each !== "").join(", ");
    return `${label.padEnd(labels)}  ${formatCount(n).padStart(digits)}  ${text}`.trimEnd();
  });
  return rating === undefined ? lines : [...lines, rating];
}

/** A step of the flow, the size of its set, and what became of it. */
type Row = readonly [label: string, n: number, parts: readonly string[]];

/**
 * The steps of databases and registers from identification to assessment; if other methods are
 * merged with them, theirs, too.
 */
function firstColumn(flow: FlowCounts): Row[] {
  const merged = flow.other_methods === "merged";
  const identified = flow.database_results + flow.register_results;
  const { automation } = flow.records_excluded_by;
  return [
    [
      "Identified",
      identified + (merged ? foundOtherwise(flow) : 0),
      [
        `${formatCount(flow.database_results)} from databases`,
        part(flow.register_results, "from registers"),
        ...(flow.incomplete_sources ?? []).map((source) => `${source} incomplete`),
        ...(merged ? otherSources(flow) : []),
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
  ];
}

/**
 * The records of websites, organisations and citation searching, in one line, if they have a column
 * of their own.
 */
function otherMethods(flow: FlowCounts): Row[] {
  const found = foundOtherwise(flow);
  if (found === 0 || flow.other_methods === "merged") return [];
  return [
    [
      "Other methods",
      found,
      [
        ...otherSources(flow),
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
  ];
}

function foundOtherwise(flow: FlowCounts): number {
  return flow.website_results + flow.organisation_results + flow.citations_results;
}

function otherSources(flow: FlowCounts): string[] {
  return [
    part(flow.website_results, "from websites"),
    part(flow.organisation_results, "from organisations"),
    part(flow.citations_results, "from citation searching"),
  ];
}

/** The included studies, and in an update those of the previous review as well. */
function conclusion(flow: FlowCounts): Row[] {
  const rows: Row[] = [
    ["Included", flow.new_studies, [included(flow.new_studies, flow.new_reports)]],
  ];
  if (flow.previous_studies > 0 || flow.previous_reports > 0)
    rows.push([
      "In total",
      flow.total_studies,
      [`${included(flow.total_studies, flow.total_reports)}, with the previous review`],
    ]);
  return rows;
}

/** The open questions that only people can answer. */
function questions({ possibleDuplicates, linkedVersions }: ReviewResults): Row[] {
  const pairs = possibleDuplicates.length;
  const unsettled = linkedVersions.filter((pair) => !isSettled(pair)).length;
  const rows: Row[] = [];
  if (pairs > 0)
    rows.push([
      "To settle",
      pairs,
      [`possible ${pairs === 1 ? "duplicate" : "duplicates"} in possible-duplicates.csv`],
    ]);
  if (unsettled > 0)
    rows.push([
      "To link",
      unsettled,
      [
        `${unsettled === 1 ? "pair" : "pairs"} of versions of one study in linked-versions.csv: slr dedupe --studies`,
      ],
    ]);
  return rows;
}

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
