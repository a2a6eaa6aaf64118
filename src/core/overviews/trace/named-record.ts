import type { Place } from "../../records/model.ts";
import { normalizeTitle } from "../../records/normalize.ts";
import { plural } from "../../records/text/plural.ts";
import type { ReviewRecords } from "../../review/find-records.ts";
import type { ScreenedReview } from "../../review/review.ts";
import { entriesNamed, recordsOf } from "../duplicates/explain-duplicates.ts";

/** What a name leads to: a record, an entry that cannot be read, or nothing that is certain. */
export type NamedRecord =
  | {
      readonly kind: "record";
      /** Index into `Clustered.records`. */
      readonly at: number;
      /** How a line of a file led to it. */
      readonly through?: string;
    }
  | { readonly kind: "unreadable"; readonly entry: number; readonly through: string }
  | { readonly kind: "none"; readonly why: string; readonly near: readonly string[] };

/**
 * The record that a person means by a key, an identifier, an entry, a title, or a line of a file:
 * of an export (`scopus.csv:12`) or of a table of people (`decisions/ada.csv:7`).
 */
export function namedRecord(name: string, review: ScreenedReview): NamedRecord {
  const { found } = review;
  const place = /^(.+):(\d{1,9})$/.exec(name);
  const at = place === null ? undefined : atLine(place[1]!, Number(place[2]), found);
  if (at !== undefined) return at;
  const named = entriesNamed(name, found);
  if ("why" in named) return { kind: "none", why: named.why, near: nearTitles(name, review) };
  const records = recordsOf(named.entries, found);
  if (records.length === 1) return { kind: "record", at: records[0]! };
  return {
    kind: "none",
    why: `it names ${records.length} records`,
    near: records.map((record) => found.clustered.records[record]!.key),
  };
}

/** What stands on a line; undefined where no file of the review is called so. */
function atLine(path: string, line: number, review: ReviewRecords): NamedRecord | undefined {
  return atExportLine(path, line, review) ?? atTableLine(path, line, review);
}

/**
 * The file that a path means: one of the review, the end of exactly one of them, or a path from
 * elsewhere that ends with one.
 */
function fileNamed(written: string, paths: readonly string[]): string | undefined {
  const wanted = written.replaceAll("\\", "/").replace(/^\.\//, "");
  if (paths.includes(wanted)) return wanted;
  const fitting = paths.filter(
    (path) => path.endsWith(`/${wanted}`) || wanted.endsWith(`/${path}`),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function atExportLine(
  wanted: string,
  line: number,
  { identified, clustered }: ReviewRecords,
): NamedRecord | undefined {
  const path = fileNamed(
    wanted,
    identified.files.map((file) => file.path),
  );
  if (path === undefined) return undefined;
  const file = identified.files.findIndex((one) => one.path === path);
  // An entry goes on to the line before the next one.
  let found: number | undefined;
  for (const [at, entry] of identified.entries.entries())
    if (
      entry.file === file &&
      entry.line <= line &&
      (found === undefined || entry.line >= identified.entries[found]!.line)
    )
      found = at;
  if (found === undefined)
    return { kind: "none", why: `no entry of ${path} begins on line ${line} or before`, near: [] };
  const entry = identified.entries[found]!;
  const through = `${path}:${line} is in ${entry.id}${entry.line === line ? "" : `, which begins on line ${entry.line}`}`;
  const record = clustered.recordOf[found]!;
  return record < 0
    ? { kind: "unreadable", entry: found, through }
    : { kind: "record", at: record, through };
}

/** A row that somebody wrote: a decision, a retrieval, a study. */
function atTableLine(
  wanted: string,
  line: number,
  { input, clustered }: ReviewRecords,
): NamedRecord | undefined {
  const rows = [...input.decisions, ...input.retrievals, ...input.studies];
  const path = fileNamed(wanted, [...new Set(rows.map(({ place }) => place.file))]);
  if (path === undefined) return undefined;
  const isHere = ({ file, line: at }: Place) => file === path && at === line;
  const row = rows.find(({ place }) => isHere(place));
  if (row === undefined)
    return { kind: "none", why: `line ${line} of ${path} is no row about a record`, near: [] };
  const found = clustered.resolve(row.reference);
  return found.kind === "matched"
    ? { kind: "record", at: found.target, through: `${path}:${line} is about this record` }
    : {
        kind: "none",
        why: `the row on ${path}:${line} names no single record: ${found.why}`,
        near: [],
      };
}

/** As many records are offered where a name is a part of their titles. */
const MAX_NEAR = 5;

function nearTitles(name: string, { results }: ScreenedReview): string[] {
  const words = normalizeTitle(name);
  if (words.length < 4) return [];
  const near = results.records.filter(({ summary }) =>
    normalizeTitle(summary.title).includes(words),
  );
  const shown = near.slice(0, MAX_NEAR).map(({ key, summary }) => `${key} (${summary.title})`);
  const more = near.length - shown.length;
  return more > 0 ? [...shown, `and ${plural(more, "more record")}`] : shown;
}
