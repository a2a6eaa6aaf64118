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
  return columns.map((column) => [column.name, (row) => csvCell(column, row)]);
}

function csvCell<Row>(column: ResultColumn<Row>, row: Row): string | number | undefined {
  switch (column.type) {
    case "text":
    case "integer":
      return column.of(row);
    case "score": {
      const score = column.of(row);
      return score === undefined ? undefined : formatScore(score);
    }
    case "truth": {
      const truth = column.of(row);
      return truth === undefined ? undefined : truth ? "yes" : column.no;
    }
    case "list":
      return column.of(row)?.join(column.separator);
  }
}
