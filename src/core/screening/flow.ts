import { reasonText } from "../protocol/criterion-wording.ts";
import type { FlowTemplate, Protocol } from "../protocol/protocol.ts";
import type { Synthesis } from "../records/decision.ts";
import type { SourceKind } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";
import type { Box } from "./results.ts";

/** A database, a register or a reason with the size of its set. */
export interface NamedCount {
  readonly name: string;
  readonly n: number;
  /** The criterion as a reason in words, if `name` is the id of a criterion in the protocol. */
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
  /** Sources with files that could not be read, or not to their end: more was identified than counted. */
  readonly incomplete_sources?: readonly string[];
  /** `merged`: records of other methods are counted in the first column. */
  readonly other_methods: "separate" | "merged";
  /** How many of the new studies enter which synthesis; absent if studies.csv does not say. */
  readonly synthesis?: SynthesisCounts;
  /** The template of the diagram; absent for PRISMA 2020. */
  readonly template?: FlowTemplate;
}

/** A study in the quantitative synthesis (meta-analysis) is in the qualitative one, too. */
export interface SynthesisCounts {
  readonly qualitative: number;
  readonly qualitative_reports: number;
  readonly quantitative: number;
  readonly quantitative_reports: number;
}

/** A ledger row with the other facts that the flow needs. */
export interface FlowRow {
  readonly box: Box;
  readonly source: string;
  readonly kind: SourceKind;
  /** Whether automation alone excluded it. */
  readonly automation: boolean;
  /** The primary reason; empty if none was given. */
  readonly reason: string;
  /** The study of an included report. */
  readonly study?: string;
  /** The synthesis that this study enters. */
  readonly synthesis?: Synthesis;
}

export const NO_REASON = "No reason given";

/** Rows that are one object, and how many of them there are. */
interface EqualRows extends FlowRow {
  readonly n: number;
}

/** A large review has some hundred different rows, each many times. */
function together(rows: readonly FlowRow[]): readonly EqualRows[] {
  const numbers = new Map<FlowRow, number>();
  for (const row of rows) numbers.set(row, (numbers.get(row) ?? 0) + 1);
  return [...numbers].map(([row, n]) => ({ ...row, n }));
}

/** The size of a set of rows. */
function sizeOf(rows: readonly EqualRows[]): number {
  return rows.reduce((sum, { n }) => sum + n, 0);
}

/**
 * Counts every box of the flow as the size of a set of ledger rows; no counter is incremented on
 * the way.
 */
