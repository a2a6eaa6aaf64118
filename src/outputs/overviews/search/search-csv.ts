import type { SearchOverview } from "../../../core/overviews/search/search-overview.ts";
import { csvTable } from "../../text/csv-table.ts";
import { type Cell, type SearchPart, searchTables } from "./search-tables.ts";

/**
 * The tables of one part under each other, with an empty line between them; shares are numbers from
 * 0 to 1.
 */
export function searchCsv(overview: SearchOverview, part: SearchPart): string {
  return searchTables(overview)
    .filter((table) => table.part === part && table.header.length > 0)
    .map(({ header, rows }) =>
      [
        ...csvTable<readonly Cell[]>(
          header.map((name, at) => [name, (row) => plainCell(row[at])]),
          rows,
        ),
      ].join(""),
    )
    .join("\n")
    .trimEnd();
}

function plainCell(cell: Cell | undefined): string | number | undefined {
  return typeof cell === "object" ? Number(cell.share.toFixed(4)) : cell;
}
