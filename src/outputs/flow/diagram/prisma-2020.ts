import {
  ASSESSED,
  type EntrySet,
  excludedFor,
  foundBy,
  SCREENED,
  SOUGHT,
} from "../../../core/screening/entry-sets.ts";
import type { FlowCounts, NamedCount, Pending } from "../../../core/screening/flow.ts";
import type { Box } from "../../../core/screening/results.ts";
import {
  box,
  countLabel,
  type DiagramBox,
  type DiagramLine,
  type DiagramStep,
  type FlowDiagram,
  hasSome,
  line,
  open,
} from "./flow-diagram.ts";
import type { FlowWording } from "./flow-wording.ts";

/** The boxes of PRISMA 2020 for a review's flow, without the optional boxes that do not apply. */
export function describePrisma2020(
  flow: FlowCounts,
  wording: FlowWording,
  { sourcesMark = false }: DiagramOptions,
): FlowDiagram {
  const words = sourcesMark ? withSourcesMark(wording) : wording;
  const diagram = describeBoxes(flow, words);
  const steps = [...diagram.databases.steps, ...(diagram.other?.steps ?? [])];
  const extended = steps.some(({ sides }) => sides.some(({ standard }) => !standard));
  return {
    ...diagram,
    ...synthesisBox(flow, wording),
    title: wording.title,
    lastPhase: wording.phases.included,
    standard: "PRISMA 2020",
    ...unfinished(flow, wording),
    notes: [
      ...(sourcesMark ? [`*${wording.notes.sources}`] : []),
      ...automationFootnote(flow, wording),
      ...Object.values(unfinished(flow, wording)),
    ],
    extended,
  };
}

export interface DiagramOptions {
  /** Adds PRISMA's first footnote, about the numbers of each source. */
  readonly sourcesMark?: boolean;
}

function withSourcesMark(wording: FlowWording): FlowWording {
  const heading = wording.identified.heading.replace(/(?:(?<!\s)\s+)?:$/, (colon) => `*${colon}`);
  return { ...wording, identified: { ...wording.identified, heading } };
}

/** PRISMA's second footnote, which applies only "if automation tools were used". */
function automationFootnote(
  { records_excluded_by: { human, automation } }: FlowCounts,
  { notes }: FlowWording,
): string[] {
  return automation > 0 ? [`**${notes.automation(human, automation)}`] : [];
}

/** The optional last box, shown if studies.csv says which studies are in which synthesis. */
function synthesisBox(
  { synthesis }: FlowCounts,
  wording: FlowWording,
): Pick<FlowDiagram, "synthesis"> {
  if (synthesis === undefined) return {};
  return {
    synthesis: box(
      line(wording.synthesis.qualitative, synthesis.qualitative),
      line(wording.synthesis.quantitative, synthesis.quantitative),
    ),
  };
}

function describeBoxes(
  flow: FlowCounts,
  wording: FlowWording,
): Pick<FlowDiagram, "previous" | "databases" | "other" | "included" | "total"> {
  const updated = flow.previous_studies > 0 || flow.previous_reports > 0;
  const merged = flow.other_methods === "merged";
  const words = updated ? wording.update : wording.newReview;
  const others = [
    line(wording.identified.websites, flow.website_results, 1, foundBy("website")),
    line(wording.identified.organisations, flow.organisation_results, 1, foundBy("organisation")),
    line(
      wording.identified.citationSearching,
      flow.citations_results,
      1,
      foundBy("citation-searching"),
    ),
  ].filter(hasSome);
  const diagram = {
    databases: {
      heading: merged && others.length > 0 ? words.allSources : words.databases,
      steps: databaseSteps(flow, wording, merged ? others : []),
    },
    ...(others.length > 0 && !merged
      ? { other: { heading: words.otherMethods, steps: otherSteps(flow, wording, others) } }
      : {}),
    included: box(
      line(words.studies, flow.new_studies),
      line(words.reports, flow.new_reports, 0, { column: "both", boxes: ["included"] }),
    ),
  };
  if (!updated) return diagram;
  const { previous, total } = wording;
  return {
    ...diagram,
    previous: {
      heading: previous.heading,
      box: box(
        line(previous.studies, flow.previous_studies),
        line(previous.reports, flow.previous_reports),
      ),
    },
    total: box(line(total.studies, flow.total_studies), line(total.reports, flow.total_reports)),
  };
}

function inFirst(...boxes: readonly Box[]): EntrySet {
  return { column: "first", boxes };
}

function inOther(...boxes: readonly Box[]): EntrySet {
  return { column: "other", boxes };
}

