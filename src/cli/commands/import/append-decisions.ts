import type { DecisionRow, ImportCount } from "../../../core/overviews/import/import-decisions.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { tableShape } from "../../../formats/review-files/review-tables.ts";
import { decisionLines } from "../../../outputs/review-files/decision-lines.ts";
import { alignColumns } from "../../../outputs/text/align-columns.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { decisionFileOf } from "../../folder/decision-files.ts";
import { withTags } from "../../folder/growing-table.ts";
import { readTableToExtend } from "../../folder/kept-files.ts";
import { UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { coloursOf } from "../../io/problems.ts";

/**
 * Appends to each reviewer's file, after checking all files. Rows are only ever added, because the
 * reviewer may be deciding at the same time.
 */
export async function appendDecisions(rows: readonly DecisionRow[], io: Io): Promise<void> {
  const byReviewer = new Map<string, DecisionRow[]>();
  for (const row of rows) {
    const its = byReviewer.get(row.reviewer) ?? [];
    its.push(row);
    byReviewer.set(row.reviewer, its);
  }
  const added: { readonly file: string; readonly header: string; readonly rows: string }[] = [];
  for (const [reviewer, its] of byReviewer) {
    const file = await decisionFileOf(reviewer, io);
    let shape = tableShape(await readTableToExtend(io, file));
    let lines = decisionLines(its, shape);
    if (!lines.ok && shape !== undefined && lines.missing.join() === "tags") {
      shape = await withTags(io, file, shape);
      lines = decisionLines(its, shape);
    }
    if (!lines.ok) {
      throw new UserError(
        `${file}:1: error: The header lacks ${lines.missing.join(", ")}, which the imported decisions need. (import/no-column)`,
        { hint: "Add the columns at the end of its first line; rows may be shorter than it." },
      );
    }
    added.push({ file, header: lines.header, rows: lines.rows });
  }
  for (const { file, header, rows } of added) await io.appendRow(file, header, rows);
}

/** What was read of each reviewer at each stage, and what became of it. */
export async function printCounts(counts: readonly ImportCount[], io: Io): Promise<void> {
  if (counts.length === 0) return;
  const colour = await coloursOf(io);
  const rows = counts.map((count) => [
    plainText(count.reviewer),
    count.stage,
    ...[count.read, count.added, count.present, count.unmatched, count.contradictory].map(
      formatCount,
    ),
  ]);
  const header = [
    "reviewer",
    "stage",
    "read",
    "added",
    "already there",
    "of no record",
    "contradictory",
  ];
  for (const [at, line] of alignColumns([header, ...rows]).entries())
    io.print(at === 0 ? colour.bold(line) : line);
}
