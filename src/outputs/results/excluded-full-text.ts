import { type FlowCounts, NO_REASON } from "../../core/screening/flow.ts";
import type { ExcludedReport } from "../../core/screening/results.ts";
import { countLabel } from "../flow/diagram/flow-diagram.ts";
import { bibtexWriter } from "../records/bibtex-writer.ts";
import { CITATION } from "../records/report-columns.ts";
import { type Column, csvTable } from "../text/csv-table.ts";
import { writeRows } from "../text/row-writer.ts";
import type { Output } from "./output.ts";

/**
 * PRISMA 2020 item 16b: reports that might appear eligible, "and explain why they were excluded".
 */
export const excludedFullTextCsv: Output = {
  file: "excluded-full-text.csv",
  render({ excludedFullText, flow }) {
    const explain = explanations(flow);
    const columns: readonly Column<ExcludedReport>[] = [
      ["record", ({ key }) => key],
      ...CITATION,
      ["reason", ({ reasons }) => reasons.join(";")],
      ["explanation", explain],
      ["by", ({ by }) => by.join(";")],
    ];
    return csvTable(columns, excludedFullText);
  },
};

/**
 * The excluded reports as BibTeX, with the reason as an annotation, which bibliography styles do
 * not print.
 */
export const excludedFullTextBib: Output = {
  file: "excluded-full-text.bib",
  render({ excludedFullText, flow }) {
    const explain = explanations(flow);
    return writeRows(
      bibtexWriter(),
      excludedFullText.map((report) => ({ ...report, annotation: `Excluded: ${explain(report)}` })),
    );
  },
};

/** The reasons in the words of the criteria, as the flow diagram prints them. */
function explanations({ dbr_excluded, other_excluded }: FlowCounts) {
  const labels = new Map(
    [...dbr_excluded, ...other_excluded].map((count) => [count.name, countLabel(count)]),
  );
  return ({ reasons }: ExcludedReport): string =>
    reasons.length === 0
      ? NO_REASON
      : reasons.map((reason) => labels.get(reason) ?? reason).join("; ");
}
