import { linksTo } from "../../core/overviews/reports/report-links.ts";
import type { BibRecord, RecordKey } from "../../core/records/model.ts";
import type { HtmlColumn } from "../html/html-table.ts";
import { htmlText } from "../html/html-text.ts";
import { xmlText } from "../text/xml-text.ts";
import type { ReportedReview } from "./reported-review.ts";

type Titled = Pick<BibRecord, "title" | "doi" | "pmid" | "arxiv" | "accession" | "url">;

/** A title that leads to the page of its report, where the record says where that is. */
export function titleCell(
  record: Titled,
  key: RecordKey,
  { abstracts }: Pick<ReportedReview, "abstracts">,
): string {
  const title = htmlText(record.title ?? "") || "(no title)";
  const [link] = linksTo(record);
  const linked =
    link === undefined ? title : `<a href="${xmlText(link)}" rel="noreferrer">${title}</a>`;
  const abstract = abstracts.get(key);
  return abstract === undefined
    ? linked
    : `${linked}<details><summary>Abstract</summary>${htmlText(abstract)}</details>`;
}

/** A DOI as a link of its own. */
export function doiCell(record: Pick<BibRecord, "doi">): string {
  const { doi } = record;
  if (doi === undefined) return "";
  const [link = ""] = linksTo({ doi });
  return `<a href="${xmlText(link)}" rel="noreferrer">${htmlText(doi)}</a>`;
}

/** The first authors of `Family, Given; Family, Given`: enough to know a report by. */
export function authorsCell(authors: string): string {
  const names = authors === "" ? [] : authors.split("; ");
  const families = names.map((name) => name.split(",")[0]!);
  return htmlText(families.length > 2 ? `${families[0]} et al.` : families.join(", "));
}

/**
 * A column that tells the reports of the previous version from new ones, in an update that lists
 * both; the flow counts the new ones only.
 */
export function versionColumn(
  keys: readonly RecordKey[],
  { entries }: Pick<ReportedReview, "entries">,
): HtmlColumn<{ readonly key: RecordKey }>[] {
  const counted = new Set(entries.map(({ record }) => record));
  if (keys.every((key) => counted.has(key))) return [];
  return [
    {
      name: "Version",
      offersChoice: true,
      cell: ({ key }) => (counted.has(key) ? "new" : "previous"),
    },
  ];
}

/** A gap in what the review folder says. */
export function notStated(what: string): string {
  return `<span class="gap">[not stated: ${htmlText(what)}]</span>`;
}
