import { comparableTitle } from "../dedupe/fields/title.ts";
import { dedupeKeys } from "../dedupe/keys.ts";
import type { Reference } from "../records/decision.ts";
import type { ParsedEntry } from "../records/entry.ts";
import { findDoi } from "../records/identifiers/doi.ts";
import { KEY_PATTERN } from "../records/identifiers/identity.ts";
import type { BibRecord } from "../records/model.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { ClaimedEntry } from "./claim.ts";

/** An entry of a claimed list in a format that slr reads; an unreadable entry stays in the list. */
export function claimedEntry(entry: ParsedEntry, file: string): ClaimedEntry {
  const place = { file, line: entry.line };
  if (entry.kind === "unreadable") return { place, title: "", reference: { record: "" } };
  const { record } = entry;
  return {
    place,
    title: record.title ?? record.doi ?? record.pmid ?? "",
    reference: referenceOf(record),
    keys: dedupeKeys(record),
  };
}

/**
 * Prefers a key of slr, which the tables of results/ have, to identifiers and the title: it names
 * exactly one record.
 */
function referenceOf(record: BibRecord): Reference {
  const key = record.original.find(
    ([tag, value]) => tag.toLowerCase() === "record" && KEY_PATTERN.test(value.trim()),
  )?.[1];
  const arxiv = record.arxiv === undefined ? undefined : `arxiv:${record.arxiv}`;
  return withoutAbsent<Reference>({
    record: key?.trim() ?? arxiv ?? "",
    doi: record.doi,
    pmid: record.pmid,
    title: record.title,
    year: record.year,
  });
}

/** A row of a table in no format that slr knows. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The titles, keys and entries of the review, by which the columns of an unknown table are
 * recognised.
 */
export interface KnownNames {
  readonly titles: ReadonlySet<string>;
  readonly records: ReadonlySet<string>;
}

/**
 * Whether a reader of exports has understood a list: it names at least one record of the review.
 */
export function namesRecords(entries: readonly ClaimedEntry[], known: KnownNames): boolean {
  return entries.some(
    ({ reference, keys }) =>
      known.records.has(reference.record) ||
      (keys?.title !== undefined && known.titles.has(keys.title)) ||
      reference.doi !== undefined ||
      reference.pmid !== undefined,
  );
}

/** A column with fewer known cells than this is not taken for the titles or keys. */
const FEWEST_KNOWN = 2;

/**
 * The entries of a table whose header slr does not know. It finds the columns of titles, DOIs and
 * keys by their content. Undefined where no column names records of the review.
 */
export function entriesOfTable(
  rows: readonly TableRow[],
  file: string,
  known: KnownNames,
): readonly ClaimedEntry[] | undefined {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const best = (isKnown: (cell: string) => boolean, fewest = FEWEST_KNOWN) => {
    let found = { column: -1, n: Math.min(fewest, rows.length) - 1 };
    for (let column = 0; column < width; column += 1) {
      const n = rows.filter(({ cells }) => isKnown((cells[column] ?? "").trim())).length;
      if (n > found.n) found = { column, n };
    }
    return found.column < 0 ? undefined : found.column;
  };
  const title = best((cell) => cell !== "" && known.titles.has(comparableTitle(cell)));
  const record = best((cell) => known.records.has(cell));
  const doi = best((cell) => findDoi(cell) !== undefined);
  if (title === undefined && record === undefined && doi === undefined) return undefined;
  const header = rows.find(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const year = header?.cells.findIndex((cell) => /^(?:publication |pub )?year$/i.test(cell.trim()));
  const at = (cells: readonly string[], column: number | undefined) =>
    column === undefined ? "" : (cells[column] ?? "").trim();
  const isEntry = (cells: readonly string[]) =>
    at(cells, title) !== "" || at(cells, record) !== "" || findDoi(at(cells, doi)) !== undefined;
  const named = rows.filter(({ cells }) => isEntry(cells));
  // The first row with text is the header, unless it names a record.
  const first = named[0]?.cells ?? [];
  const isHeader =
    !known.titles.has(comparableTitle(at(first, title) || "-")) &&
    !known.records.has(at(first, record)) &&
    findDoi(at(first, doi)) === undefined;
  return named.slice(isHeader ? 1 : 0).map(({ line, cells }): ClaimedEntry => {
    const found = withoutAbsent<{ title?: string; doi?: string; year?: number }>({
      title: at(cells, title) || undefined,
      doi: findDoi(at(cells, doi)),
      year: /^\d{4}$/.test(at(cells, year)) ? Number(at(cells, year)) : undefined,
    });
    const bare = { authors: [], issn: [], keywords: [], mesh: [], original: [] };
    return {
      place: { file, line },
      title: found.title ?? found.doi ?? at(cells, record),
      reference: {
        record: known.records.has(at(cells, record)) ? at(cells, record) : "",
        ...found,
      },
      keys: dedupeKeys({ ...bare, ...found }),
    };
  });
}
