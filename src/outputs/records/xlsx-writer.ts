import { plural } from "../../core/records/text/plural.ts";
import type { Column } from "../text/csv-table.ts";
import type { RowWriter } from "../text/row-writer.ts";
import { xmlText } from "../text/xml-text.ts";
import { zipWriter } from "../text/zip-writer.ts";

/** Excel's own limits: rows of a sheet including its header, and characters of a cell. */
export const XLSX_ROWS = 1_048_576;
const LONGEST_CELL = 32_767;

/**
 * The sheet is compressed in pieces of this many characters, so that it never is in memory as a
 * whole.
 */
const PIECE = 1 << 16;

/**
 * A table as an Excel workbook of one sheet. Cells are stored as text, so nothing in them is ever a
 * formula, and cells that look like a formula are marked to stay text when somebody edits them.
 *
 * The package hucre, with which slr reads workbooks, is not used here because it cannot write that
 * mark (`quotePrefix`): the text would become a formula when somebody edits the cell. The sheet is
 * written in pieces, so an export of a million records need not be in memory.
 */
export function xlsxWriter<Row>(columns: readonly Column<Row>[]): RowWriter<Row, Uint8Array> {
  const zip = zipWriter();
  const sheet = sheetWriter(columns, 1, zip);
  return {
    begin: join([
      ...partsOf(["records"]).map(([name, text]) => zip.file(name, text)),
      sheet.begin(),
    ]),
    record: sheet.record,
    end: () => join([sheet.end(), zip.end()]),
    losses: sheet.losses,
  };
}

/** A sheet of a workbook with several: its name, columns and rows. */
export interface Sheet<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** Small tables as an Excel workbook, a sheet each. */
export function xlsxWorkbook<Row>(sheets: readonly Sheet<Row>[]): Uint8Array {
  const zip = zipWriter();
  const pieces: Uint8Array[] = partsOf(sheets.map(({ name }) => name)).map(([name, text]) =>
    zip.file(name, text),
  );
  for (const [at, { columns, rows }] of sheets.entries()) {
    const sheet = sheetWriter(columns, at + 1, zip);
    pieces.push(sheet.begin());
    for (const row of rows) pieces.push(sheet.record(row));
    pieces.push(sheet.end());
  }
  return join([...pieces, zip.end()]);
}

/** Writes the rows of a sheet into the archive of a workbook. */
function sheetWriter<Row>(
  columns: readonly Column<Row>[],
  number: number,
  zip: ReturnType<typeof zipWriter>,
) {
  let sheet = "";
  let row = 0;
  let cut = 0;
  const add = (cells: readonly (string | number | undefined)[], style: number): Uint8Array => {
    row += 1;
    const xml = cells.map((value, column) => cellXml(value, `${letters(column + 1)}${row}`, style));
    sheet += `<row r="${row}">${xml.join("")}</row>`;
    if (sheet.length < PIECE) return new Uint8Array();
    const piece = zip.piece(sheet);
    sheet = "";
    return piece;
  };
  const cellXml = (value: string | number | undefined, place: string, style: number): string => {
    if (value === undefined || value === "") return "";
    if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
    const text = value.length <= LONGEST_CELL ? value : shortened(value);
    const formula = style === 0 && /^[=+\-@\t\r]/.test(text);
    return `<c r="${place}" t="inlineStr" s="${formula ? QUOTED : style}"><is><t xml:space="preserve">${cellText(text)}</t></is></c>`;
  };
  const shortened = (text: string): string => {
    cut += 1;
    // Half of a surrogate pair is not a character.
    return `${text.slice(0, LONGEST_CELL - 1).replace(/[\ud800-\udbff]$/, "")}…`;
  };
  return {
    begin: () => {
      const header = columns.map(([name]) => name);
      return join([
        zip.open(`xl/worksheets/sheet${number}.xml`),
        zip.piece(SHEET_BEGIN),
        add(header, BOLD),
      ]);
    },
    record: (one: Row) =>
      add(
        columns.map(([, cell]) => cell(one)),
        0,
      ),
    end: () => zip.close(`${sheet}</sheetData></worksheet>`),
    losses: () =>
      cut === 0
        ? []
        : [
            `${plural(cut, "cell")} longer than the ${LONGEST_CELL} characters that Excel allows; slr cut the text there.`,
          ],
  };
}

/** Excel reads `_x0041_` as an A, so the underscore of such a text is escaped in the same way. */
function cellText(text: string): string {
  return xmlText(text).replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
}

/** 1 is `A`, 26 is `Z`, 27 is `AA`. */
function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letters(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Numbers of the cell formats in `xl/styles.xml`. */
const QUOTED = 1;
const BOLD = 2;

/** The files of a workbook beside its sheets. */
function partsOf(sheets: readonly string[]): (readonly [name: string, text: string])[] {
  const each = (write: (number: number, name: string) => string) =>
    sheets.map((name, at) => write(at + 1, name)).join("");
  const types = each(
    (n) =>
      `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  const listed = each(
    (n, name) => `<sheet name="${xmlText(name)}" sheetId="${n}" r:id="rId${n}"/>`,
  );
  const relations = each(
    (n) =>
      `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  return [
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${types}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", STYLES],
  ];
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const SHEET_BEGIN = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
