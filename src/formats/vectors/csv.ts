import { parse } from "csv-parse/sync";
import type { VectorBytes } from "./index.ts";
import { KEY_NAMES, unreadable, type VectorFile, vectorRows } from "./vector-rows.ts";

/** A column that names the record, and a column for each number; a first line names the columns. */
export function csvVectors({ file, bytes }: VectorBytes): VectorFile {
  let lines: string[][];
  try {
    lines = parse(new TextDecoder().decode(bytes), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    return unreadable(file, `This is no table: ${error instanceof Error ? error.message : error}.`);
  }
  const names = (lines[0] ?? []).map((name) => name.trim().toLowerCase());
  const key = KEY_NAMES.map((name) => names.indexOf(name)).find((at) => at >= 0);
  if (key === undefined)
    return unreadable(file, `No column names the records, expected \`${KEY_NAMES.join("`, `")}\`.`);
  const rows = vectorRows(file);
  for (const [at, cells] of lines.slice(1).entries()) {
    const numbers = cells.filter((_, column) => column !== key);
    rows.add(
      cells[key],
      numbers.map((cell) => (cell.trim() === "" ? Number.NaN : Number(cell))),
      at + 2,
    );
  }
  return rows.done();
}