export function countFlow(
  ledger: readonly FlowRow[],
  protocol: Pick<Protocol, "sources" | "criteria" | "otherMethods" | "flowTemplate" | "previous">,
  incomplete: readonly Pick<FlowRow, "source" | "kind">[] = [],
): FlowCounts {
  const rows = together(ledger);
  const isDatabase = ({ kind }: FlowRow) => kind === "database" || kind === "register";
  const inFirst = (row: FlowRow) => protocol.otherMethods === "merged" || isDatabase(row);
  const first = rows.filter(inFirst);
  const other = rows.filter((row) => !inFirst(row));
  const ofKind = (kind: SourceKind) => rows.filter((row) => row.kind === kind);
  const bySource = (kind: SourceKind): NamedCount[] => {
    const counts = new Map<string, number>();
    // A library is a source only for entries that name no database.
    for (const { name, kind: planned, by } of protocol.sources)
      if (planned === kind && by === undefined) counts.set(name, 0);
    for (const { source, kind: of } of incomplete) if (of === kind) counts.set(source, 0);
    for (const { source, n } of ofKind(kind)) counts.set(source, (counts.get(source) ?? 0) + n);
    return [...counts]
      .map(([name, n]) => ({ name, n }))
      .sort((a, b) => compareText(a.name, b.name));
  };
  const studies = new Set(rows.flatMap(({ study }) => (study === undefined ? [] : [study])));
  const included = sizeOf(boxesOf(rows)("included"));
  const inFirstBoxes = boxesOf(first);
  const inOtherBoxes = boxesOf(other);
  const dbr = columnCounts(inFirstBoxes, protocol.criteria);
  const others = columnCounts(inOtherBoxes, protocol.criteria);
  const records_excluded = sizeOf(dbr.excludedRecords);
  const automation = sizeOf(dbr.excludedRecords.filter((row) => row.automation));
  return {
    previous_studies: protocol.previous.studies,
    previous_reports: protocol.previous.reports,
    database_results: sizeOf(ofKind("database")),
    database_specific_results: bySource("database"),
    register_results: sizeOf(ofKind("register")),
    register_specific_results: bySource("register"),
    website_results: sizeOf(ofKind("website")),
    organisation_results: sizeOf(ofKind("organisation")),
    citations_results: sizeOf(ofKind("citation-searching")),
    duplicates: sizeOf(inFirstBoxes("duplicate")),
    excluded_automatic: sizeOf(inFirstBoxes("removed-automation")),
    excluded_other: sizeOf(inFirstBoxes("removed-other")),
    records_screened: dbr.screened,
    records_excluded,
    records_excluded_by: { human: records_excluded - automation, automation },
    dbr_sought_reports: dbr.sought,
    dbr_notretrieved_reports: dbr.notRetrieved,
    dbr_assessed: dbr.assessed,
    dbr_excluded: dbr.reasons,
    pending: dbr.pending,
    other_duplicates: sizeOf(inOtherBoxes("duplicate")),
    other_removed: sizeOf(inOtherBoxes("removed-automation", "removed-other")),
    other_records_excluded: sizeOf(others.excludedRecords),
    other_sought_reports: others.sought,
    other_notretrieved_reports: others.notRetrieved,
    other_assessed: others.assessed,
    other_excluded: others.reasons,
    other_pending: others.pending,
    new_studies: studies.size,
    new_reports: included,
    total_studies: protocol.previous.studies + studies.size,
    total_reports: protocol.previous.reports + included,
    ...(incomplete.length > 0 && {
      incomplete_sources: [...new Set(incomplete.map(({ source }) => source))].sort(compareText),
    }),
    other_methods: protocol.otherMethods,
    ...countSyntheses(rows),
    ...(protocol.flowTemplate !== "prisma-2020" && { template: protocol.flowTemplate }),
  };
}

/** The studies of each synthesis; absent if no row names one. */
function countSyntheses(rows: readonly EqualRows[]): Pick<FlowCounts, "synthesis"> {
  const inQualitative = rows.filter(({ synthesis }) => synthesis !== undefined);
  if (inQualitative.length === 0) return {};
  const inQuantitative = rows.filter(({ synthesis }) => synthesis === "quantitative");
  const studies = (of: readonly FlowRow[]) => new Set(of.map(({ study }) => study)).size;
  return {
    synthesis: {
      qualitative: studies(inQualitative),
      qualitative_reports: sizeOf(inQualitative),
      quantitative: studies(inQuantitative),
      quantitative_reports: sizeOf(inQuantitative),
    },
  };
}

/** The rows of one or more boxes. */
type InBoxes = (...boxes: readonly Box[]) => readonly EqualRows[];

/** Sorts rows into their boxes, once for all numbers. */
function boxesOf(rows: readonly EqualRows[]): InBoxes {
  const byBox = new Map<Box, EqualRows[]>();
  for (const row of rows) {
    const its = byBox.get(row.box);
    if (its === undefined) byBox.set(row.box, [row]);
    else its.push(row);
  }
  return (...boxes) => boxes.flatMap((box) => byBox.get(box) ?? []);
}

/**
 * The boxes of one column from screening on. Each is the set of rows that got at least that far.
 */
function columnCounts(inBoxes: InBoxes, criteria: Protocol["criteria"]) {
  const n = (...boxes: readonly Box[]) => sizeOf(inBoxes(...boxes));
  const assessed = n("excluded-full-text", "included", "pending-full-text", "conflict-full-text");
  const sought = n("not-retrieved", "pending-retrieval") + assessed;
  const excludedRecords = inBoxes("excluded-title-abstract");
  return {
    screened:
      sought +
      sizeOf(excludedRecords) +
      n("pending-title-abstract", "conflict-title-abstract", "unread"),
    excludedRecords,
    sought,
    notRetrieved: n("not-retrieved"),
    assessed,
    reasons: countReasons(inBoxes("excluded-full-text"), criteria),
    pending: {
      title_abstract: n("pending-title-abstract"),
      title_abstract_conflict: n("conflict-title-abstract"),
      retrieval: n("pending-retrieval"),
      full_text: n("pending-full-text"),
      full_text_conflict: n("conflict-full-text"),
      unread: n("unread"),
    },
  };
}

