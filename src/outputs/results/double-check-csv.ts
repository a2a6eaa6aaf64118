import type { DoubleCheckRow } from "../../core/screening/results.ts";
import { type Column, csvTable, formatScore } from "../text/csv-table.ts";
import type { Output } from "./output.ts";

const COLUMNS: readonly Column<DoubleCheckRow>[] = [
  ["record", (row) => row.record],
  ["title", (row) => row.title],
  ["outcome", (row) => row.outcome],
  ["rating", ({ rating }) => rating.level],
  ["score", ({ rating }) => formatScore(rating.score)],
  ["reason", (row) => row.reason],
];

/** Records whose rating contradicts their decision, which deserve a second look. */
export const doubleCheckCsv: Output = {
  file: "double-check.csv",
  render: ({ doubleCheck }) => csvTable(COLUMNS, doubleCheck),
};
