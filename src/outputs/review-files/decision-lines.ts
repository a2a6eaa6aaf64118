import { stringify } from "csv-stringify/sync";
import type { Decision } from "../../core/records/decision.ts";
import { isoText } from "../../core/records/time.ts";

type Row = Omit<Decision, "place">;

/** The columns of `decisions/<reviewer>.csv`, in slr's order; the last four say what was seen. */
const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  record: ({ reference }) => reference.record,
  stage: ({ stage }) => stage,
  verdict: ({ verdict }) => verdict,
  reason: ({ reasons }) => reasons.join(";"),
  resolves: ({ resolves }) => (resolves ? "yes" : ""),
  note: ({ note }) => note,
  // Another form might not be understood among the times that the file has.
  decided_at: ({ decidedAt }) => isoText(decidedAt),
  doi: ({ reference }) => reference.doi ?? "",
  pmid: ({ reference }) => reference.pmid ?? "",
  title: ({ reference }) => reference.title ?? "",
  year: ({ reference }) => String(reference.year ?? ""),
};

/** What is to be appended to a reviewer's file, or the columns that it would need. */
export type DecisionLines =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: readonly string[] };

/**
 * Rows in the columns of the file that they are appended to; an empty file gets slr's own header. A
 * column that the file lacks is missed only if a row says something there. slr reads these files
 * back, so nothing is escaped for spreadsheets.
 */
export function decisionLines(rows: readonly Row[], before: string): DecisionLines {
  const header = before.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/, 1)[0] ?? "";
  if (header.trim() === "") {
    const columns = Object.keys(COLUMNS);
    return { ok: true, text: lines([columns, ...cells(rows, columns)], ",") };
  }
  const delimiter = [",", ";", "\t"].find((one) => header.split(one).length >= 3) ?? ",";
  const columns = header
    .split(delimiter)
    .map((name) => name.trim().replace(/^"|"$/g, "").toLowerCase());
  const missing = Object.entries(COLUMNS)
    .filter(([name, cell]) => !columns.includes(name) && rows.some((row) => cell(row) !== ""))
    .map(([name]) => name);
  if (missing.length > 0) return { ok: false, missing };
  const newline = /[\r\n]$/.test(before) ? "" : "\n";
  return { ok: true, text: newline + lines(cells(rows, columns), delimiter) };
}

function cells(rows: readonly Row[], columns: readonly string[]): string[][] {
  return rows.map((row) => columns.map((name) => COLUMNS[name]?.(row).replace(/\s+/g, " ") ?? ""));
}

function lines(rows: string[][], delimiter: string): string {
  return stringify(rows, { delimiter, record_delimiter: "\n", quoted_match: /^\s|\s$/ });
}
