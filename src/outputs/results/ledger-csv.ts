import type { LedgerRow } from "../../core/screening/results.ts";
import { type Column, csvTable } from "../text/csv-table.ts";
import type { Output } from "./output.ts";

const COLUMNS: readonly Column<LedgerRow>[] = [
  ["entry", (row) => row.entry],
  ["record", (row) => row.record],
  ["source", (row) => row.source],
  ["file", (row) => row.file],
  ["line", (row) => row.line],
  ["box", (row) => row.box],
  ["reason", (row) => row.reason],
  ["by", (row) => row.by],
];

/** In an update: what the previous version of the review has counted. */
const PREVIOUS: Column<LedgerRow> = ["previous", (row) => (row.isPrevious ? "yes" : "")];

/** Every entry of every export and the one box of the flow in which it ended. */
export const ledgerCsv: Output = {
  file: "ledger.csv",
  render: ({ ledger }) =>
    csvTable(
      ledger.some(({ isPrevious }) => isPrevious) ? [...COLUMNS, PREVIOUS] : COLUMNS,
      ledger,
    ),
};
