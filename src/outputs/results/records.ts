import type { Box, ScreenedRecord } from "../../core/screening/results.ts";
import { csvTable } from "../text/csv-table.ts";
import type { AskedOutput, Output } from "./output.ts";
import { parquetTable } from "./parquet-table.ts";
import { csvColumns, type ResultColumn } from "./result-table.ts";

/**
 * Undefined while the review has not decided; a record that a stopping rule left unread is undecided.
 */
const INCLUDED = {
  duplicate: false,
  "removed-automation": false,
  "removed-other": false,
  "excluded-title-abstract": false,
  unread: undefined,
  "not-retrieved": false,
  "excluded-full-text": false,
  included: true,
  "pending-title-abstract": undefined,
  "pending-retrieval": undefined,
  "pending-full-text": undefined,
  "conflict-title-abstract": undefined,
  "conflict-full-text": undefined,
} as const satisfies Record<Box, boolean | undefined>;

const COLUMNS: readonly ResultColumn<ScreenedRecord>[] = [
  { name: "record", type: "text", of: ({ key }) => key },
  { name: "title", type: "text", of: ({ summary }) => summary.title },
  { name: "authors", type: "text", of: ({ summary }) => summary.authors },
  { name: "year", type: "integer", of: ({ summary }) => summary.year },
  { name: "venue", type: "text", of: ({ summary }) => summary.venue },
  { name: "doi", type: "text", of: ({ summary }) => summary.doi },
  { name: "pmid", type: "text", of: ({ summary }) => summary.pmid },
  { name: "sources", type: "list", separator: "; ", of: ({ sources }) => sources },
  { name: "duplicates", type: "integer", of: ({ entries }) => entries.length - 1 },
  { name: "stage_1", type: "text", of: ({ titleAbstract }) => titleAbstract?.outcome },
  { name: "reason_1", type: "list", separator: ";", of: (row) => row.titleAbstract?.reasons },
  { name: "by_1", type: "list", separator: ";", of: (row) => row.titleAbstract?.by },
  { name: "stage_2", type: "text", of: ({ fullText }) => fullText?.outcome },
  { name: "reason_2", type: "list", separator: ";", of: ({ fullText }) => fullText?.reasons },
  { name: "by_2", type: "list", separator: ";", of: ({ fullText }) => fullText?.by },
  { name: "included", type: "truth", no: "no", of: ({ box }) => INCLUDED[box] },
  { name: "rating", type: "integer", of: ({ rating }) => rating?.level },
  { name: "score", type: "score", of: ({ rating }) => rating?.score },
  { name: "box", type: "text", of: ({ box }) => box },
];

/** Every unique record, the outcome of each stage, and its rating while it waits. */
export const recordsCsv: Output = {
  file: "records.csv",
  render: ({ records }) => csvTable(csvColumns(COLUMNS), records),
};

/** The same with types; its rows are in the order of the keys, by which a map is divided. */
export const recordsParquet: AskedOutput = {
  file: "records.parquet",
  render: ({ records }) => parquetTable(COLUMNS, records),
};
