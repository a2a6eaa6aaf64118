import { stringify } from "csv-stringify/sync";
import { formulaAsText } from "../../core/records/text/formula.ts";
import type { RowWriter } from "./row-writer.ts";

/** A column of a table: its header and the cell of a row; undefined gives an empty cell. */
export type Column<Row> = readonly [name: string, cell: (row: Row) => string | number | undefined];

/**
 * Rows in each piece: memory does not grow with the table, and a piece is large enough for a write.
 */
const BATCH = 1000;

/**
 * A table for spreadsheets: a header, then one line for each row. A cell that a spreadsheet would
 * run as a formula gets a leading apostrophe, which slr removes when it reads such a file.
 */
export function* csvTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Generator<string> {
  yield csvLines([columns.map(([name]) => name)], true);
  for (let start = 0; start < rows.length; start += BATCH) {
    yield csvLines(
      rows.slice(start, start + BATCH).map((row) => cellsOf(columns, row)),
      true,
    );
  }
}

/**
 * The same, row by row. Tables for people get their formulas escaped; tables for programs keep
 * their cells.
 */
export function csvWriter<Row>(
  columns: readonly Column<Row>[],
  { forPeople }: { readonly forPeople: boolean },
): RowWriter<Row> {
  return {
    begin: csvLines([columns.map(([name]) => name)], forPeople),
    record: (row) => csvLines([cellsOf(columns, row)], forPeople),
    end: () => "",
  };
}

function cellsOf<Row>(columns: readonly Column<Row>[], row: Row): (string | number)[] {
  return columns.map(([, cell]) => cell(row) ?? "");
}

function csvLines(lines: (string | number)[][], forPeople: boolean): string {
  // A number is not a formula, even if it begins with a minus sign.
  const harmless = (cell: string | number) =>
    typeof cell === "number" ? cell : formulaAsText(cell);
  return stringify(
    forPeople ? lines.map((cells) => cells.map(harmless)) : lines,
    // csv-stringify does not quote a lone carriage return, which other readers take for the end of
    // a line.
    { record_delimiter: "\n", quoted_match: /[\r\n]/ },
  );
}

/** A score from 0 to 1, the same on every machine. */
export function formatScore(score: number): string {
  return score.toFixed(6);
}
