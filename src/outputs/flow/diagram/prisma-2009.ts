import { formatCount } from "../../../core/records/text/plural.ts";
import {
  ASSESSED,
  type EntrySet,
  excludedFor,
  foundBy,
  SCREENED,
} from "../../../core/screening/entry-sets.ts";
import type { FlowCounts, NamedCount, Pending } from "../../../core/screening/flow.ts";
import type { Box } from "../../../core/screening/results.ts";
import {
  box,
  countLabel,
  type DiagramStep,
  type FlowDiagram,
  hasSome,
  line,
  open,
} from "./flow-diagram.ts";
import { PRISMA_2020 } from "./flow-wording.ts";
import { unfinished } from "./prisma-2020.ts";

const TITLE = "PRISMA 2009 flow diagram";
const IDENTIFICATION = "Identification";
const SCREENING = "Screening";
const ELIGIBILITY = "Eligibility";
const INCLUDED = "Included";

/**
 * The diagram of PRISMA 2009 (Moher et al. 2009), for journals and updates that still ask for it.
 * It has one column, sets other sources beside databases, and says articles where PRISMA 2020 says
 * reports. Dashed boxes hold what PRISMA 2009 has no box for, so that the numbers add up.
 */
export function describePrisma2009(flow: FlowCounts): FlowDiagram {
  const { records } = PRISMA_2020;
  const pending = addPending(flow.pending, flow.other_pending);
  const others = flow.website_results + flow.organisation_results + flow.citations_results;
  const identified = flow.database_results + flow.register_results + others;
  const duplicates = flow.duplicates + flow.other_duplicates;
  const removed = flow.excluded_automatic + flow.excluded_other + flow.other_removed;
  const screened = identified - duplicates - removed;
  const { human, automation } = flow.records_excluded_by;
  const excluded = flow.records_excluded + flow.other_records_excluded;
  const steps: DiagramStep[] = [
    { ...identification(flow), phase: IDENTIFICATION, level: 0 },
    {
      phase: IDENTIFICATION,
      level: 1,
      main: box(
        line(
          "Records after duplicates removed",
          identified - duplicates,
          0,
          both("removed-automation", "removed-other", ...SCREENED),
        ),
      ),
      sides: open(
        line(PRISMA_2020.removed.automation, flow.excluded_automatic, 0, {
          column: "first",
          boxes: ["removed-automation"],
        }),
        line(PRISMA_2020.removed.otherReasons, flow.excluded_other + flow.other_removed),
      ),
    },
    {
      phase: SCREENING,
      level: 2,
      main: box(line("Records screened", screened, 0, both(...SCREENED))),
      sides: [
        automation > 0
          ? box(
              line("Records excluded**", excluded, 0, both("excluded-title-abstract")),
              // For the second column, the flow does not count who excluded the records.
              ...(flow.other_records_excluded === 0 ? [line(records.byHuman, human, 1)] : []),
              line(records.byAutomation, automation, 1),
            )
          : box(line("Records excluded", excluded, 0, both("excluded-title-abstract"))),
        ...open(
          line(records.awaiting, pending.title_abstract, 0, both("pending-title-abstract")),
          line(
            records.conflict,
            pending.title_abstract_conflict,
            0,
            both("conflict-title-abstract"),
          ),
          line(records.unread, pending.unread, 0, both("unread")),
        ),
      ],
    },
    eligibility(flow, pending),
  ];
  return {
    databases: { heading: TITLE, steps },
    ...includedBoxes(flow),
    lastPhase: INCLUDED,
    title: TITLE,
    standard: "PRISMA 2009",
    ...unfinished(flow, PRISMA_2020),
    notes: [
      ...(automation > 0
        ? [`**${formatCount(automation)} records were excluded by automation tools.`]
        : []),
      ...Object.values(unfinished(flow, PRISMA_2020)),
    ],
    extended: steps.some(({ sides }) => sides.some(({ standard }) => !standard)),
  };
}

function both(...boxes: readonly Box[]): EntrySet {
  return { column: "both", boxes };
}

