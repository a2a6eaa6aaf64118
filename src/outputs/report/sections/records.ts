import type { ListedEntry } from "../../../core/overviews/listed-entries.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { BOXES, type Box } from "../../../core/screening/results.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import { BOX_TITLE, boxAnchor, OWN_SECTION } from "../anchors.ts";
import { authorsCell, titleCell } from "../record-cells.ts";
import type { ReportSection } from "../report-section.ts";
import type { ReportedReview } from "../reported-review.ts";

/** Browsers take seconds to lay out more. */
const MOST = { rows: 5000, rest: "results/records.csv has all" };

/** The records of every box that has no section of its own. */
export const recordsSection: ReportSection = {
  id: "records",
  title: "Other records, by the box in which they ended",
  render(report) {
    const lists = BOXES.filter((box) => OWN_SECTION[box] === undefined).flatMap((box) => {
      const rows = report.entries.filter((entry) => entry.box === box);
      return rows.length === 0 ? [] : [listHtml(box, rows, report)];
    });
    return lists.length === 0 ? undefined : lists.join("\n");
  },
};

/** Closed at first: such a list may be most of the review. A link into it opens it. */
function listHtml(box: Box, rows: readonly ListedEntry[], report: ReportedReview): string {
  const count = `${BOX_TITLE[box]} (n\u00a0=\u00a0${formatCount(rows.length)})`;
  const table = htmlTable(columns(rows, report), rows, {
    caption: `${count}.`,
    isList: true,
    most: MOST,
  });
  return `<details><summary><h3>${count}</h3></summary>\n<div id="${boxAnchor(box)}">\n${table}</div></details>`;
}

function columns(rows: readonly ListedEntry[], report: ReportedReview): HtmlColumn<ListedEntry>[] {
  const { identified, results } = report.review;
  const found = new Map(
    results.records.map(({ key, summary, entries }) => [key, { summary, entries }]),
  );
  const arxivOf = new Map(
    identified.entries.flatMap(({ id, keys }): [string, string][] =>
      (keys?.anchors ?? []).flatMap((anchor) =>
        anchor.startsWith("arxiv:") ? [[id, anchor.slice("arxiv:".length)]] : [],
      ),
    ),
  );
  return [
    { name: "Record", kind: "key", cell: ({ record }) => htmlText(record) },
    {
      name: "Title",
      kind: "long",
      cell: ({ title, record }) => {
        const { summary, entries = [] } = found.get(record) ?? {};
        const { doi = "", pmid = "" } = summary ?? {};
        const arxiv = entries.flatMap((entry) => arxivOf.get(entry) ?? [])[0];
        const ids = {
          ...(doi !== "" && { doi }),
          ...(pmid !== "" && { pmid }),
          ...(arxiv !== undefined && { arxiv }),
        };
        return titleCell({ title, ...ids }, record, report);
      },
    },
    { name: "Authors", cell: ({ authors }) => authorsCell(authors) },
    { name: "Year", kind: "number", cell: ({ year }) => htmlText(year) },
    {
      name: "Entries",
      kind: "path",
      cell: ({ record, entry }) =>
        (found.get(record)?.entries ?? [entry]).map((one) => htmlText(one)).join(", "),
    },
    ...(rows.some(({ reason }) => reason !== "")
      ? [
          {
            name: "Reason",
            kind: "path" as const,
            offersChoice: true as const,
            cell: ({ reason }: ListedEntry) => htmlText(reason),
          },
        ]
      : []),
    ...(rows.some(({ by }) => by !== "")
      ? [{ name: "Decided by", kind: "path" as const, cell: ({ by }: ListedEntry) => htmlText(by) }]
      : []),
  ];
}
