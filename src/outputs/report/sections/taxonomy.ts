import {
  type ClassCount,
  type ClassCounts,
  countClasses,
} from "../../../core/overviews/taxonomy/class-counts.ts";
import type { CodedReview } from "../../../core/overviews/taxonomy/code-studies.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import { bubbleMap } from "../../overviews/taxonomy/bubble-map.ts";
import { remarksOn } from "../../overviews/taxonomy/taxonomy-tables.ts";
import type { ReportSection } from "../report-section.ts";

/** The included studies by the classes of slr.yaml, as a map and in numbers. */
export const taxonomySection: ReportSection = {
  id: "taxonomy",
  title: "Taxonomy",
  render({ coded }) {
    if (coded === undefined || coded.studies.length === 0) return undefined;
    const counts = countClasses(coded);
    return [
      `<figure>\n${bubbleMap(coded, counts).trimEnd()}\n</figure>`,
      htmlTable(columnsOf(coded), counts.classes, {
        caption: `The classes of ${formatCount(counts.studies.total)} included studies.`,
      }),
      ...remarksOn(coded, counts).map((remark) => `<p>${htmlText(remark)}`),
    ].join("\n");
  },
};

/** Who coded each class, beside what the map shows. */
function columnsOf({ classes, studies }: CodedReview): readonly HtmlColumn<ClassCount>[] {
  const byPeople = ({ at }: ClassCounts["classes"][number]) =>
    studies.filter(({ codes }) => codes[at]!.by === "people").length;
  return [
    {
      name: "Class",
      cell: ({ at }) => "&emsp;".repeat(classes[at]!.depth) + htmlText(classes[at]!.text),
    },
    { name: "Studies", kind: "number", cell: ({ total }) => formatCount(total) },
    { name: "Unknown", kind: "number", cell: ({ unknown }) => formatCount(unknown) },
    { name: "In conflict", kind: "number", cell: ({ conflict }) => formatCount(conflict) },
    { name: "Coded by people", kind: "number", cell: (one) => formatCount(byPeople(one)) },
  ];
}
