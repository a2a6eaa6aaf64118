import { formatCount } from "../../core/records/plural.ts";
import {
  type FlowCounts,
  type NamedCount,
  NO_REASON,
  type Pending,
} from "../../core/screening/flow.ts";
import { plainText } from "../text/plain-text.ts";

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
  /** Remarks below the diagram. */
  readonly notes: readonly string[];
  /** Whether it has boxes that PRISMA has not; each form says how it shows them. */
  readonly extended: boolean;
}

/** The three bars at the left of the diagram. */
export type Phase = "Identification" | "Screening" | "Included";

export interface DiagramColumn {
  readonly heading: string;
  readonly steps: readonly DiagramStep[];
}

/** A box of the way down, with the boxes of what leaves the review there. */
export interface DiagramStep {
  readonly phase: Phase;
  /** Steps of both columns that stand side by side have the same level, from 0. */
  readonly level: number;
  readonly main: DiagramBox;
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
export function describeFlow(flow: FlowCounts): FlowDiagram {
  const diagram = describeBoxes(flow);
  const steps = [...diagram.databases.steps, ...(diagram.other?.steps ?? [])];
  const extended = steps.some(({ sides }) => sides.some(({ standard }) => !standard));
  return { ...diagram, notes: notes(flow), extended };
}

/** What a form adds below the diagram where `extended` is set, with its name for such boxes. */
export function extensionNote(name: string): string {
  return `${name} are not part of PRISMA 2020; they make the numbers add up.`;
}

function describeBoxes(flow: FlowCounts): Omit<FlowDiagram, "notes" | "extended"> {
  const updated = flow.previous_studies > 0 || flow.previous_reports > 0;
  const merged = flow.other_methods === "merged";
  const studies = updated ? "new studies" : "studies";
  const others = [
    line("Websites", flow.website_results, 1),
    line("Organisations", flow.organisation_results, 1),
    line("Citation searching", flow.citations_results, 1),
  ].filter(hasSome);
  const via = merged && others.length > 0 ? ", registers and other methods" : " and registers";
  const diagram = {
    databases: {
      heading: `Identification of ${studies} via databases${via}`,
      steps: databaseSteps(flow, merged ? others : []),
    },
    ...(others.length > 0 && !merged
      ? {
          other: {
            heading: `Identification of ${studies} via other methods`,
            steps: otherSteps(flow, others),
          },
        }
      : {}),
  };
  if (!updated) {
    return {
      ...diagram,
      included: box(
        line("Studies included in review", flow.new_studies),
        line("Reports of included studies", flow.new_reports),
      ),
    };
  }
  return {
    ...diagram,
    previous: {
      heading: "Previous studies",
      box: box(
        line("Studies included in previous version of review", flow.previous_studies),
        line("Reports of studies included in previous version of review", flow.previous_reports),
      ),
    },
    included: box(
      line("New studies included in review", flow.new_studies),
      line("Reports of new included studies", flow.new_reports),
    ),
    total: box(
      line("Total studies included in review", flow.total_studies),
      line("Reports of total included studies", flow.total_reports),
    ),
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

function databaseSteps(flow: FlowCounts, others: readonly DiagramLine[]): DiagramStep[] {
  const { human, automation } = flow.records_excluded_by;
  return [
    {
      phase: "Identification",
      level: 0,
      main: box(
        line("Records identified from:"),
        line("Databases", flow.database_results, 1),
        ...flow.database_specific_results.map((each) => line(countLabel(each), each.n, 2)),
        line("Registers", flow.register_results, 1),
        ...flow.register_specific_results.map((each) => line(countLabel(each), each.n, 2)),
        ...others,
      ),
      sides: [
        box(
          line("Records removed before screening:"),
          line("Duplicate records removed", flow.duplicates, 1),
          line("Records marked as ineligible by automation tools", flow.excluded_automatic, 1),
          line("Records removed for other reasons", flow.excluded_other, 1),
        ),
      ],
    },
    {
      phase: "Screening",
      level: 1,
      main: box(line("Records screened", flow.records_screened)),
      sides: [
        // PRISMA's second footnote: the split is asked for only "if automation tools were used".
        box(
          line("Records excluded", flow.records_excluded),
          ...(automation > 0
            ? [line("By a human", human, 1), line("By automation tools", automation, 1)]
            : []),
        ),
        ...undecidedRecords(flow.pending),
      ],
    },
    ...reportSteps(
      flow.dbr_sought_reports,
      flow.dbr_notretrieved_reports,
      flow.dbr_assessed,
      flow.dbr_excluded,
      flow.pending,
    ),
  ];
}

function otherSteps(flow: FlowCounts, others: readonly DiagramLine[]): DiagramStep[] {
  const notSought = [
    line("Duplicate records removed", flow.other_duplicates, 1),
    line("Records removed for other reasons", flow.other_removed, 1),
    line("Records excluded", flow.other_records_excluded, 1),
  ].filter(hasSome);
  return [
    {
      phase: "Identification",
      level: 0,
      main: box(line("Records identified from:"), ...others),
      sides: [
        ...(notSought.length > 0
          ? [{ lines: [line("Records not sought for retrieval:"), ...notSought], standard: false }]
          : []),
        ...undecidedRecords(flow.other_pending),
      ],
    },
    ...reportSteps(
      flow.other_sought_reports,
      flow.other_notretrieved_reports,
      flow.other_assessed,
      flow.other_excluded,
      flow.other_pending,
    ),
  ];
}

function reportSteps(
  sought: number,
  notRetrieved: number,
  assessed: number,
  excluded: readonly NamedCount[],
  pending: Pending,
): DiagramStep[] {
  return [
    {
      phase: "Screening",
      level: 2,
      main: box(line("Reports sought for retrieval", sought)),
      sides: [
        box(line("Reports not retrieved", notRetrieved)),
        ...open(line("Reports awaiting retrieval", pending.retrieval)),
      ],
    },
    {
      phase: "Screening",
      level: 3,
      main: box(line("Reports assessed for eligibility", assessed)),
      sides: [
        excluded.length === 0
          ? box(line("Reports excluded", 0))
          : box(
              line("Reports excluded:"),
              ...excluded.map((each) => line(countLabel(each), each.n, 1)),
            ),
        ...open(
          line("Reports awaiting assessment", pending.full_text),
          line("Reports in conflict", pending.full_text_conflict),
        ),
      ],
    },
  ];
}

function undecidedRecords(pending: Pending): DiagramBox[] {
  return open(
    line("Records awaiting screening", pending.title_abstract),
    line("Records in conflict", pending.title_abstract_conflict),
    line("Records left unread by a stopping rule", pending.unread),
  );
}

function notes(flow: FlowCounts): string[] {
  const sum = (of: (pending: Pending) => number) => of(flow.pending) + of(flow.other_pending);
  const records = sum((pending) => pending.title_abstract + pending.title_abstract_conflict);
  const reports = sum(
    (pending) => pending.retrieval + pending.full_text + pending.full_text_conflict,
  );
  const waiting = [
    ...(records > 0 ? [`${formatCount(records)} ${records === 1 ? "record" : "records"}`] : []),
    ...(reports > 0 ? [`${formatCount(reports)} ${reports === 1 ? "report" : "reports"}`] : []),
  ];
  const verb = records + reports === 1 ? "awaits" : "await";
  return waiting.length > 0
    ? [`Screening is not finished: ${waiting.join(" and ")} ${verb} a decision.`]
    : [];
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