/**
 * Reports excluded by primary reason: criteria in the order of the protocol, then free text, then
 * none.
 */
function countReasons(rows: readonly EqualRows[], criteria: Protocol["criteria"]): NamedCount[] {
  const counts = new Map<string, number>();
  for (const { reason, n } of rows) counts.set(reason, (counts.get(reason) ?? 0) + n);
  const rank = (reason: string) => {
    const at = criteria.findIndex(({ id }) => id === reason);
    return at >= 0 ? at : reason === "" ? criteria.length + 1 : criteria.length;
  };
  return [...counts]
    .sort(([a], [b]) => rank(a) - rank(b) || compareText(a, b))
    .map(([reason, n]) => {
      const criterion = criteria.find(({ id }) => id === reason);
      return {
        name: reason === "" ? NO_REASON : reason,
        n,
        ...(criterion && { text: reasonText(criterion) }),
      };
    });
}

/** The problems of a flow that does not add up. */
export function balanceProblems(flow: FlowCounts): Problem[] {
  return imbalances(flow).map((imbalance) => ({
    severity: "error",
    code: "flow/imbalance",
    message: `The flow does not balance: ${imbalance}.`,
  }));
}

/**
 * Checks every arrow of the diagram: what enters a box must leave it. Empty if the counts add up.
 */
export function imbalances(flow: FlowCounts): string[] {
  const sum = (counts: readonly NamedCount[]) => counts.reduce((total, { n }) => total + n, 0);
  const { pending, other_pending } = flow;
  const otherMethods = flow.website_results + flow.organisation_results + flow.citations_results;
  const merged = flow.other_methods === "merged";
  const identified = flow.database_results + flow.register_results + (merged ? otherMethods : 0);
  const dbrExcluded = sum(flow.dbr_excluded);
  const otherExcluded = sum(flow.other_excluded);
  const dbrIncluded =
    flow.dbr_assessed - dbrExcluded - pending.full_text - pending.full_text_conflict;
  const otherIncluded =
    flow.other_assessed -
    otherExcluded -
    other_pending.full_text -
    other_pending.full_text_conflict;
  const arrows: readonly (readonly [name: string, enters: number, leaves: number])[] = [
    ["databases", flow.database_results, sum(flow.database_specific_results)],
    ["registers", flow.register_results, sum(flow.register_specific_results)],
    [
      "records identified",
      identified,
      flow.duplicates + flow.excluded_automatic + flow.excluded_other + flow.records_screened,
    ],
    [
      "records screened",
      flow.records_screened,
      flow.records_excluded +
        flow.dbr_sought_reports +
        pending.title_abstract +
        pending.title_abstract_conflict +
        pending.unread,
    ],
    [
      "records excluded",
      flow.records_excluded,
      flow.records_excluded_by.human + flow.records_excluded_by.automation,
    ],
    [
      "reports sought",
      flow.dbr_sought_reports,
      flow.dbr_notretrieved_reports + pending.retrieval + flow.dbr_assessed,
    ],
    [
      "records identified by other methods",
      merged ? 0 : otherMethods,
      flow.other_duplicates +
        flow.other_removed +
        flow.other_records_excluded +
        flow.other_sought_reports +
        other_pending.title_abstract +
        other_pending.title_abstract_conflict +
        other_pending.unread,
    ],
    [
      "reports sought by other methods",
      flow.other_sought_reports,
      flow.other_notretrieved_reports + other_pending.retrieval + flow.other_assessed,
    ],
    ["reports of included studies", dbrIncluded + otherIncluded, flow.new_reports],
    ["reports of all studies", flow.previous_reports + flow.new_reports, flow.total_reports],
  ];
  const wrong = arrows
    .filter(([, enters, leaves]) => enters !== leaves)
    .map(([name, enters, leaves]) => `${name}: ${enters} enter, ${leaves} leave`);
  if (flow.new_studies > flow.new_reports)
    wrong.push(`studies: ${flow.new_studies} studies in ${flow.new_reports} reports`);
  return wrong;
}
