import { stringify } from "csv-stringify/sync";
import type { Decision } from "../../core/records/decision.ts";
import { ownValue } from "../../core/records/own-value.ts";
import { isoText } from "../../core/records/time.ts";

type Row = Omit<Decision, "place">;

/**
 * The columns of `decisions/<reviewer>.csv` in slr's order; those from `doi` to `year` record
 * what the reviewer saw.
 */
const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  record: ({ reference }) => reference.record,
  stage: ({ stage }) => stage,
  verdict: ({ verdict }) => verdict,
  reason: ({ reasons }) => reasons.join(";"),
  resolves: ({ resolves }) => (resolves ? "yes" : ""),
  note: ({ note }) => note,
  // Times in another form might be misread among those that the file has.
  decided_at: ({ decidedAt }) => isoText(decidedAt),
  doi: ({ reference }) => reference.doi ?? "",
  pmid: ({ reference }) => reference.pmid ?? "",
  title: ({ reference }) => reference.title ?? "",
  year: ({ reference }) => String(reference.year ?? ""),
  tags: ({ tags }) => tags.join(";"),
};

/** The lines to append to a reviewer's file, or the columns that the file lacks for them. */
export type DecisionLines =
  | {
      readonly ok: true;
      /** The first line of a new file. */
      readonly header: string;
      readonly rows: string;
    }
  | { readonly ok: false; readonly missing: readonly string[] };

/**
 * Rows in the columns of the table that they are appended to, or in slr's own columns for a new
 * file. A missing column is reported only if a row has a value for it. slr reads these files back,
 * so nothing is escaped for spreadsheets.
 */
export function decisionLines(
  rows: readonly Row[],
  table: { readonly delimiter: string; readonly columns: readonly string[] } | undefined,
): DecisionLines {
  const { delimiter, columns } = table ?? { delimiter: ",", columns: Object.keys(COLUMNS) };
  const missing = Object.entries(COLUMNS)
    .filter(([name, cell]) => !columns.includes(name) && rows.some((row) => cell(row) !== ""))
    .map(([name]) => name);
  if (missing.length > 0) return { ok: false, missing };
  const cells = rows.map((row) =>
    columns.map((name) => ownValue(COLUMNS, name)?.(row).replace(/\s+/g, " ") ?? ""),
  );
  return { ok: true, header: Object.keys(COLUMNS).join(","), rows: lines(cells, delimiter) };
}

function lines(rows: readonly string[][], delimiter: string): string {
  const options = { delimiter, record_delimiter: "\n", quoted_match: /^\s|\s$/, eof: false };
  return stringify([...rows], options);
}
