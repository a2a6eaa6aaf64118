import type { IncludedReport } from "../core/results.ts";
import { writeBibtex } from "./bibtex-writer.ts";
import { writeCslJson } from "./csl-json-writer.ts";
import { type Column, csvTable } from "./csv-table.ts";
import type { Output } from "./output.ts";
import { CITATION, DETAILS } from "./report-columns.ts";
import { writeRis } from "./ris-writer.ts";

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
  render: ({ included }) => writeRis(included),
};

export const includedBib: Output = {
  file: "included.bib",
  render: ({ included }) => writeBibtex(included),
};

/** The included reports as CSL-JSON, for citation processors. */
export const includedJson: Output = {
  file: "included.json",
  render: ({ included }) => writeCslJson(included),
};
