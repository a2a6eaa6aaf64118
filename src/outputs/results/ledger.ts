import type { LedgerRow, ReviewResults } from "../../core/screening/results.ts";
import { csvTable } from "../text/csv-table.ts";
import type { AskedOutput, Output } from "./output.ts";
import { parquetTable } from "./parquet-table.ts";
import { csvColumns, type ResultColumn } from "./result-table.ts";

const COLUMNS: readonly ResultColumn<LedgerRow>[] = [
  { name: "entry", type: "text", of: (row) => row.entry },
  { name: "record", type: "text", of: (row) => row.record },
  { name: "source", type: "text", of: (row) => row.source },
  { name: "file", type: "text", of: (row) => row.file },
  { name: "line", type: "integer", of: (row) => row.line },
  { name: "box", type: "text", of: (row) => row.box },
  { name: "reason", type: "text", of: (row) => row.reason },
  { name: "by", type: "text", of: (row) => row.by },
];

/** In an update: what the previous version of the review has counted. */
const PREVIOUS: ResultColumn<LedgerRow> = {
  name: "previous",
  type: "truth",
  no: "",
  of: (row) => row.isPrevious ?? false,
};

function columnsOf({ ledger }: ReviewResults): readonly ResultColumn<LedgerRow>[] {
  return ledger.some(({ isPrevious }) => isPrevious) ? [...COLUMNS, PREVIOUS] : COLUMNS;
}

/** Every entry of every export and the one box of the flow in which it ended. */
export const ledgerCsv: Output = {
  file: "ledger.csv",
  render: (results) => csvTable(csvColumns(columnsOf(results)), results.ledger),
};

/** The same with types. */
export const ledgerParquet: AskedOutput = {
  file: "ledger.parquet",
  render: (results) => parquetTable(columnsOf(results), results.ledger),
};
