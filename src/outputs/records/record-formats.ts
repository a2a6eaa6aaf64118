import { formatAuthor } from "../../core/records/normalize.ts";
import { type Column, csvWriter } from "../text/csv-table.ts";
import type { RowWriter } from "../text/row-writer.ts";
import { asreviewCsvWriter } from "./asreview-csv.ts";
import { bibtexWriter } from "./bibtex-writer.ts";
import { cslJsonWriter } from "./csl-json-writer.ts";
import { endnoteXmlWriter } from "./endnote-xml-writer.ts";
import type { ExportedRecord } from "./exported-record.ts";
import { nbibWriter } from "./nbib-writer.ts";
import { rayyanCsvWriter } from "./rayyan-csv.ts";
import { CITATION, DETAILS } from "./report-columns.ts";
import { imprintOf, keywordList, otherNotes } from "./report-fields.ts";
import { risWriter } from "./ris-writer.ts";
import { XLSX_ROWS, xlsxWriter } from "./xlsx-writer.ts";

/** One form in which `slr export` writes records. To add one, write a writer and list it here. */
export interface RecordFormat {
  readonly name: string;
  /** The file extension, if it differs from the name. */
  readonly extension?: string;
  /** Whether it is a file of bytes, which a terminal cannot show. */
  readonly binary?: true;
  /** The most records that it can hold. */
  readonly most?: number;
  writer(): RowWriter<ExportedRecord, string> | RowWriter<ExportedRecord, Uint8Array>;
}

/**
 * Columns for readers of a spreadsheet; keywords and Medical Subject Headings are separate, because
 * no citation needs them.
 */
const COLUMNS: readonly Column<ExportedRecord>[] = [
  ["record", ({ key }) => key],
  ...CITATION,
  ...DETAILS.filter(([name]) => name !== "keywords" && name !== "abstract"),
  ["issn", ({ record }) => record.issn.join("; ")],
  ["isbn", (report) => imprintOf(report).isbn.join("; ")],
  ["editors", (report) => imprintOf(report).editors.map(formatAuthor).join("; ")],
  ["publisher", (report) => imprintOf(report).publisher],
  ["place", (report) => imprintOf(report).place],
  ["school", (report) => imprintOf(report).school],
  ["institution", (report) => imprintOf(report).institution],
  ["edition", (report) => imprintOf(report).edition],
  ["accession_number", ({ record }) => record.accession],
  ["keywords", ({ record }) => keywordList(record.keywords)],
  ["mesh", ({ record }) => keywordList(record.mesh)],
  ["abstract", ({ record }) => record.abstract],
  ["also", (report) => otherNotes(report).join(" | ")],
  ["box", ({ box }) => box],
  ["reason", ({ reasons }) => reasons.join(";")],
];

/** Formats for reference managers, spreadsheets and citation processors. */
export const RECORD_FORMATS: readonly RecordFormat[] = [
  { name: "ris", writer: risWriter },
  { name: "bib", writer: bibtexWriter },
  { name: "csv", writer: () => csvWriter(COLUMNS, { forPeople: true }) },
  { name: "xlsx", binary: true, most: XLSX_ROWS - 1, writer: () => xlsxWriter(COLUMNS) },
  { name: "json", writer: cslJsonWriter },
  { name: "endnote-xml", extension: "xml", writer: endnoteXmlWriter },
  { name: "nbib", writer: nbibWriter },
];

/** Files for other screening tools, with people's decisions. */
export const TOOL_FORMATS: readonly RecordFormat[] = [
  { name: "rayyan", writer: rayyanCsvWriter },
  { name: "asreview", writer: asreviewCsvWriter },
];
