import type { SearchOverview } from "../../../core/overviews/search/search-overview.ts";
import { runXml, wordDocument } from "../../flow/office/word-document.ts";
import { plainText } from "../../text/plain-text.ts";
import { type SearchPart, type SearchTable, searchTables, shownCell } from "./search-tables.ts";

/** An A4 page on its side, in twentieths of a point: strings are long. */
const PAGE = { width: 16838, height: 11906, margin: 850 } as const;
const ROOM = PAGE.width - 2 * PAGE.margin;
/** Columns of long texts get the room of so many others. */
const SHARES: Readonly<Record<string, number>> = {
  source: 2,
  sources: 6,
  "search string": 5,
  kind: 1.4,
};

/** What the searches found and missed, as tables of a Word document. */
export function searchDocx(overview: SearchOverview, parts: readonly SearchPart[]): Uint8Array {
  const tables = searchTables(overview).filter(({ part }) => parts.includes(part));
  const { width, height, margin } = PAGE;
  const edge = `w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}"`;
  return wordDocument([
    ...tables.flatMap((table) => [
      `<w:p><w:pPr><w:pStyle w:val="Caption"/><w:keepNext/></w:pPr>${runXml(table.title)}</w:p>`,
      ...(table.rows.length === 0 ? [] : [tableXml(table)]),
      ...table.notes.map((note) => paragraphXml(note)),
      paragraphXml(""),
    ]),
    `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}" w:orient="landscape"/><w:pgMar ${edge} w:header="360" w:footer="360" w:gutter="0"/></w:sectPr>`,
  ]);
}

function tableXml({ header, rows }: SearchTable): string {
  const shares = header.map((name) => SHARES[name] ?? 1);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((ROOM * share) / all));
  const borders = ["top", "bottom", "insideH"]
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`)
    .join("");
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const cell = (text: string, at: number, isBold: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${text
      .split(/\r?\n/)
      .map((line) => paragraphXml(line, isBold))
      .join("")}</w:tc>`;
  const row = (texts: readonly string[], isHeader: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${isHeader ? "<w:tblHeader/>" : ""}</w:trPr>${texts
      .map((text, at) => cell(text, at, isHeader))
      .join("")}</w:tr>`;
  return `<w:tbl><w:tblPr><w:tblW w:w="${ROOM}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(header, true)}${rows
    .map((cells) =>
      row(
        cells.map((one) => (typeof one === "string" ? one : shownCell(one))),
        false,
      ),
    )
    .join("")}</w:tbl>`;
}

function paragraphXml(text: string, isBold = false): string {
  const size = `<w:rPr>${isBold ? "<w:b/>" : ""}<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>`;
  return `<w:p><w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr>${runXml(plainText(text)).replace("<w:r>", `<w:r>${size}`)}</w:p>`;
}
