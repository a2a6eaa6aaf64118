import type { SearchOverview } from "../../../core/overviews/search/search-overview.ts";
import { escapeMarkdown, markdownTable } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import {
  type Cell,
  type SearchPart,
  type SearchTable,
  searchTables,
  shownCell,
} from "./search-tables.ts";

/** What the searches found and missed, as Markdown. */
export function searchMarkdown(overview: SearchOverview, parts: readonly SearchPart[]): string {
  return searchTables(overview)
    .filter(({ part }) => parts.includes(part))
    .map((table) =>
      [
        `## ${escapeMarkdown(plainText(table.title))}`,
        ...(table.rows.length === 0 ? [] : [tableOf(table)]),
        ...table.notes.map((note) => escapeMarkdown(plainText(note))),
      ].join("\n\n"),
    )
    .join("\n\n");
}

function tableOf({ header, rows }: SearchTable): string {
  const numeric = new Set(
    header.flatMap((_, at) => (rows.every((row) => isNumeric(row[at])) ? [at] : [])),
  );
  return markdownTable(
    header,
    rows.map((row) => row.map(linesOf)),
    numeric,
  );
}

/** Lines of a search history stay lines. */
function linesOf(cell: Cell): string {
  return typeof cell === "string" ? cell.split(/\r?\n/).map(plainText).join("\n") : shownCell(cell);
}

function isNumeric(cell: Cell | undefined): boolean {
  return cell === "" || typeof cell !== "string";
}
