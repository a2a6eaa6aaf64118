import { RE2JS } from "re2js";
import type { CellMap } from "../../protocol/tables.ts";
import type { Problem } from "../../records/problem.ts";

/** A table that somebody else kept, as text. */
export interface MappedTable {
  /** Its name in messages: `data.xlsx[SCREENING]`. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Reads one mapped cell of a row. */
export type ReadCell = (cells: readonly string[]) => string;

/** Compares values without case and surrounding blanks. */
export function plainValue(value: string): string {
  return value.trim().toLowerCase();
}

/**
 * Tells whether the table has a column of this name; `column 3` names a column without a header.
 */
export function columnOf(table: MappedTable, name: string): number {
  const plain = plainValue(name);
  const at = table.header.findIndex((header) => plainValue(header) === plain);
  if (at >= 0) return at;
  const numbered = /^column (\d+)$/.exec(plain)?.[1];
  if (numbered === undefined) return -1;
  const position = Number(numbered) - 1;
  const widest = Math.max(
    table.header.length,
    ...table.rows.slice(0, 1000).map(({ cells }) => cells.length),
  );
  return position >= 0 && position < widest ? position : -1;
}

/** Makes a reader of a mapped column; a missing column or a broken pattern is a problem. */
export function cellReader(
  table: MappedTable,
  map: CellMap | undefined,
  problems: Problem[],
): ReadCell | undefined {
  if (map === undefined) return undefined;
  const column = columnOf(table, map.column);
  if (column < 0) {
    problems.push({
      severity: "error",
      code: "maps/no-column",
      file: table.file,
      line: 1,
      message: `The table has no column \`${map.column}\`, which slr.yaml names. It has ${table.header.filter((name) => name !== "").join(", ")}.`,
    });
    return undefined;
  }
  const pattern =
    "pattern" in map && map.pattern !== undefined
      ? compile(map.pattern, table, problems)
      : undefined;
  const values =
    "values" in map && map.values !== undefined
      ? new Map(Object.entries(map.values).map(([from, to]) => [plainValue(from), to]))
      : undefined;
  return (cells) => {
    let value = (cells[column] ?? "").trim();
    if (pattern !== undefined) value = firstGroup(pattern, value);
    return values?.get(plainValue(value)) ?? value;
  };
}

function compile(pattern: string, table: MappedTable, problems: Problem[]): RE2JS | undefined {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push({
      severity: "error",
      code: "maps/pattern",
      file: table.file,
      message: `The pattern \`${pattern}\` is no regular expression: ${why}.`,
    });
    return undefined;
  }
}

/**
 * The first group of the first match; the whole match if there is no group; nothing without a
 * match.
 */
function firstGroup(pattern: RE2JS, value: string): string {
  const matcher = pattern.matcher(value);
  if (!matcher.find()) return "";
  return (matcher.groupCount() > 0 ? matcher.group(1) : matcher.group()) ?? "";
}
