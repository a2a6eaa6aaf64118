import type { Rows } from "../../../core/records/bulk/rows.ts";
import { compareText } from "../../../core/records/problem.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import type { DuplicateRow, PossibleDuplicate } from "../../../core/screening/results.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import type { ReportSection } from "../report-section.ts";
import type { ReportedReview } from "../reported-review.ts";

/** Which entries are one record and why, and which pairs may be. */
export const duplicatesSection: ReportSection = {
  id: "duplicates",
  title: "Duplicates",
  render(report) {
    const { duplicates, possibleDuplicates, linkedVersions } = report.review.results;
    return [
      duplicates.length === 0 ? "<p>No entry is a duplicate of another." : rulesHtml(duplicates),
      duplicates.length === 0 ? "" : clustersHtml(report),
      pairsHtml("Possible duplicates", "that a person should settle", possibleDuplicates),
      pairsHtml(
        "Linked versions",
        "of versions of one study, which are separate reports",
        linkedVersions,
      ),
    ]
      .filter((part) => part !== "")
      .join("\n");
  },
};

function rulesHtml(duplicates: Rows<DuplicateRow>): string {
  const counts = new Map<string, number>();
  for (const { kept, rule } of duplicates) if (!kept) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].sort(([a, n], [b, m]) => m - n || compareText(a, b));
  return htmlTable(
    [
      { name: "Evidence", kind: "long", cell: ([rule]) => htmlText(rule) },
      { name: "Entries", kind: "number", cell: ([, n]) => formatCount(n) },
    ],
    rows,
    { caption: "How many entries were joined to a record, and by which evidence." },
  );
}

interface Cluster {
  readonly record: string;
  readonly title: string;
  readonly rows: readonly DuplicateRow[];
}

function clustersHtml({ review }: ReportedReview): string {
  const { duplicates, records } = review.results;
  const titles = new Map(records.map(({ key, summary }) => [key, summary.title]));
  const clusters = new Map<string, DuplicateRow[]>();
  for (const row of duplicates) {
    const known = clusters.get(row.record);
    if (known === undefined) clusters.set(row.record, [row]);
    else known.push(row);
  }
  const rows = [...clusters].map(
    ([record, its]): Cluster => ({ record, title: titles.get(record) ?? "", rows: its }),
  );
  const columns: readonly HtmlColumn<Cluster>[] = [
    { name: "Record", kind: "key", cell: ({ record }) => htmlText(record) },
    { name: "Title", kind: "long", cell: ({ title }) => htmlText(title) || "(no title)" },
    {
      name: "Kept",
      cell: ({ rows: its }) =>
        its
          .filter(({ kept }) => kept)
          .map(({ entry }) => htmlText(entry))
          .join("<br>"),
    },
    {
      name: "Removed, with the evidence",
      kind: "long",
      cell: ({ rows: its }) =>
        its
          .filter(({ kept }) => !kept)
          .map(({ entry, rule }) => `${htmlText(entry)}: ${htmlText(rule)}`)
          .join("<br>"),
    },
  ];
  const table = htmlTable(columns, rows, {
    caption: `${plural(rows.length, "record")} with more than one entry.`,
    isList: true,
    most: { rows: 2000, rest: "results/duplicates.csv has all" },
  });
  return `<details><summary>${plural(rows.length, "record")} with more than one entry</summary>\n${table}</details>`;
}

function pairsHtml(title: string, what: string, pairs: readonly PossibleDuplicate[]): string {
  if (pairs.length === 0) return "";
  const table = htmlTable(
    [
      { name: "Record", kind: "key", cell: ({ recordA }) => htmlText(recordA) },
      { name: "Title", kind: "long", cell: ({ titleA }) => htmlText(titleA) },
      { name: "Record", kind: "key", cell: ({ recordB }) => htmlText(recordB) },
      { name: "Title", kind: "long", cell: ({ titleB }) => htmlText(titleB) },
      { name: "Evidence", cell: ({ rule }) => htmlText(rule) },
    ],
    pairs,
    {
      caption: `${plural(pairs.length, "pair")} ${what}.`,
      isList: true,
      most: { rows: 2000, rest: "results/ has all" },
    },
  );
  return `<details><summary>${title}: ${plural(pairs.length, "pair")}</summary>\n${table}</details>`;
}
