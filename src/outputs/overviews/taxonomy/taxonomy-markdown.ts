import { escapeMarkdown, markdownTable } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import type { TaxonomyTable } from "./taxonomy-tables.ts";

/** A table for Markdown, with what a reader must know below it. */
export function taxonomyMarkdown(
  { header, rows }: TaxonomyTable,
  remarks: readonly string[],
): string {
  const numeric = header.flatMap((_, at) =>
    rows.length > 0 && rows.every((row) => typeof row[at] === "number" || row[at] === "") ? at : [],
  );
  const table = markdownTable(
    header,
    // Markdown drops blanks at the start of a cell; no-break spaces indent it.
    rows.map((row) =>
      row.map((cell) =>
        String(cell).replace(/^ +/, (blanks) => "\u00a0".repeat(blanks.length * 2)),
      ),
    ),
    new Set(numeric),
  );
  return [table, ...remarks.map((remark) => escapeMarkdown(plainText(remark))), ""].join("\n\n");
}
