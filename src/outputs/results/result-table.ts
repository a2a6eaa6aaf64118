import { type Column, formatScore } from "../text/csv-table.ts";

/**
 * A column of a table in results/: text in CSV, and a value of its type in Parquet. An undefined
 * value is missing: an empty cell, or null.
 */
export type ResultColumn<Row> = { readonly name: string } & (
  | { readonly type: "text"; readonly of: (row: Row) => string | undefined }
  | { readonly type: "integer"; readonly of: (row: Row) => number | undefined }
  /** From 0 to 1, with six decimals. */
  | { readonly type: "score"; readonly of: (row: Row) => number | undefined }
  /** `no` is what CSV prints for false. */
  | { readonly type: "truth"; readonly no: string; readonly of: (row: Row) => boolean | undefined }
  | {
      readonly type: "list";
      readonly separator: string;
      readonly of: (row: Row) => readonly string[] | undefined;
    }
);

/** The columns as CSV prints them. */
export function csvColumns<Row>(columns: readonly ResultColumn<Row>[]): Column<Row>[] {
  return columns.map((column) => [column.name, csvCell(column)]);
}

function csvCell<Row>(column: ResultColumn<Row>): Column<Row>[1] {
  switch (column.type) {
    case "text":
    case "integer":
      return column.of;
    case "score":
      return (row) => {
        const score = column.of(row);
        return score === undefined ? undefined : formatScore(score);
      };
    case "truth":
      return (row) => {
        const truth = column.of(row);
        return truth === undefined ? undefined : truth ? "yes" : column.no;
      };
    case "list":
      return (row) => {
        const values = column.of(row);
        return values === undefined || values.length === 0
          ? undefined
          : values.join(column.separator);
      };
  }
}
