import { formatCount } from "../../core/records/text/plural.ts";
import { htmlText } from "./html-text.ts";

/** A column of a table in a page. */
export interface HtmlColumn<Row> {
  /** Its heading, as text. */
  readonly name: string;
  /** The content of a cell, as HTML. */
  readonly cell: (row: Row) => string;
  /** The width and alignment of its cells: a class of the page's style. */
  readonly kind?: "key" | "long" | "number" | "path";
  /** Whether the page's script offers its values as a choice above the table. */
  readonly offersChoice?: true;
}

interface TableOptions {
  /** What the table holds, as HTML; it stands above the table. */
  readonly caption: string;
  /** Whether the page's script makes it sortable and searchable. */
  readonly isList?: boolean;
  /** The most rows that are shown, and where the others are. */
  readonly most?: { readonly rows: number; readonly rest: string };
}

/**
 * A table with headings that belong to their columns, in a frame that scrolls where the window is
 * narrow. A column without any content is left out. Optional end tags are left out: they would be a tenth of a long list.
 */
export function htmlTable<Row>(
  given: readonly HtmlColumn<Row>[],
  rows: readonly Row[],
  { caption, isList = false, most }: TableOptions,
): string {
  const shown = most === undefined ? rows : rows.slice(0, most.rows);
  const cut =
    most !== undefined && shown.length < rows.length
      ? ` <b>The first ${formatCount(shown.length)} of ${formatCount(rows.length)} rows; ${htmlText(most.rest)}.</b>`
      : "";
  const columns = given.filter(
    ({ cell }) => rows.length === 0 || rows.some((row) => cell(row) !== ""),
  );
  const heads = columns.map(
    ({ name, kind, offersChoice }) =>
      `<th scope="col"${classOf(kind)}${offersChoice ? " data-choice" : ""}>${htmlText(name)}`,
  );
  const body = shown.map(
    (row) => `<tr>${columns.map(({ cell, kind }) => `<td${classOf(kind)}>${cell(row)}`).join("")}`,
  );
  return `<div class="frame"><table${isList ? ' class="list"' : ""}><caption>${caption}${cut}</caption><thead><tr>${heads.join("")}</thead><tbody>
${body.join("\n")}
</tbody></table></div>`;
}

/** The class of a cell: one letter, because a long list repeats it in every row. */
function classOf(kind: HtmlColumn<never>["kind"]): string {
  return kind === undefined ? "" : ` class="${kind[0]}"`;
}
