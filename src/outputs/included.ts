import type { IncludedReport } from "../core/results.ts";
import { bibtexWriter } from "./bibtex-writer.ts";
import { cslJsonWriter } from "./csl-json-writer.ts";
import { type Column, csvTable } from "./csv-table.ts";
import type { Output } from "./output.ts";
import { writeRecords } from "./record-writer.ts";
import { CITATION, DETAILS } from "./report-columns.ts";
import { risWriter } from "./ris-writer.ts";

const COLUMNS: readonly Column<IncludedReport>[] = [
  ["study", ({ study }) => study],
  ["record", ({ key }) => key],
  ...CITATION,
  ...DETAILS,
];

/** The included reports, each with the study it belongs to. */
export const includedCsv: Output = {
  file: "included.csv",
  render: ({ included }) => csvTable(COLUMNS, included),
};

export const includedRis: Output = {
  file: "included.ris",
  render: ({ included }) => writeRecords(risWriter(), included),
};

export const includedBib: Output = {
  file: "included.bib",
  render: ({ included }) => writeRecords(bibtexWriter(), included),
};

/** The included reports as CSL-JSON, for citation processors. */
export const includedJson: Output = {
  file: "included.json",
  render: ({ included }) => writeRecords(cslJsonWriter(), included),
};
