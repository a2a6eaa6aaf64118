import type { Find } from "../../../core/overviews/citations/citation-network.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import { citationMap } from "../../overviews/citations/citation-map.ts";
import { shortWork, workTitle } from "../../overviews/citations/citation-names.ts";
import { coverageSentences } from "../../overviews/citations/citation-text.ts";
import type { ReportSection } from "../report-section.ts";

/** A work must be cited by so many included studies to be shown. */
const LEAST = 2;
/** `slr citations` lists them all. */
const MOST = 30;

/** What the references in the exports tell: the network, and what no search found. */
export const citationsSection: ReportSection = {
  id: "citations",
  title: "Citations",
  render({ citations }) {
    if (citations === undefined || citations.telling === 0) return undefined;
    const finds = citations.finds.filter(({ studies }) => studies >= LEAST);
    return [
      ...coverageSentences(citations).map((sentence) => `<p>${htmlText(sentence)}`),
      `<figure>\n${citationMap(citations, LEAST).trimEnd()}\n</figure>`,
      finds.length === 0
        ? `<p>No work that no search found is cited by ${LEAST} or more included studies.`
        : htmlTable(COLUMNS, finds, {
            caption: `${plural(finds.length, "work")} cited by ${LEAST} or more included studies and found by no search.`,
            most: { rows: MOST, rest: "slr citations --table finds lists all" },
          }),
    ].join("\n");
  },
};

const COLUMNS: readonly HtmlColumn<Find>[] = [
  { name: "Cited by studies", kind: "number", cell: ({ studies }) => formatCount(studies) },
  {
    name: "Work",
    cell: (find) => {
      const title = workTitle(find.reference);
      const name = title === find.reference.written ? title : `${shortWork(find)}: ${title}`;
      return htmlText(name);
    },
  },
  { name: "DOI", cell: ({ reference }) => htmlText(reference.doi ?? "") },
  { name: "Perhaps the record", kind: "key", cell: ({ perhaps }) => htmlText(perhaps.join(", ")) },
];
