import type { IncludedReport } from "../../core/screening/results.ts";
import { bibtexWriter } from "../records/bibtex-writer.ts";
import { cslJsonWriter } from "../records/csl-json-writer.ts";
import { CITATION, DETAILS } from "../records/report-columns.ts";
import { risWriter } from "../records/ris-writer.ts";
import { type Column, csvTable } from "../text/csv-table.ts";
import { writeRows } from "../text/row-writer.ts";
import type { Output } from "./output.ts";

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
  render: ({ included }) => writeRows(risWriter(), included),
};

export const includedBib: Output = {
  file: "included.bib",
  render: ({ included }) => writeRows(bibtexWriter(), included),
};

/** The included reports as CSL-JSON, for citation processors. */
export const includedJson: Output = {
  file: "included.json",
  render: ({ included }) => writeRows(cslJsonWriter(), included),
};
