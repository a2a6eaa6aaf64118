import { DECISION_COLUMNS, type Reference, WITHDRAWN } from "../records/decision.ts";
import type { RecordKey, Stage } from "../records/model.ts";
import { formatInstant, readTime, startOf, type Time } from "../records/time.ts";
import type { RecordSummary } from "../screening/results.ts";
import type { Saying } from "./session.ts";

/** The columns of `duplicates.csv`. */
export const PAIR_COLUMNS = [
  "a",
  "b",
  "verdict",
  "by",
  "decided_at",
  "doi_a",
  "title_a",
  "year_a",
  "doi_b",
  "title_b",
  "year_b",
] as const;

/** The columns of `retrieval.csv`. */
export const RETRIEVAL_COLUMNS = ["record", "status", "file", "note"] as const;

/**
 * The columns that a table must have so that a row loses nothing when it is added; snapshots may be
 * missing.
 */
export const NEEDED_COLUMNS = {
  decisions: DECISION_COLUMNS.slice(0, 7),
  pairs: PAIR_COLUMNS.slice(0, 5),
  retrievals: RETRIEVAL_COLUMNS.slice(0, 2),
} as const;

/** A row to be added to a table, by column. */
export type RowCells<Column extends string> = Readonly<Partial<Record<Column, string>>>;

/**
 * The row of a decision. It names the record as the reviewer's earlier row about it did, so that it
 * replaces that row under the same identity; if there is no earlier row, it names the record by its
 * key. If `saying` is undefined, the row takes back what was said.
 */
export function decisionRow(
  key: RecordKey,
  seen: RecordSummary,
  earlier: Reference | undefined,
  stage: Stage,
  saying: Saying | undefined,
  resolves: boolean,
  decidedAt: string,
): RowCells<(typeof DECISION_COLUMNS)[number]> {
  return {
    stage,
    verdict: saying?.verdict ?? WITHDRAWN,
    reason: saying?.reasons.join(";") ?? "",
    resolves: resolves ? "yes" : "",
    note: saying?.note ?? "",
    decided_at: decidedAt,
    tags: saying?.tags.join(";") ?? "",
    ...(earlier === undefined ? snapshot(key, seen) : repeated(earlier)),
  };
}

function snapshot(record: RecordKey, { doi, pmid, title, year }: RecordSummary) {
  return { record, doi, pmid, title, year: year === undefined ? "" : String(year) };
}

function repeated({ record, doi = "", pmid = "", title = "", year }: Reference) {
  return { record, doi, pmid, title, year: year === undefined ? "" : String(year) };
}

/** The row that says that a report could not be retrieved, or takes that back. */
export function retrievalRow(
  record: RecordKey,
  saying: Saying | undefined,
): RowCells<(typeof RETRIEVAL_COLUMNS)[number]> {
  const missed = saying?.verdict === "not-retrieved";
  return {
    record,
    status: missed ? saying.verdict : WITHDRAWN,
    file: "",
    note: missed ? saying.note : "",
  };
}

/** The row with an answer about two records. */
export function pairRow(
  [a, b]: readonly [RecordKey, RecordKey],
  [seenA, seenB]: readonly [RecordSummary, RecordSummary],
  saying: Saying | undefined,
  by: string,
  decidedAt: string,
): RowCells<(typeof PAIR_COLUMNS)[number]> {
  const year = (seen: RecordSummary) => (seen.year === undefined ? "" : String(seen.year));
  return {
    a,
    b,
    verdict: saying?.verdict ?? WITHDRAWN,
    by,
    decided_at: decidedAt,
    doi_a: seenA.doi,
    title_a: seenA.title,
    year_a: year(seenA),
    doi_b: seenB.doi,
    title_b: seenB.title,
    year_b: year(seenB),
  };
}

/** The time of a row in ISO 8601, never earlier than that of a row that it must follow. */
export function decidedAtOf(now: string, latest: Time): string {
  const start = Math.max(startOf(latest, 0), startOf(latest, 1));
  return start > startOf(readTime(now)) ? formatInstant(start) : now;
}
