import { plural } from "../../../core/records/text/plural.ts";
import { type IncludedReport, summaryOf } from "../../../core/screening/results.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import { authorsCell, doiCell, titleCell, versionColumn } from "../record-cells.ts";
import type { ReportSection } from "../report-section.ts";
import type { ReportedReview } from "../reported-review.ts";

/** The reports of the included studies. */
export const includedSection: ReportSection = {
  id: "included",
  title: "Included studies",
  render(report) {
    const { included } = report.review.results;
    if (included.length === 0) return "<p>No study is included.";
    const studies = new Set(included.map(({ study }) => study)).size;
    return htmlTable(columns(report, included), included, {
      caption: `${plural(included.length, "report")} of ${plural(studies, "study")}.`,
      isList: true,
    });
  },
};

function columns(
  report: ReportedReview,
  included: readonly IncludedReport[],
): HtmlColumn<IncludedReport>[] {
  // A report that studies.csv does not list is a study of its own, under its own key.
  const grouped = included.some(({ study, key }) => study !== key);
  return [
    ...versionColumn(
      included.map(({ key }) => key),
      report,
    ),
    ...(grouped ? [{ name: "Study", cell: ({ study }: IncludedReport) => htmlText(study) }] : []),
    { name: "Record", kind: "key", cell: ({ key }) => htmlText(key) },
    { name: "Title", kind: "long", cell: ({ record, key }) => titleCell(record, key, report) },
    { name: "Authors", cell: ({ record }) => authorsCell(summaryOf(record).authors) },
    {
      name: "Year",
      kind: "number",
      offersChoice: true,
      cell: ({ record }) => String(record.year ?? ""),
    },
    { name: "Venue", cell: ({ record }) => htmlText(record.venue ?? "") },
    { name: "DOI", kind: "path", cell: ({ record }) => doiCell(record) },
    {
      name: "Found in",
      kind: "path",
      offersChoice: true,
      cell: ({ sources }) => htmlText(sources.join(", ")),
    },
    ...(included.some(({ synthesis }) => synthesis !== undefined)
      ? [
          {
            name: "Synthesis",
            offersChoice: true as const,
            cell: ({ synthesis }: IncludedReport) => synthesis ?? "",
          },
        ]
      : []),
  ];
}
