import type {
  DuplicateRow,
  LinkedVersions,
  PossibleDuplicate,
} from "../../core/screening/results.ts";
import { type Column, csvTable, formatScore } from "../text/csv-table.ts";
import type { Output } from "./output.ts";

/** The entries of records that have several. */
export const ENTRIES: readonly Column<DuplicateRow>[] = [
  ["record", (row) => row.record],
  ["entry", (row) => row.entry],
  ["kept", (row) => (row.kept ? "yes" : "no")],
  ["rule", (row) => row.rule],
  [
    "similarity",
    ({ similarity }) => (similarity === undefined ? undefined : formatScore(similarity)),
  ],
  ["gave", ({ gave }) => gave.join("; ")],
];

export const PAIRS: readonly Column<PossibleDuplicate>[] = [
  ["record_a", (pair) => pair.recordA],
  ["record_b", (pair) => pair.recordB],
  ["rule", (pair) => pair.rule],
  ["similarity", (pair) => formatScore(pair.similarity)],
  ["title_a", (pair) => pair.titleA],
  ["title_b", (pair) => pair.titleB],
];

export const VERSIONS: readonly Column<LinkedVersions>[] = [
  ["record_a", (pair) => pair.recordA],
  ["record_b", (pair) => pair.recordB],
  ["relation", (pair) => pair.relation],
  ...PAIRS.slice(2),
  ["study_a", (pair) => pair.studyA],
  ["study_b", (pair) => pair.studyB],
];

/** The entries of each cluster of two or more, and the rule that joined each of them to it. */
export const duplicatesCsv: Output = {
  file: "duplicates.csv",
  render: ({ duplicates }) => csvTable(ENTRIES, duplicates),
};

/** The pairs of records that only a person can settle. */
export const possibleDuplicatesCsv: Output = {
  file: "possible-duplicates.csv",
  render: ({ possibleDuplicates }) => csvTable(PAIRS, possibleDuplicates),
};

/**
 * The pairs of records that are versions of one study, and the studies that people assigned them
 * to.
 */
export const linkedVersionsCsv: Output = {
  file: "linked-versions.csv",
  render: ({ linkedVersions }) => csvTable(VERSIONS, linkedVersions),
};
