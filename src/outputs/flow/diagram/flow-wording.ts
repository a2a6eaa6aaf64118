import { formatCount } from "../../../core/records/text/plural.ts";

/** The words of one column that differ between a new review and an update. */
interface ArmWords {
  readonly databases: string;
  /** The heading if other methods are counted in the first column. */
  readonly allSources: string;
  readonly otherMethods: string;
  readonly studies: string;
  readonly reports: string;
}

/**
 * Every text of the diagram that slr writes. A template with other terms, or a translation, is
 * another table of this type. Names of sources and reasons come from the review itself.
 */
export interface FlowWording {
  readonly title: string;
  readonly phases: {
    readonly identification: string;
    readonly screening: string;
    readonly included: string;
  };
  readonly newReview: ArmWords;
  readonly update: ArmWords;
  readonly previous: {
    readonly heading: string;
    readonly studies: string;
    readonly reports: string;
  };
  readonly total: { readonly studies: string; readonly reports: string };
  readonly synthesis: { readonly qualitative: string; readonly quantitative: string };
  readonly identified: {
    readonly heading: string;
    readonly databases: string;
    readonly registers: string;
    readonly websites: string;
    readonly organisations: string;
    readonly citationSearching: string;
  };
  readonly removed: {
    readonly heading: string;
    readonly duplicates: string;
    readonly automation: string;
    readonly otherReasons: string;
  };
  readonly records: {
    readonly screened: string;
    readonly excluded: string;
    readonly byHuman: string;
    readonly byAutomation: string;
    /** Heads the records of other methods that nobody sought. */
    readonly notSought: string;
    readonly awaiting: string;
    readonly conflict: string;
    readonly unread: string;
  };
  readonly reports: {
    readonly sought: string;
    readonly notRetrieved: string;
    readonly assessed: string;
    readonly excluded: string;
    /** Heads the list of reasons. */
    readonly excludedHeading: string;
    readonly awaitingRetrieval: string;
    readonly awaitingAssessment: string;
    readonly conflict: string;
  };
  readonly notes: {
    readonly unfinished: (records: number, reports: number) => string;
    /** Sources of which files could not be read. */
    readonly incomplete: (sources: readonly string[]) => string;
    /** PRISMA's first footnote: numbers for each source. */
    readonly sources: string;
    /** PRISMA's second footnote: who excluded records. */
    readonly automation: (human: number, automation: number) => string;
  };
}

/**
 * The wording of the PRISMA 2020 templates (Page et al. 2021), and slr's own wording for boxes that
 * PRISMA does not have.
 */
export const PRISMA_2020: FlowWording = {
  title: "PRISMA 2020 flow diagram",
  phases: { identification: "Identification", screening: "Screening", included: "Included" },
  newReview: {
    databases: "Identification of studies via databases and registers",
    allSources: "Identification of studies via databases, registers and other methods",
    otherMethods: "Identification of studies via other methods",
    studies: "Studies included in review",
    reports: "Reports of included studies",
  },
  update: {
    databases: "Identification of new studies via databases and registers",
    allSources: "Identification of new studies via databases, registers and other methods",
    otherMethods: "Identification of new studies via other methods",
    studies: "New studies included in review",
    reports: "Reports of new included studies",
  },
  previous: {
    heading: "Previous studies",
    studies: "Studies included in previous version of review",
    reports: "Reports of studies included in previous version of review",
  },
  total: {
    studies: "Total studies included in review",
    reports: "Reports of total included studies",
  },
  synthesis: {
    qualitative: "Studies included in qualitative synthesis",
    quantitative: "Studies included in quantitative synthesis (meta-analysis)",
  },
  identified: {
    heading: "Records identified from:",
    databases: "Databases",
    registers: "Registers",
    websites: "Websites",
    organisations: "Organisations",
    citationSearching: "Citation searching",
  },
  removed: {
    heading: "Records removed before screening:",
    duplicates: "Duplicate records removed",
    automation: "Records marked as ineligible by automation tools",
    otherReasons: "Records removed for other reasons",
  },
  records: {
    screened: "Records screened",
    excluded: "Records excluded",
    byHuman: "By a human",
    byAutomation: "By automation tools",
    notSought: "Records not sought for retrieval:",
    awaiting: "Records awaiting screening",
    conflict: "Records in conflict",
    unread: "Records left unread by a stopping rule",
  },
  reports: {
    sought: "Reports sought for retrieval",
    notRetrieved: "Reports not retrieved",
    assessed: "Reports assessed for eligibility",
    excluded: "Reports excluded",
    excludedHeading: "Reports excluded:",
    awaitingRetrieval: "Reports awaiting retrieval",
    awaitingAssessment: "Reports awaiting assessment",
    conflict: "Reports in conflict",
  },
  notes: {
    unfinished: (records, reports) =>
      `Screening is not finished: ${waiting(records, "record", reports, "report")} a decision.`,
    incomplete: (sources) =>
      `Not all files of ${sources.join(", ")} could be read: more was identified than these numbers say.`,
    sources:
      "Numbers of records identified from each database and register, before duplicates were removed.",
    automation: (human, automation) =>
      `Of the records excluded, ${formatCount(human)} were excluded by a human and ${formatCount(automation)} by automation tools.`,
  },
};

/** `310 records and 24 reports await`. */
export function waiting(records: number, record: string, reports: number, report: string): string {
  const counted = [
    ...(records > 0 ? [`${formatCount(records)} ${record}${records === 1 ? "" : "s"}`] : []),
    ...(reports > 0 ? [`${formatCount(reports)} ${report}${reports === 1 ? "" : "s"}`] : []),
  ];
  return `${counted.join(" and ")} ${records + reports === 1 ? "awaits" : "await"}`;
}
