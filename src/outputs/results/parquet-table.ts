import type { SchemaElement } from "hyparquet-writer";
import { formatScore } from "../text/csv-table.ts";
import type { ResultColumn } from "./result-table.ts";

/**
 * Rows in a row group, the part of a Parquet file that an engine reads at once; many engines read
 * several side by side.
 */
const ROW_GROUP = 100_000;

/**
 * A table as a Parquet file, in pieces. It holds no time, and the compression is computed here, so
 * that the same rows give the same bytes everywhere.
 */
export async function* parquetTable<Row>(
  columns: readonly ResultColumn<Row>[],
  rows: Iterable<Row>,
): AsyncGenerator<Uint8Array> {
  // Loaded by reviews that ask for Parquet only.
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const bytes = new ByteWriter();
  const root: SchemaElement = { name: "schema", num_children: columns.length };
  const file = new ParquetWriter({
    writer: bytes,
    schema: [root, ...columns.flatMap(schemaOf)],
    createdBy: "slr",
  });
  const takePiece = () => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  for (const group of groupsOf(rows, columns)) {
    file.write({ columnData: group, rowGroupSize: ROW_GROUP });
    yield takePiece();
  }
  file.finish();
  yield takePiece();
}

interface ColumnData {
  readonly name: string;
  readonly data: unknown[];
}

/** The cells of each row group, column by column. */
function* groupsOf<Row>(
  rows: Iterable<Row>,
  columns: readonly ResultColumn<Row>[],
): Generator<ColumnData[]> {
  const start = () => columns.map(({ name }): ColumnData => ({ name, data: [] }));
  let group = start();
  let length = 0;
  for (const row of rows) {
    for (const [at, column] of columns.entries()) group[at]!.data.push(typedCell(column, row));
    length += 1;
    if (length < ROW_GROUP) continue;
    yield group;
    group = start();
    length = 0;
  }
  if (length > 0) yield group;
}

/** A cell with its type; null if nothing is known, as an empty text says. */
function typedCell<Row>(column: ResultColumn<Row>, row: Row): unknown {
  switch (column.type) {
    case "text":
      return column.of(row) || null;
    case "score": {
      const score = column.of(row);
      // The number that CSV prints.
      return score === undefined ? null : Number(formatScore(score));
    }
    case "integer":
    case "truth":
    case "list":
      return column.of(row) ?? null;
  }
}

/** The elements of the schema for a column: https://github.com/apache/parquet-format */
function schemaOf({ name, type }: ResultColumn<never>): SchemaElement[] {
  const repetition_type = "OPTIONAL";
  switch (type) {
    case "text":
      return [{ name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type }];
    case "integer":
      return [{ name, type: "INT32", repetition_type }];
    case "score":
      return [{ name, type: "DOUBLE", repetition_type }];
    case "truth":
      return [{ name, type: "BOOLEAN", repetition_type }];
    case "list":
      return [
        { name, converted_type: "LIST", num_children: 1, repetition_type },
        { name: "list", num_children: 1, repetition_type: "REPEATED" },
        {
          name: "element",
          type: "BYTE_ARRAY",
          converted_type: "UTF8",
          repetition_type: "REQUIRED",
        },
      ];
  }
}
