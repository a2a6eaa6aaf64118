import type { IncludedReport } from "../../core/screening/results.ts";
import type { Output } from "../output.ts";
import { bibtexWriter } from "../records/bibtex-writer.ts";
import { cslJsonWriter } from "../records/csl-json-writer.ts";
import { writeRecords } from "../records/record-writer.ts";
import { CITATION, DETAILS } from "../records/report-columns.ts";
import { risWriter } from "../records/ris-writer.ts";
import { type Column, csvTable } from "../text/csv-table.ts";

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
