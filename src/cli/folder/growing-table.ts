import type { RowCells } from "../../core/decide/rows.ts";
import { type TableShape, tableShape } from "../../formats/review-files/review-tables.ts";
import { tableRow } from "../../outputs/text/table-row.ts";
import type { Io } from "../io/io.ts";
import { readTableToExtend } from "./kept-files.ts";

/** A table that rows are added to, as it is on the disk. */
export interface GrowingTable {
  readonly file: string;
  /** Adds a row; it is on the disk when this returns. */
  add(cells: RowCells<string>): Promise<void>;
}

/** The column that tables of decisions lack if they are older than tags. */
const TAGS = "tags";

/** A table of this shape, to which rows can be added. */
export function growingTable(
  io: Pick<Io, "appendRow" | "addColumn" | "readWhole" | "kindOf">,
  file: string,
  columns: readonly string[],
  begun: TableShape,
): GrowingTable {
  let shape = begun;
  const add = async (cells: RowCells<string>) => {
    if ((cells[TAGS] ?? "") !== "" && !shape.columns.includes(TAGS))
      shape = await withTags(io, file, shape);
    const row = tableRow(shape.columns, shape.delimiter, cells);
    await io.appendRow(file, columns.join(","), row);
  };
  let last: Promise<void> = Promise.resolve();
  return {
    file,
    add(cells) {
      // One row after the other: windows of one reviewer share this table.
      const added = last.catch(() => {}).then(() => add(cells));
      last = added;
      return added;
    },
  };
}

/**
 * The shape of a table of decisions once its header names the column of tags. Nothing else changes
 * in it: a row that is shorter than the header has no tags.
 */
export async function withTags(
  io: Pick<Io, "addColumn" | "readWhole" | "kindOf">,
  file: string,
  { delimiter }: TableShape,
): Promise<TableShape> {
  // Another process may have added the column.
  const now = tableShape(await readTableToExtend(io, file));
  if (now?.columns.includes(TAGS)) return now;
  await io.addColumn(file, `${delimiter}${TAGS}`);
  return { delimiter, columns: [...(now?.columns ?? []), TAGS] };
}
