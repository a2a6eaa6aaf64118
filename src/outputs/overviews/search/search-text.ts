import type { SearchOverview } from "../../../core/overviews/search/search-overview.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { alignColumns } from "../../text/align-columns.ts";
import { hanging } from "../../text/hanging.ts";
import { cutLine, paragraph } from "../../text/paragraph.ts";
import { displayWidth, plainText, startWithin } from "../../text/plain-text.ts";
import {
  type Cell,
  type SearchPart,
  type SearchTable,
  type Share,
  searchTables,
  shownCell,
} from "./search-tables.ts";

/** So many combinations and terms show what there is; other forms have all. */
const SHOWN = 10;
const WIDTH = 80;
/** Names are not cut further than this. */
const LEAST_NAME = 12;

/** What the searches found and missed, as text. */
export function searchText(overview: SearchOverview, parts: readonly SearchPart[]): string {
  return searchTables(overview)
    .filter(({ part }) => parts.includes(part))
    .map((table) => [table.title, ...bodyOf(table, overview), ...noteLines(table)].join("\n"))
    .join("\n\n");
}

function bodyOf(table: SearchTable, overview: SearchOverview): string[] {
  if (table.part === "sources") return searchLines(overview);
  if (table.part === "terms") return termLines(overview);
  if (table.rows.length === 0) return [];
  const { header, rows } = inRanges(table);
  const shown = table.part === "overlap" && table.header.length === 3 ? SHOWN : table.rows.length;
  const rest = table.rows.length - shown;
  return [
    ...alignColumns(inWidth([header, ...rows.slice(0, shown)])).map((line) => cutLine(`  ${line}`)),
    ...(rest > 0 ? [`  and ${plural(rest, "more combination")} (--format csv lists all)`] : []),
  ];
}

/** Names in the first column are cut where the numbers would not fit otherwise. */
function inWidth(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))),
  );
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 2);
  const room = Math.max(LEAST_NAME, WIDTH - others);
  return rows.map(([name = "", ...cells]) => [shortened(name, room), ...cells]);
}

function shortened(name: string, room: number): string {
  return displayWidth(name) <= room ? name : `${startWithin(name, room - 1).trimEnd()}…`;
}

/** The rows as texts; both ends of a range stand in one cell. */
function inRanges({ header, rows }: SearchTable): {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const ranges = [
    { from: "recall from", title: "recall" },
    { from: "95 % from", title: "95 %" },
  ].flatMap(({ from, title }) => {
    const at = header.indexOf(from);
    return at < 0 ? [] : [{ at, title }];
  });
  const isEnd = (at: number) => ranges.some((range) => range.at + 1 === at);
  return {
    header: header.flatMap((name, at) =>
      isEnd(at) ? [] : [ranges.find((range) => range.at === at)?.title ?? name],
    ),
    rows: rows.map((row) =>
      row.flatMap((cell, at) => {
        if (isEnd(at)) return [];
        const isRange = ranges.some((range) => range.at === at);
        return [isRange ? rangeOf(cell, row[at + 1]!) : shownCell(cell)];
      }),
    ),
  };
}

function rangeOf(from: Cell, to: Cell): string {
  if (!isShare(from) || !isShare(to))
    return from === "" ? "" : `${shownCell(from)} to ${shownCell(to)}`;
  const whole = ({ share }: Share) => Math.round(100 * share);
  return from.share === to.share ? shownCell(from) : `${whole(from)} to ${whole(to)} %`;
}

function isShare(cell: Cell): cell is Share {
  return typeof cell === "object" && "share" in cell;
}

function noteLines({ notes }: SearchTable): string[] {
  return notes.flatMap((note) => paragraph(plainText(note), "  "));
}

/** The terms with the least and the most that adding one would cost; a table has each string. */
function termLines({ terms }: SearchOverview): string[] {
  if (terms.length === 0) return [];
  const rows = terms.slice(0, SHOWN).map(({ term, included, others, costs }) => {
    const records = costs.map((cost) => cost.records);
    const [least, most] = [Math.min(...records), Math.max(...records)];
    const adds =
      least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
    return [plainText(term), formatCount(included), formatCount(others), adds];
  });
  const rest = terms.length - rows.length;
  return [
    ...alignColumns([["term", "included", "others", "a string gains"], ...rows]).map(
      (line) => `  ${line}`,
    ),
    ...(rest > 0 ? [`  and ${plural(rest, "more term")} (--format csv lists all)`] : []),
  ];
}

/** Each search as a list: strings are too long for a table. */
function searchLines({ searches }: SearchOverview): string[] {
  const line = (label: string, value: string | undefined) =>
    hanging(`    ${label.padEnd(10)}`, value ?? "not in slr.yaml", WIDTH);
  return searches.flatMap((one) => [
    `  ${plainText(one.source)} (${one.kind})`,
    ...line("platform", one.platform),
    ...line("coverage", one.coverage),
    ...line("date", one.searched),
    ...line("string", one.query?.replace(/\s+/g, " ").trim()),
    ...(one.seeds === undefined ? [] : line("seeds", one.seeds.join(", "))),
    ...line("limits", one.limits ?? "none said"),
    ...line(
      "hits",
      `${one.hits === undefined ? "not in slr.yaml" : formatCount(one.hits)}, ${formatCount(one.exported)} exported`,
    ),
    ...(one.holds === undefined
      ? []
      : line(
          "counted",
          one.holds.map(({ name, entries }) => `${formatCount(entries)} for ${name}`).join(", "),
        )),
  ]);
}
