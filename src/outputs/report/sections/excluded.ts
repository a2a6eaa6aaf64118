import { plural } from "../../../core/records/text/plural.ts";
import { type FlowCounts, NO_REASON } from "../../../core/screening/flow.ts";
import { type ExcludedReport, summaryOf } from "../../../core/screening/results.ts";
import { countLabel } from "../../flow/diagram/flow-diagram.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import { authorsCell, titleCell, versionColumn } from "../record-cells.ts";
import type { ReportSection } from "../report-section.ts";
import type { ReportedReview } from "../reported-review.ts";

/** PRISMA 2020 item 16b: the reports excluded at full text, each with the reason. */
export const excludedSection: ReportSection = {
  id: "excluded",
  title: "Excluded at full text",
  render(report) {
    const { excludedFullText, flow } = report.review.results;
    if (excludedFullText.length === 0) return "<p>No report is excluded at full text.";
    const labels = reasonLabels(flow);
    const order = [...labels.keys()];
    const rank = ({ reasons }: ExcludedReport) => order.indexOf(reasons[0] ?? NO_REASON);
    const rows = [...excludedFullText].sort((a, b) => rank(a) - rank(b));
    return htmlTable(columns(report, labels), rows, {
      caption: `${plural(rows.length, "report")} with the reason, the primary one first (PRISMA 2020, item 16b).`,
      isList: true,
    });
  },
};

/** The reasons as the flow prints them, in its order. */
function reasonLabels({ dbr_excluded, other_excluded }: FlowCounts): ReadonlyMap<string, string> {
  return new Map(
    [...dbr_excluded, ...other_excluded].map((count) => [count.name, countLabel(count)]),
  );
}

function columns(
  report: ReportedReview,
  labels: ReadonlyMap<string, string>,
): HtmlColumn<ExcludedReport>[] {
  return [
    ...versionColumn(
      report.review.results.excludedFullText.map(({ key }) => key),
      report,
    ),
    { name: "Record", kind: "key", cell: ({ key }) => htmlText(key) },
    { name: "Title", kind: "long", cell: ({ record, key }) => titleCell(record, key, report) },
    { name: "Authors", cell: ({ record }) => authorsCell(summaryOf(record).authors) },
    { name: "Year", kind: "number", cell: ({ record }) => String(record.year ?? "") },
    {
      name: "Reason",
      kind: "long",
      offersChoice: true,
      cell: ({ reasons: [reason = NO_REASON] }) => htmlText(labels.get(reason) ?? reason),
    },
    { name: "Further reasons", cell: ({ reasons }) => htmlText(reasons.slice(1).join(", ")) },
    { name: "Decided by", kind: "path", cell: ({ by }) => htmlText(by.join(", ")) },
    {
      name: "Found in",
      kind: "path",
      offersChoice: true,
      cell: ({ sources }) => htmlText(sources.join(", ")),
    },
  ];
}
