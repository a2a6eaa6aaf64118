import { formatCount } from "../../../core/records/plural.ts";
import {
  type FlowCounts,
  type NamedCount,
  NO_REASON,
  type Pending,
} from "../../../core/screening/flow.ts";
import { plainText } from "../../text/plain-text.ts";
import { type FlowWording, PRISMA_2020 } from "./flow-wording.ts";

/**
 * What the PRISMA 2020 flow diagram says for a review: its boxes, their wording (Page et al. 2021,
 * templates v1 and v2 for new and updated reviews) and which of them apply. Every form of the
 * diagram draws this, so the wording exists once.
 */
export interface FlowDiagram {
  /** Only for an updated review. */
  readonly previous?: { readonly heading: string; readonly box: DiagramBox };
  readonly databases: DiagramColumn;
  /** Only if other methods identified something and are shown apart. */
  readonly other?: DiagramColumn;
  readonly included: DiagramBox;
  /** Only for an updated review. */
  readonly total?: DiagramBox;
  /** Only if studies.csv says which synthesis the studies are in. */
  readonly synthesis?: DiagramBox;
  /** The name of the last bar at the left, beside `included` and `total`. */
  readonly lastPhase: string;
  /** What the diagram is: `PRISMA 2020 flow diagram`. */
  readonly title: string;
  /** Remarks below the diagram. */
  readonly notes: readonly string[];
  /** Whether it has boxes that PRISMA has not; each form says how it shows them. */
  readonly extended: boolean;
}

export interface DiagramColumn {
  readonly heading: string;
  readonly steps: readonly DiagramStep[];
}

/** A box of the way down, with the boxes of what leaves the review there. */
export interface DiagramStep {
  /** The name of the bar at the left. */
  readonly phase: string;
  /** Steps of both columns that stand side by side have the same level, from 0. */
  readonly level: number;
  readonly main: DiagramBox;
  /** In PRISMA 2009, what was identified elsewhere; both join the next step. */
  readonly beside?: DiagramBox;
  readonly sides: readonly DiagramBox[];
}

export interface DiagramBox {
  readonly lines: readonly DiagramLine[];
  /** False for what PRISMA has no box for, such as records that await a decision; drawn dashed. */
  readonly standard: boolean;
}

/** A label and the size of its set; a heading such as `Reports excluded:` has no number. */
export interface DiagramLine {
  readonly label: string;
  readonly n?: number;
  readonly indent: 0 | 1 | 2;
}

/** `Records screened (n = 1,016)`. The number never leaves its bracket: its blanks do not break. */
export function lineText({ label, n }: DiagramLine): string {
  return n === undefined ? label : `${label} (n\u00a0=\u00a0${formatCount(n)})`;
}

/** `E1: Wrong population` for a criterion of the protocol, else the reason as it was given. */
export function countLabel({ name, text }: NamedCount): string {
  const label = plainText(text === undefined || text === name ? name : `${name}: ${text}`);
  return label === "" ? NO_REASON : label;
}

/** The boxes of a review's flow, without the optional ones that do not apply. */
export function describeFlow(flow: FlowCounts, wording: FlowWording = PRISMA_2020): FlowDiagram {
  const diagram = describeBoxes(flow, wording);
  const steps = [...diagram.databases.steps, ...(diagram.other?.steps ?? [])];
  const extended = steps.some(({ sides }) => sides.some(({ standard }) => !standard));
  return {
    ...diagram,
    title: wording.title,
    lastPhase: wording.phases.included,
    notes: notes(flow, wording),
    extended,
  };
}

/** What a form adds below the diagram where `extended` is set, with its name for such boxes. */
export function extensionNote(name: string): string {
  return `${name} are not part of PRISMA 2020; they make the numbers add up.`;
}

