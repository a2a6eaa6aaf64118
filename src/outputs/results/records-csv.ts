import type { Box, ScreenedRecord } from "../../core/screening/results.ts";
import { type Column, csvTable, formatScore } from "../text/csv-table.ts";
import type { Output } from "./output.ts";

/**
 * Empty while the review has not decided; a record that a stopping rule left unread is undecided.
 */
const INCLUDED = {
  duplicate: "no",
  "removed-automation": "no",
  "removed-other": "no",
  "excluded-title-abstract": "no",
  unread: "",
  "not-retrieved": "no",
  "excluded-full-text": "no",
  included: "yes",
  "pending-title-abstract": "",
  "pending-retrieval": "",
  "pending-full-text": "",
  "conflict-title-abstract": "",
  "conflict-full-text": "",
} as const satisfies Record<Box, string>;

const COLUMNS: readonly Column<ScreenedRecord>[] = [
  ["record", ({ key }) => key],
  ["title", ({ summary }) => summary.title],
  ["authors", ({ summary }) => summary.authors],
  ["year", ({ summary }) => summary.year],
  ["venue", ({ summary }) => summary.venue],
  ["doi", ({ summary }) => summary.doi],
  ["pmid", ({ summary }) => summary.pmid],
  ["sources", ({ sources }) => sources.join("; ")],
  ["duplicates", ({ entries }) => entries.length - 1],
  ["stage_1", ({ titleAbstract }) => titleAbstract?.outcome],
  ["reason_1", ({ titleAbstract }) => titleAbstract?.reasons.join(";")],
  ["by_1", ({ titleAbstract }) => titleAbstract?.by.join(";")],
  ["stage_2", ({ fullText }) => fullText?.outcome],
  ["reason_2", ({ fullText }) => fullText?.reasons.join(";")],
  ["by_2", ({ fullText }) => fullText?.by.join(";")],
  ["included", ({ box }) => INCLUDED[box]],
  ["rating", ({ rating }) => rating?.level],
  ["score", ({ rating }) => rating && formatScore(rating.score)],
  ["box", ({ box }) => box],
];

/** Every unique record, the outcome of each stage, and its rating while it waits. */
export const recordsCsv: Output = {
  file: "records.csv",
  render: ({ records }) => csvTable(COLUMNS, records),
};
