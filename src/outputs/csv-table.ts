import { stringify } from "csv-stringify/sync";

/** A column of a table: its header and what a row has there; nothing is an empty cell. */
export type Column<Row> = readonly [name: string, cell: (row: Row) => string | number | undefined];

/** Rows a piece: memory does not grow with the table, and a piece is worth a write. */
const BATCH = 1000;

/**
 * A table for spreadsheets: a header, then one line for each row. What a spreadsheet would run as
 * a formula gets an apostrophe in front, so slr never reads these files back.
 */
export function* csvTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Generator<string> {
  yield csvLines([columns.map(([name]) => name)]);
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    yield csvLines(batch.map((row) => columns.map(([, cell]) => cell(row) ?? "")));
  }
}

function csvLines(lines: readonly (readonly (string | number)[])[]): string {
  return stringify(
    // csv-stringify takes its input mutable and does not change it.
    lines as (string | number)[][],
    // By itself it leaves a lone carriage return unquoted, which ends the line for other readers.
    { record_delimiter: "\n", escape_formulas: true, quoted_match: /[\r\n]/ },
  );
}

/** A score from 0 to 1, the same on every machine. */
export function formatScore(score: number): string {
  return score.toFixed(6);
}
