import type { FlowCounts, NamedCount } from "../../../core/screening/flow.ts";
import type { VersionFlow } from "../../../core/versions/version-flows.ts";
import { countLabel } from "../diagram/flow-diagram.ts";
import { type FlowWording, PRISMA_2020 } from "../diagram/flow-wording.ts";
import { PRISMA_SCR } from "../diagram/prisma-scr.ts";

/** A line of the diagram with its number in each version of a living review. */
export interface VersionRow {
  /** The bar on the left of the diagram, or the column of other methods. */
  readonly phase: string;
  readonly label: string;
  readonly indent: 0 | 1 | 2;
  /** The name of the number: `database_results`, `dbr_excluded.F1`. */
  readonly box: string;
  /** In the order of the versions. */
  readonly numbers: readonly number[];
  /** The sum of the versions; absent for what one version takes over from another. */
  readonly all?: number;
}

/** A line of the diagram: its name, its label and its number in a flow. */
interface Line {
  readonly box: string;
  readonly label: string;
  readonly indent?: 0 | 1 | 2;
  of(flow: FlowCounts): number;
  /** Whether it is left out where every version has 0. */
  readonly optional?: true;
  /** Whether a version counts what the versions before it have counted, too. */
  readonly cumulative?: true;
}

/**
 * The flows of all versions, line by line: every source and every reason of any version has a line,
 * and a line that a version did not have counts 0 in it.
 */
export function versionRows(versions: readonly VersionFlow[]): VersionRow[] {
  const flows = versions.map(({ flow }) => flow);
  const words = flows.at(-1)?.template === "prisma-scr" ? PRISMA_SCR : PRISMA_2020;
  const { phases } = words;
  const other = words.newReview.otherMethods;
  const phased: readonly (readonly [phase: string, lines: readonly Line[]])[] = [
    [words.previous.heading, previousLines(words)],
    [phases.identification, identifiedLines(flows, words)],
    [phases.screening, screeningLines(flows, words)],
    [other, otherLines(flows, words)],
    [phases.included, includedLines(words)],
  ];
  return phased.flatMap(([phase, lines]) =>
    lines.flatMap(({ box, label, indent = 0, of, optional, cumulative }): VersionRow[] => {
      const numbers = flows.map(of);
      const sum = numbers.reduce((total, n) => total + n, 0);
      if (optional && sum === 0) return [];
      return [{ phase, label, indent, box, numbers, ...(!cumulative && { all: sum }) }];
    }),
  );
}

function previousLines({ previous }: FlowWording): Line[] {
  return [
    simple("previous_studies", previous.studies, { cumulative: true, optional: true }),
    simple("previous_reports", previous.reports, { cumulative: true, optional: true }),
  ];
}

function identifiedLines(flows: readonly FlowCounts[], words: FlowWording): Line[] {
  const { identified, removed } = words;
  const from = (source: string) => `${withoutColon(identified.heading)} ${lower(source)}`;
  const optional = { optional: true } as const;
  return [
    simple("database_results", from(identified.databases)),
    ...named("database_specific_results", flows),
    simple("register_results", from(identified.registers)),
    ...named("register_specific_results", flows),
    simple("website_results", from(identified.websites), optional),
    simple("organisation_results", from(identified.organisations), optional),
    simple("citations_results", from(identified.citationSearching), optional),
    simple("duplicates", removed.duplicates),
    simple("excluded_automatic", removed.automation),
    simple("excluded_other", removed.otherReasons),
  ];
}

function screeningLines(flows: readonly FlowCounts[], words: FlowWording): Line[] {
  const { records } = words;
  const isAutomated = flows.some(({ records_excluded_by }) => records_excluded_by.automation > 0);
  const by = (who: "human" | "automation", label: string): Line => ({
    box: `records_excluded_by.${who}`,
    label,
    indent: 1,
    of: (flow) => flow.records_excluded_by[who],
  });
  return [
    simple("records_screened", records.screened),
    simple("records_excluded", records.excluded),
    ...(isAutomated ? [by("human", records.byHuman), by("automation", records.byAutomation)] : []),
    ...undecided("pending", words),
    ...reportLines("dbr", flows, words),
  ];
}

