import { stringify } from "csv-stringify/sync";
import { plainText } from "./plain-text.ts";

/**
 * A row for a table that people keep, in the order of the table's own columns and on one line. slr
 * reads it back, so nothing is escaped for spreadsheets.
 */
export function tableRow(
  columns: readonly string[],
  delimiter: string,
  cells: Readonly<Record<string, string | undefined>>,
): string {
  return stringify([columns.map((column) => plainText(cells[column] ?? ""))], {
    delimiter,
    eof: false,
  });
}