function databaseSteps(
  flow: FlowCounts,
  wording: FlowWording,
  others: readonly DiagramLine[],
): DiagramStep[] {
  const { phases, identified, removed, records } = wording;
  const { human, automation } = flow.records_excluded_by;
  const excludedRecords = inFirst("excluded-title-abstract");
  return [
    {
      phase: phases.identification,
      level: 0,
      main: box(
        line(identified.heading),
        line(identified.databases, flow.database_results, 1, foundBy("database")),
        ...flow.database_specific_results.map((each) =>
          line(countLabel(each), each.n, 2, foundBy("database", each.name)),
        ),
        line(identified.registers, flow.register_results, 1, foundBy("register")),
        ...flow.register_specific_results.map((each) =>
          line(countLabel(each), each.n, 2, foundBy("register", each.name)),
        ),
        ...others,
      ),
      sides: [
        box(
          line(removed.heading),
          line(removed.duplicates, flow.duplicates, 1, inFirst("duplicate")),
          line(removed.automation, flow.excluded_automatic, 1, inFirst("removed-automation")),
          line(removed.otherReasons, flow.excluded_other, 1, inFirst("removed-other")),
        ),
      ],
    },
    {
      phase: phases.screening,
      level: 1,
      main: box(line(records.screened, flow.records_screened, 0, inFirst(...SCREENED))),
      sides: [
        // PRISMA asks for the split only "if automation tools were used".
        automation > 0
          ? box(
              line(`${records.excluded}**`, flow.records_excluded, 0, excludedRecords),
              line(records.byHuman, human, 1),
              line(records.byAutomation, automation, 1),
            )
          : box(line(records.excluded, flow.records_excluded, 0, excludedRecords)),
        ...undecidedRecords(flow.pending, wording, "first"),
      ],
    },
    ...reportSteps(
      {
        sought: flow.dbr_sought_reports,
        notRetrieved: flow.dbr_notretrieved_reports,
        assessed: flow.dbr_assessed,
        excluded: flow.dbr_excluded,
        pending: flow.pending,
        column: "first",
      },
      wording,
    ),
  ];
}

function otherSteps(
  flow: FlowCounts,
  wording: FlowWording,
  others: readonly DiagramLine[],
): DiagramStep[] {
  const { phases, identified, removed, records } = wording;
  const notSought = [
    line(removed.duplicates, flow.other_duplicates, 1, inOther("duplicate")),
    line(
      removed.otherReasons,
      flow.other_removed,
      1,
      inOther("removed-automation", "removed-other"),
    ),
    line(records.excluded, flow.other_records_excluded, 1, inOther("excluded-title-abstract")),
  ].filter(hasSome);
  return [
    {
      phase: phases.identification,
      level: 0,
      main: box(line(identified.heading), ...others),
      sides: [
        ...(notSought.length > 0
          ? [{ lines: [line(records.notSought), ...notSought], standard: false }]
          : []),
        ...undecidedRecords(flow.other_pending, wording, "other"),
      ],
    },
    ...reportSteps(
      {
        sought: flow.other_sought_reports,
        notRetrieved: flow.other_notretrieved_reports,
        assessed: flow.other_assessed,
        excluded: flow.other_excluded,
        pending: flow.other_pending,
        column: "other",
      },
      wording,
    ),
  ];
}

/** The numbers of one column from retrieval on. */
interface ReportCounts {
  readonly sought: number;
  readonly notRetrieved: number;
  readonly assessed: number;
  readonly excluded: readonly NamedCount[];
  readonly pending: Pending;
  readonly column: "first" | "other";
}

function reportSteps(counts: ReportCounts, { phases, reports }: FlowWording): DiagramStep[] {
  const { excluded, pending, column } = counts;
  const set = (...boxes: readonly Box[]): EntrySet => ({ column, boxes });
  return [
    {
      phase: phases.screening,
      level: 2,
      main: box(line(reports.sought, counts.sought, 0, set(...SOUGHT))),
      sides: [
        box(line(reports.notRetrieved, counts.notRetrieved, 0, set("not-retrieved"))),
        ...open(line(reports.awaitingRetrieval, pending.retrieval, 0, set("pending-retrieval"))),
      ],
    },
    {
      phase: phases.screening,
      level: 3,
      main: box(line(reports.assessed, counts.assessed, 0, set(...ASSESSED))),
      sides: [
        excluded.length === 0
          ? box(line(reports.excluded, 0))
          : box(
              line(reports.excludedHeading),
              ...excluded.map((each) =>
                line(countLabel(each), each.n, 1, excludedFor(column, each)),
              ),
            ),
        ...open(
          line(reports.awaitingAssessment, pending.full_text, 0, set("pending-full-text")),
          line(reports.conflict, pending.full_text_conflict, 0, set("conflict-full-text")),
        ),
      ],
    },
  ];
}

function undecidedRecords(
  pending: Pending,
  { records }: FlowWording,
  column: EntrySet["column"],
): DiagramBox[] {
  const set = (...boxes: readonly Box[]): EntrySet => ({ column, boxes });
  return open(
    line(records.awaiting, pending.title_abstract, 0, set("pending-title-abstract")),
    line(records.conflict, pending.title_abstract_conflict, 0, set("conflict-title-abstract")),
    line(records.unread, pending.unread, 0, set("unread")),
  );
}

/** The note that says what is not counted and what still waits, so that nobody mistakes the diagram for a finished one. */
export function unfinished(
  flow: FlowCounts,
  { notes }: FlowWording,
): Pick<FlowDiagram, "unfinished"> {
  const sum = (of: (pending: Pending) => number) => of(flow.pending) + of(flow.other_pending);
  const records = sum((pending) => pending.title_abstract + pending.title_abstract_conflict);
  const reports = sum(
    (pending) => pending.retrieval + pending.full_text + pending.full_text_conflict,
  );
  const sentences = [
    ...(flow.incomplete_sources ? [notes.incomplete(flow.incomplete_sources)] : []),
    ...(records + reports > 0 ? [notes.unfinished(records, reports)] : []),
  ];
  return sentences.length > 0 ? { unfinished: sentences.join(" ") } : {};
}
