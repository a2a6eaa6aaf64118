import type { DuplicateCluster } from "../../core/overviews/duplicates/duplicates-overview.ts";
import type { FieldOrigin } from "../../core/overviews/duplicates/field-origins.ts";
import { type Column, csvTable } from "../text/csv-table.ts";
import { hanging } from "../text/hanging.ts";
import { displayWidth, plainText } from "../text/plain-text.ts";

/** A record with its entries and the origin of each of its fields. */
export interface MergedRecordView {
  readonly record: string;
  readonly entries: readonly Omit<DuplicateCluster["entries"][number], "record" | "gave">[];
  readonly fields: readonly FieldOrigin[];
}

/**
 * The entries of a record, its fields with the entries that gave them, and the other values that
 * entries have.
 */
export function mergedRecordText(
  { record, entries, fields }: MergedRecordView,
  width: number,
): string {
  const origins = (used: boolean) => fields.filter((field) => field.used === used);
  const names = fields.map(({ field }) => field);
  const froms = fields.map(({ from }) => plainText(from.join(", ")));
  const longest = Math.min(30, Math.max(...froms.map(displayWidth)));
  const label = Math.max(...names.map(({ length }) => length));
  const lines = (used: boolean) =>
    origins(used).flatMap(({ field, from, value }) => {
      const source = plainText(from.join(", "));
      const blanks = " ".repeat(Math.max(0, longest - displayWidth(source)));
      return hanging(`${field.padEnd(label)}  ${source}${blanks}  `, value, width);
    });
  const others = lines(false);
  return [
    `${record}  ${entries.length === 1 ? "1 entry" : `${entries.length} entries`}`,
    ...entries.flatMap(({ entry, kept, rule, file, line }) =>
      hanging(`  ${plainText(entry)}  `, `${kept ? "kept" : rule} (${file}:${line})`, width),
    ),
    "",
    ...lines(true),
    ...(others.length === 0 ? [] : ["", "Other values, kept in exports:", ...others]),
  ].join("\n");
}

export function mergedRecordJson(view: MergedRecordView): string {
  return JSON.stringify(view, null, 2);
}

const COLUMNS: readonly Column<FieldOrigin>[] = [
  ["field", ({ field }) => field],
  ["from", ({ from }) => from.join("; ")],
  ["used", ({ used }) => (used ? "yes" : "no")],
  ["value", ({ value }) => value],
];

/** A row for each value of a record and of its entries. */
export function mergedRecordCsv({ fields }: MergedRecordView): string {
  return [...csvTable(COLUMNS, fields)].join("").trimEnd();
}
