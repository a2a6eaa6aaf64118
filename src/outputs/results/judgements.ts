import type { JudgementRow } from "../../core/screening/results.ts";
import { csvTable } from "../text/csv-table.ts";
import type { AskedOutput, Output } from "./output.ts";
import { parquetTable } from "./parquet-table.ts";
import { csvColumns, type ResultColumn } from "./result-table.ts";

/** Most criteria find nothing in most records. */
const NOTHING: readonly string[] = [];

const COLUMNS: readonly ResultColumn<JudgementRow>[] = [
  { name: "record", type: "text", of: (row) => row.record },
  { name: "criterion", type: "text", of: (row) => row.criterion },
  { name: "verdict", type: "text", of: (row) => row.verdict },
  { name: "words", type: "list", separator: "; ", of: (row) => row.words },
  {
    name: "field",
    type: "list",
    separator: "; ",
    of: ({ places }) =>
      places.length === 0 ? NOTHING : [...new Set(places.map(({ field }) => field))],
  },
  {
    name: "sentence",
    type: "list",
    separator: " | ",
    of: ({ places }) =>
      places.length === 0 ? NOTHING : places.flatMap(({ sentence }) => sentence ?? []),
  },
];

/** The judgement of each criterion on each record, with the words that it matched, their fields and sentences. */
export const judgementsCsv: Output = {
  file: "judgements.csv",
  render: ({ judgements }) => csvTable(csvColumns(COLUMNS), judgements),
};

/** The same with types. */
export const judgementsParquet: AskedOutput = {
  file: "judgements.parquet",
  render: ({ judgements }) => parquetTable(COLUMNS, judgements),
};
