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
  rows: Iterable<Row>,
): Generator<string> {
  yield csvLines([columns.map(([name]) => name)], true);
  let lines: (string | number)[][] = [];
  for (const row of rows) {
    lines.push(cellsOf(columns, row));
    if (lines.length < BATCH) continue;
    yield csvLines(lines, true);
    lines = [];
  }
  if (lines.length > 0) yield csvLines(lines, true);
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

/**
 * The lines of a table (RFC 4180). A review of a hundred thousand records writes millions of cells,
 * nearly all of which stand as they are: csv-stringify takes several times as long for them. A test
 * holds these lines to what it writes.
 */
function csvLines(lines: readonly (readonly (string | number)[])[], forPeople: boolean): string {
  let text = "";
  for (const cells of lines) {
    let separator = "";
    for (const cell of cells) {
      text += separator;
      // A number is not a formula, even if it begins with a minus sign.
      if (typeof cell === "number") text += String(cell);
      else if (cell !== "") text += quoted(forPeople ? formulaAsText(cell) : cell);
      separator = ",";
    }
    text += "\n";
  }
  return text;
}

/** Other readers take a lone carriage return for the end of a line, so it is quoted, too. */
const NEEDS_QUOTES = /[",\r\n]/;

function quoted(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A score from 0 to 1, the same on every machine. */
export function formatScore(score: number): string {
  return score.toFixed(6);
}
