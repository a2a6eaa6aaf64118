import {
  type DescribedSearch,
  describedSearches,
} from "../../../core/overviews/search/described-searches.ts";
import type { SourceKind } from "../../../core/records/model.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlLines, htmlText } from "../../html/html-text.ts";
import { notStated } from "../record-cells.ts";
import type { ReportSection } from "../report-section.ts";

const KIND = {
  database: "database",
  register: "register",
  website: "website",
  organisation: "organisation",
  "citation-searching": "citation searching",
} as const satisfies Record<SourceKind, string>;

/** The searches as PRISMA-S asks for them: platform, date, string and number of records. */
export const sourcesSection: ReportSection = {
  id: "sources",
  title: "Sources and searches",
  render({ review, protocol }) {
    const searches = describedSearches(review, protocol);
    const sources = new Set(searches.map(({ source }) => source)).size;
    const entries = searches.reduce((sum, { exported }) => sum + exported, 0);
    const table = htmlTable(COLUMNS, searches, {
      caption: `${plural(sources, "source")}, ${plural(entries, "entry")}, as PRISMA-S asks for them.`,
    });
    const asked = searches.filter(({ kind }) => kind !== "organisation");
    return `${table}\n<h3>Search strings</h3>\n${asked.map(queryHtml).join("\n")}`;
  },
};

function heldWords(holds: NonNullable<DescribedSearch["holds"]>): string {
  return holds.map(({ name, entries }) => `${formatCount(entries)} of ${name}`).join(", ");
}

const COLUMNS: readonly HtmlColumn<DescribedSearch>[] = [
  {
    name: "Source",
    cell: ({ source, holds }) =>
      htmlText(source) + (holds === undefined ? "" : `<br>${htmlText(`with ${heldWords(holds)}`)}`),
  },
  { name: "Kind", cell: ({ kind }) => KIND[kind] },
  {
    name: "Platform",
    cell: ({ platform, source, kind }) => {
      if (platform !== undefined) return htmlText(platform);
      return kind === "database" || kind === "register" ? notStated(`platform of ${source}`) : "";
    },
  },
  { name: "Coverage", cell: ({ coverage }) => htmlText(coverage ?? "") },
  {
    name: "Searched",
    cell: ({ searched, source }) =>
      searched === undefined ? notStated(`date of the search of ${source}`) : htmlText(searched),
  },
  { name: "Entries", kind: "number", cell: ({ exported }) => formatCount(exported) },
  {
    name: "Hits shown",
    kind: "number",
    cell: ({ hits }) => (hits === undefined ? "" : formatCount(hits)),
  },
  { name: "Files", kind: "path", cell: ({ files }) => files.map(htmlText).join("<br>") },
];

function queryHtml({ source, searched, query = "", limits, seeds }: DescribedSearch): string {
  const heading = searched === undefined ? source : `${source}, ${searched}`;
  const parts = [
    ...(query.trim() === ""
      ? seeds === undefined
        ? [`<p>${notStated(`search string of ${source}`)}`]
        : []
      : [`<pre>${htmlLines(query)}</pre>`]),
    ...(limits === undefined ? [] : [`<p>Limits: ${htmlText(limits)}`]),
    ...(seeds === undefined ? [] : [`<p>Citations followed from: ${htmlText(seeds.join(", "))}`]),
  ];
  return [`<h4>${htmlText(heading)}</h4>`, ...parts].join("\n");
}
