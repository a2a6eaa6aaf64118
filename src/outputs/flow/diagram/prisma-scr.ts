import { type FlowWording, PRISMA_2020, waiting } from "./flow-wording.ts";

/**
 * The diagram of a scoping review: the boxes of PRISMA 2020 in the terms of PRISMA-ScR (Tricco et
 * al. 2018), which counts "sources of evidence screened, assessed for eligibility, and included in
 * the review" (item 14).
 */
export const PRISMA_SCR: FlowWording = {
  ...PRISMA_2020,
  title: "PRISMA-ScR flow diagram",
  newReview: {
    databases: "Identification of sources of evidence via databases and registers",
    allSources: "Identification of sources of evidence via databases, registers and other methods",
    otherMethods: "Identification of sources of evidence via other methods",
    studies: "Studies included in review",
    reports: "Sources of evidence included in review",
  },
  update: {
    databases: "Identification of new sources of evidence via databases and registers",
    allSources:
      "Identification of new sources of evidence via databases, registers and other methods",
    otherMethods: "Identification of new sources of evidence via other methods",
    studies: "New studies included in review",
    reports: "New sources of evidence included in review",
  },
  previous: {
    heading: "Previous sources of evidence",
    studies: "Studies included in previous version of review",
    reports: "Sources of evidence included in previous version of review",
  },
  total: {
    studies: "Total studies included in review",
    reports: "Total sources of evidence included in review",
  },
  identified: { ...PRISMA_2020.identified, heading: "Sources of evidence identified from:" },
  removed: {
    heading: "Sources of evidence removed before screening:",
    duplicates: "Duplicates removed",
    automation: "Marked as ineligible by automation tools",
    otherReasons: "Removed for other reasons",
  },
  records: {
    ...PRISMA_2020.records,
    screened: "Sources of evidence screened",
    excluded: "Sources of evidence excluded",
    notSought: "Sources of evidence not sought for retrieval:",
    awaiting: "Sources of evidence awaiting screening",
    conflict: "Sources of evidence in conflict",
    unread: "Sources of evidence left unread by a stopping rule",
  },
  reports: {
    sought: "Sources of evidence sought for retrieval",
    notRetrieved: "Sources of evidence not retrieved",
    assessed: "Sources of evidence assessed for eligibility",
    excluded: "Sources of evidence excluded",
    excludedHeading: "Sources of evidence excluded:",
    awaitingRetrieval: "Sources of evidence awaiting retrieval",
    awaitingAssessment: "Sources of evidence awaiting assessment",
    conflict: "Sources of evidence in conflict",
  },
  notes: {
    ...PRISMA_2020.notes,
    unfinished: (records, reports) =>
      `Screening is not finished: ${waiting(records + reports, "source of evidence", 0, "")} a decision.`,
    sources:
      "Numbers of sources of evidence identified from each database and register, before duplicates were removed.",
  },
};
