import type { SetRecall } from "../../../core/overviews/search/recall.ts";
import type { SearchOverview } from "../../../core/overviews/search/search-overview.ts";
import { type Column, csvTable } from "../../text/csv-table.ts";
import { type Cell, type SearchPart, searchTables } from "./search-tables.ts";

/** One part as one table; shares are numbers from 0 to 1. */
export function searchCsv(overview: SearchOverview, part: SearchPart): string {
  const pieces =
    part === "overlap"
      ? overlapCsv(overview)
      : part === "recall"
        ? recallCsv(overview)
        : onlyTableCsv(overview, part);
  return [...pieces].join("").trimEnd();
}

/** A row for each combination, with 1 in the columns of its sources: what UpSet plotters read. */
function overlapCsv({ overlap }: SearchOverview): Iterable<string> {
  const { sources, combinations } = overlap;
  return csvTable<(typeof combinations)[number]>(
    [
      ...sources.map(
        ({ name }): Column<(typeof combinations)[number]> => [
          name,
          (row) => (row.sources.includes(name) ? 1 : 0),
        ],
      ),
      ["records", ({ records }) => records],
      ["included", ({ included }) => included],
    ],
    combinations,
  );
}

interface RecallRow {
  readonly set: string;
  readonly by: "source" | "string";
  readonly name: string;
  readonly of: number;
  readonly found: number;
  readonly noMatch?: number;
  readonly missed: number;
  readonly unknown: number;
  /** From and to, then the ends of the interval. */
  readonly shares: readonly (number | undefined)[];
}

function recallCsv({ recall }: SearchOverview): Iterable<string> {
  return csvTable(RECALL_COLUMNS, recall.flatMap(recallRows));
}

const RECALL_COLUMNS: readonly Column<RecallRow>[] = [
  ["set", ({ set }) => set],
  ["by", ({ by }) => by],
  ["name", ({ name }) => name],
  ["of", ({ of }) => of],
  ["found", ({ found }) => found],
  ["no_match", ({ noMatch }) => noMatch],
  ["missed", ({ missed }) => missed],
  ["unknown", ({ unknown }) => unknown],
  ...["recall_from", "recall_to", "interval_from", "interval_to"].map(
    (name, at): Column<RecallRow> => [name, ({ shares }) => rounded(shares[at])],
  ),
];

function recallRows({ set, bySource, byString }: SetRecall): RecallRow[] {
  return [
    ...bySource.map(({ source, found, of, interval = [] }): RecallRow => {
      const recall = of === 0 ? undefined : found / of;
      const counts = { of, found, missed: of - found, unknown: 0 };
      const shares = [recall, recall, ...interval];
      return { set: set.name, by: "source", name: source, ...counts, shares };
    }),
    ...byString.map(({ string, found, returnedOnly, missed, unknown, share }): RecallRow => {
      const counts = { of: set.members.length, found, missed: missed.length, unknown };
      const shares = share === undefined ? [] : [share.least, share.most, ...share.interval];
      return {
        set: set.name,
        by: "string",
        name: string,
        noMatch: returnedOnly,
        ...counts,
        shares,
      };
    }),
  ];
}

function onlyTableCsv(overview: SearchOverview, part: SearchPart): Iterable<string> {
  const table = searchTables(overview).find((one) => one.part === part && one.header.length > 0);
  if (table === undefined) return [];
  return csvTable<readonly Cell[]>(
    table.header.map((name, at) => [name, (row) => plainCell(row[at])]),
    table.rows,
  );
}

function plainCell(cell: Cell | undefined): string | number | undefined {
  if (typeof cell !== "object") return cell;
  return "share" in cell ? rounded(cell.share) : cell.estimate.toFixed(1);
}

function rounded(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Number(share.toFixed(4));
}