function otherLines(flows: readonly FlowCounts[], words: FlowWording): Line[] {
  const hasOther = flows.some(
    (flow) =>
      flow.other_methods === "separate" &&
      flow.website_results + flow.organisation_results + flow.citations_results > 0,
  );
  if (!hasOther) return [];
  const optional = { optional: true } as const;
  return [
    simple("other_duplicates", words.removed.duplicates, optional),
    simple("other_removed", words.removed.otherReasons, optional),
    simple("other_records_excluded", words.records.excluded, optional),
    ...undecided("other_pending", words),
    ...reportLines("other", flows, words),
  ];
}

function reportLines(
  column: "dbr" | "other",
  flows: readonly FlowCounts[],
  { reports }: FlowWording,
): Line[] {
  const pending = column === "dbr" ? "pending" : "other_pending";
  const waits = (name: "retrieval" | "full_text" | "full_text_conflict", label: string): Line => ({
    box: `${pending}.${name}`,
    label,
    indent: 1,
    optional: true,
    of: (flow) => flow[pending][name],
  });
  const excluded = `${column}_excluded` as const;
  return [
    simple(`${column}_sought_reports`, reports.sought),
    simple(`${column}_notretrieved_reports`, reports.notRetrieved),
    waits("retrieval", reports.awaitingRetrieval),
    simple(`${column}_assessed`, reports.assessed),
    {
      box: excluded,
      label: reports.excluded,
      of: (flow) => flow[excluded].reduce((total, { n }) => total + n, 0),
    },
    ...named(excluded, flows),
    waits("full_text", reports.awaitingAssessment),
    waits("full_text_conflict", reports.conflict),
  ];
}

function includedLines({ update, total }: FlowWording): Line[] {
  return [
    simple("new_studies", update.studies),
    simple("new_reports", update.reports),
    simple("total_studies", total.studies, { cumulative: true }),
    simple("total_reports", total.reports, { cumulative: true }),
  ];
}

function undecided(column: "pending" | "other_pending", { records }: FlowWording): Line[] {
  const waits = (name: "title_abstract" | "title_abstract_conflict" | "unread", label: string) => ({
    box: `${column}.${name}`,
    label,
    indent: 1 as const,
    optional: true as const,
    of: (flow: FlowCounts) => flow[column][name],
  });
  return [
    waits("title_abstract", records.awaiting),
    waits("title_abstract_conflict", records.conflict),
    waits("unread", records.unread),
  ];
}

/** The boxes of a flow that are one number. */
type SimpleBox = {
  [Box in keyof FlowCounts]-?: FlowCounts[Box] extends number ? Box : never;
}[keyof FlowCounts];

function simple(
  box: SimpleBox,
  label: string,
  more: Pick<Line, "indent" | "optional" | "cumulative"> = {},
): Line {
  return { box, label, of: (flow) => flow[box], ...more };
}

/** The boxes of a flow that are a list of sources or reasons. */
type NamedBox =
  | "database_specific_results"
  | "register_specific_results"
  | "dbr_excluded"
  | "other_excluded";

/** The sources or reasons of all versions, in the order of the newest version that has each. */
function named(box: NamedBox, flows: readonly FlowCounts[]): Line[] {
  const known = new Map<string, NamedCount>();
  for (const flow of [...flows].reverse())
    for (const one of flow[box]) if (!known.has(one.name)) known.set(one.name, one);
  return [...known.values()].map((one) => ({
    box: `${box}.${one.name}`,
    label: countLabel(one),
    indent: 1,
    of: (flow) => flow[box].find(({ name }) => name === one.name)?.n ?? 0,
  }));
}

function withoutColon(heading: string): string {
  return heading.replace(/:$/, "").trimEnd();
}

function lower(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}
