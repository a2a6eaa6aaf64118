import { renderIdentity } from "../../core/published/identities.ts";
import type { PublishedCopy, PublishedExport } from "../../core/published/published-copy.ts";
import { type Column, csvWriter } from "../text/csv-table.ts";
import { writeRows } from "../text/row-writer.ts";

const EXPORTS: readonly Column<PublishedExport>[] = [
  ["file", ({ path }) => path],
  ["source", ({ source }) => source],
  ["kind", ({ kind }) => kind],
  ["search", ({ search }) => search],
  ["format", ({ format }) => format],
  ["entries", ({ entries }) => entries],
  ["unreadable", ({ unreadable }) => unreadable],
  ["incomplete", ({ isIncomplete }) => (isIncomplete ? "yes" : "")],
  ["previous", ({ isPrevious }) => (isPrevious ? "yes" : "")],
  ["sha256", ({ sha256 }) => sha256],
];

/** The exports that the copy does not hold, with their hashes. */
export function exportsCsv({ exports }: PublishedCopy): Iterable<string> {
  return writeRows(csvWriter(EXPORTS, { forPeople: false }), exports);
}

/** One line of JSON for each entry: its place, its record, and what identifies it. */
export function* identitiesJsonl({ entries }: PublishedCopy): Generator<string> {
  for (const entry of entries) yield `${renderIdentity(entry)}\n`;
}