function describeBoxes(
  flow: FlowCounts,
  wording: FlowWording,
): Pick<FlowDiagram, "previous" | "databases" | "other" | "included" | "total"> {
  const updated = flow.previous_studies > 0 || flow.previous_reports > 0;
  const merged = flow.other_methods === "merged";
  const words = updated ? wording.update : wording.newReview;
  const others = [
    line(wording.identified.websites, flow.website_results, 1),
    line(wording.identified.organisations, flow.organisation_results, 1),
    line(wording.identified.citationSearching, flow.citations_results, 1),
  ].filter(hasSome);
  const diagram = {
    databases: {
      heading: merged && others.length > 0 ? words.allSources : words.databases,
      steps: databaseSteps(flow, wording, merged ? others : []),
    },
    ...(others.length > 0 && !merged
      ? { other: { heading: words.otherMethods, steps: otherSteps(flow, wording, others) } }
      : {}),
    included: box(line(words.studies, flow.new_studies), line(words.reports, flow.new_reports)),
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

/** Every line of the diagram in reading order, for readers who do not see it. */
export function diagramTexts(diagram: FlowDiagram): string[] {
  const boxes = (...of: readonly (DiagramBox | undefined)[]) =>
    of.flatMap((one) => one?.lines.map(lineText) ?? []);
  const column = (one: DiagramColumn | undefined) =>
    one === undefined
      ? []
      : [one.heading, ...one.steps.flatMap(({ main, sides }) => boxes(main, ...sides))];
  return [
    ...(diagram.previous ? [diagram.previous.heading, ...boxes(diagram.previous.box)] : []),
    ...column(diagram.databases),
    ...column(diagram.other),
    ...boxes(diagram.included, diagram.total),
    ...diagram.notes,
  ].map((text) => text.replaceAll("\u00a0", " "));
}

function databaseSteps(
  flow: FlowCounts,
  wording: FlowWording,
  others: readonly DiagramLine[],
): DiagramStep[] {
  const { phases, identified, removed, records } = wording;
  const { human, automation } = flow.records_excluded_by;
  return [
    {
      phase: phases.identification,
      level: 0,
      main: box(
        line(identified.heading),
        line(identified.databases, flow.database_results, 1),
        ...flow.database_specific_results.map((each) => line(countLabel(each), each.n, 2)),
        line(identified.registers, flow.register_results, 1),
        ...flow.register_specific_results.map((each) => line(countLabel(each), each.n, 2)),
        ...others,
      ),
      sides: [
        box(
          line(removed.heading),
          line(removed.duplicates, flow.duplicates, 1),
          line(removed.automation, flow.excluded_automatic, 1),
          line(removed.otherReasons, flow.excluded_other, 1),
        ),
      ],
    },
    {
      phase: phases.screening,
      level: 1,
      main: box(line(records.screened, flow.records_screened)),
      sides: [
        // PRISMA's second footnote: the split is asked for only "if automation tools were used".
        automation > 0
          ? box(
              line(records.excluded, flow.records_excluded),
              line(records.byHuman, human, 1),
              line(records.byAutomation, automation, 1),
            )
          : box(line(records.excluded, flow.records_excluded)),
        ...undecidedRecords(flow.pending, wording),
      ],
    },
    ...reportSteps(
      {
        sought: flow.dbr_sought_reports,
        notRetrieved: flow.dbr_notretrieved_reports,
        assessed: flow.dbr_assessed,
        excluded: flow.dbr_excluded,
        pending: flow.pending,
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
    line(removed.duplicates, flow.other_duplicates, 1),
    line(removed.otherReasons, flow.other_removed, 1),
    line(records.excluded, flow.other_records_excluded, 1),
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
        ...undecidedRecords(flow.other_pending, wording),
      ],
    },
    ...reportSteps(
      {
        sought: flow.other_sought_reports,
        notRetrieved: flow.other_notretrieved_reports,
        assessed: flow.other_assessed,
        excluded: flow.other_excluded,
        pending: flow.other_pending,
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
}

function reportSteps(counts: ReportCounts, { phases, reports }: FlowWording): DiagramStep[] {
  const { excluded, pending } = counts;
  return [
    {
      phase: phases.screening,
      level: 2,
      main: box(line(reports.sought, counts.sought)),
      sides: [
        box(line(reports.notRetrieved, counts.notRetrieved)),
        ...open(line(reports.awaitingRetrieval, pending.retrieval)),
      ],
    },
    {
      phase: phases.screening,
      level: 3,
      main: box(line(reports.assessed, counts.assessed)),
      sides: [
        excluded.length === 0
          ? box(line(reports.excluded, 0))
          : box(
              line(reports.excludedHeading),
              ...excluded.map((each) => line(countLabel(each), each.n, 1)),
            ),
        ...open(
          line(reports.awaitingAssessment, pending.full_text),
          line(reports.conflict, pending.full_text_conflict),
        ),
      ],
    },
  ];
}

function undecidedRecords(pending: Pending, { records }: FlowWording): DiagramBox[] {
  return open(
    line(records.awaiting, pending.title_abstract),
    line(records.conflict, pending.title_abstract_conflict),
    line(records.unread, pending.unread),
  );
}

function notes(flow: FlowCounts, { notes }: FlowWording): string[] {
  const sum = (of: (pending: Pending) => number) => of(flow.pending) + of(flow.other_pending);
  const records = sum((pending) => pending.title_abstract + pending.title_abstract_conflict);
  const reports = sum(
    (pending) => pending.retrieval + pending.full_text + pending.full_text_conflict,
  );
  return records + reports > 0 ? [notes.unfinished(records, reports)] : [];
}

function line(label: string, n?: number, indent: 0 | 1 | 2 = 0): DiagramLine {
  return n === undefined ? { label, indent } : { label, n, indent };
}

function box(...lines: readonly DiagramLine[]): DiagramBox {
  return { lines, standard: true };
}

function open(...lines: readonly DiagramLine[]): DiagramBox[] {
  const some = lines.filter(hasSome);
  return some.length > 0 ? [{ lines: some, standard: false }] : [];
}

function hasSome({ n }: DiagramLine): boolean {
  return n !== undefined && n > 0;
}