function identification(flow: FlowCounts): Pick<DiagramStep, "main" | "beside" | "sides"> {
  const names = PRISMA_2020.identified;
  const others = [
    ...(flow.register_specific_results.length > 0
      ? flow.register_specific_results.map((each) =>
          line(countLabel(each), each.n, 1, foundBy("register", each.name)),
        )
      : [line(names.registers, flow.register_results, 1, foundBy("register"))]),
    line(names.websites, flow.website_results, 1, foundBy("website")),
    line(names.organisations, flow.organisation_results, 1, foundBy("organisation")),
    line(names.citationSearching, flow.citations_results, 1, foundBy("citation-searching")),
  ].filter(hasSome);
  return {
    main: box(
      line(
        "Records identified through database searching",
        flow.database_results,
        0,
        foundBy("database"),
      ),
      ...flow.database_specific_results.map((each) =>
        line(countLabel(each), each.n, 1, foundBy("database", each.name)),
      ),
    ),
    beside: box(
      line(
        "Additional records identified through other sources",
        others.reduce((sum, { n = 0 }) => sum + n, 0),
      ),
      ...others,
    ),
    sides: [],
  };
}

/**
 * PRISMA 2009 has no retrieval step: reports that were not retrieved leave before the assessment.
 */
function eligibility(flow: FlowCounts, pending: Pending): DiagramStep {
  const reasons = addReasons(flow.dbr_excluded, flow.other_excluded);
  const { reports } = PRISMA_2020;
  return {
    phase: ELIGIBILITY,
    level: 3,
    main: box(
      line(
        "Full-text articles assessed for eligibility",
        flow.dbr_assessed + flow.other_assessed,
        0,
        both(...ASSESSED),
      ),
    ),
    sides: [
      reasons.length === 0
        ? box(line("Full-text articles excluded, with reasons", 0))
        : box(
            line(
              "Full-text articles excluded, with reasons",
              reasons.reduce((sum, { n }) => sum + n, 0),
            ),
            ...reasons.map((each) => line(countLabel(each), each.n, 1, excludedFor("both", each))),
          ),
      ...open(
        line(
          reports.notRetrieved,
          flow.dbr_notretrieved_reports + flow.other_notretrieved_reports,
          0,
          both("not-retrieved"),
        ),
        line(reports.awaitingRetrieval, pending.retrieval, 0, both("pending-retrieval")),
        line(reports.awaitingAssessment, pending.full_text, 0, both("pending-full-text")),
        line(reports.conflict, pending.full_text_conflict, 0, both("conflict-full-text")),
      ),
    ],
  };
}

/** PRISMA 2009 has no box for included studies except those of the two syntheses. */
function includedBoxes(
  flow: FlowCounts,
): Pick<FlowDiagram, "previous" | "included" | "total" | "synthesis"> {
  const { synthesis, previous, total } = PRISMA_2020;
  const updated = flow.previous_studies > 0 || flow.previous_reports > 0;
  const quantitative =
    flow.synthesis === undefined
      ? {}
      : { synthesis: box(line(synthesis.quantitative, flow.synthesis.quantitative)) };
  const qualitative = flow.synthesis?.qualitative ?? flow.total_studies;
  if (!updated) return { included: box(line(synthesis.qualitative, qualitative)), ...quantitative };
  return {
    previous: {
      heading: previous.heading,
      box: box(line(previous.studies, flow.previous_studies)),
    },
    included: box(line(PRISMA_2020.update.studies, flow.new_studies)),
    total: box(line(total.studies, flow.total_studies), line(synthesis.qualitative, qualitative)),
    ...quantitative,
  };
}

function addPending(one: Pending, other: Pending): Pending {
  return {
    title_abstract: one.title_abstract + other.title_abstract,
    title_abstract_conflict: one.title_abstract_conflict + other.title_abstract_conflict,
    retrieval: one.retrieval + other.retrieval,
    full_text: one.full_text + other.full_text,
    full_text_conflict: one.full_text_conflict + other.full_text_conflict,
    unread: one.unread + other.unread,
  };
}

/** The reasons of both columns, in the order of the first. */
function addReasons(one: readonly NamedCount[], other: readonly NamedCount[]): NamedCount[] {
  const sums = new Map<string, NamedCount>();
  for (const reason of [...one, ...other]) {
    const known = sums.get(reason.name);
    sums.set(reason.name, { ...reason, n: reason.n + (known?.n ?? 0) });
  }
  return [...sums.values()];
}
