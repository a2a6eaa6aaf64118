import { formulaAsText } from "../../core/records/text/formula.ts";
import { harmlessText } from "../../core/records/text/plain-text.ts";
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
  yield csvHeader(columns, true);
  const lineOf = csvLines(columns, true);
  let text = "";
  let lines = 0;
  for (const row of rows) {
    text += lineOf(row);
    lines += 1;
    if (lines < BATCH) continue;
    yield text;
    text = "";
    lines = 0;
  }
  if (lines > 0) yield text;
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
    begin: csvHeader(columns, forPeople),
    record: csvLines(columns, forPeople),
    end: () => "",
  };
}

function csvHeader(columns: readonly Column<never>[], forPeople: boolean): string {
  return csvLines<undefined>(
    columns.map(([name]) => [name, () => name]),
    forPeople,
  )(undefined);
}

/**
 * Makes the lines of a table (RFC 4180). A review of a hundred thousand records writes millions of
 * cells, nearly all of which stand as they are: csv-stringify takes several times as long for them. A
 * test holds these lines to what it writes.
 */
function csvLines<Row>(columns: readonly Column<Row>[], forPeople: boolean): (row: Row) => string {
  // Rows that follow each other often have the same cell, such as the key of a record.
  const last = columns.map(([, cell]) => ({ cell, of: "", text: "" }));
  return (row) => {
    let line = "";
    let separator = "";
    for (const before of last) {
      line += separator;
      separator = ",";
      const cell = before.cell(row);
      if (cell === undefined || cell === "") continue;
      // A number is not a formula, even if it begins with a minus sign.
      if (typeof cell === "number") {
        line += String(cell);
        continue;
      }
      if (cell !== before.of) {
        before.of = cell;
        const text = STEERS.test(cell) ? harmlessText(cell) : cell;
        before.text = quoted(forPeople ? formulaAsText(text) : text);
      }
      line += before.text;
    }
    return `${line}\n`;
  };
}

/**
 * Names of files, and reasons and notes that people wrote, may hold what steers a terminal that shows
 * the table.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const STEERS = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/;

/** Other readers take a lone carriage return for the end of a line, so it is quoted, too. */
const NEEDS_QUOTES = /[",\r\n]/;

function quoted(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A score from 0 to 1, the same on every machine. */
export function formatScore(score: number): string {
  return score.toFixed(6);
}
