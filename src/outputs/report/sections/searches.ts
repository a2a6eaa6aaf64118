import { missedBySources } from "../../../core/overviews/capture-recapture.ts";
import {
  overlapOf,
  type SourceContribution,
} from "../../../core/overviews/search/contributions.ts";
import { recallOf, referenceSets } from "../../../core/overviews/search/recall.ts";
import { formatCount, formatTenths, plural } from "../../../core/records/text/plural.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import { overlapSvg } from "../../overviews/search/overlap-svg.ts";
import type { ReportSection } from "../report-section.ts";
import type { ReportedReview } from "../reported-review.ts";

/** The overlap of the sources, what each found of what is relevant, and what all have missed. */
export const searchesSection: ReportSection = {
  id: "searches",
  title: "What the searches found",
  render(report) {
    const { protocol, review } = report;
    const overlap = overlapOf(review, protocol);
    if (overlap.sources.length < 2) return undefined;
    const recall = knownRecall(report);
    const columns = recall === undefined ? COLUMNS : [...COLUMNS, recall];
    return [
      `<figure>\n${overlapSvg(overlap, review.results.title).trimEnd()}\n</figure>`,
      htmlTable(columns, overlap.sources, {
        caption:
          "What each source contributed; a record of several sources counts for each of them.",
      }),
      `<p>${htmlText(missedSentence(review.results))}`,
    ].join("\n");
  },
};

const COLUMNS: readonly HtmlColumn<SourceContribution>[] = [
  { name: "Source", cell: ({ name }) => htmlText(name) },
  { name: "Records", kind: "number", cell: ({ records }) => formatCount(records) },
  { name: "Only here", kind: "number", cell: ({ alone }) => formatCount(alone) },
  { name: "Included", kind: "number", cell: ({ included }) => formatCount(included) },
  {
    name: "Included, only here",
    kind: "number",
    cell: ({ includedAlone }) => formatCount(includedAlone),
  },
];

/** How many of the known-relevant reports each source found; absent where none are named. */
function knownRecall({
  protocol,
  review,
}: ReportedReview): HtmlColumn<SourceContribution> | undefined {
  const set = referenceSets(review, protocol).find(({ name }) => name === "known-relevant");
  if (set === undefined || set.members.length === 0) return undefined;
  const sources = overlapOf(review, protocol).sources.map(({ name }) => name);
  const nothingRan = { found: new Map(), returned: new Map() };
  const { bySource } = recallOf(set, review, sources, protocol.sources, [], nothingRan);
  const found = new Map(bySource.map((one) => [one.source, one]));
  return {
    name: "Known-relevant reports found",
    kind: "number",
    cell: ({ name }) => {
      const one = found.get(name);
      return one === undefined ? "" : `${formatCount(one.found)} of ${formatCount(one.of)}`;
    },
  };
}

function missedSentence({ records }: ReportedReview["review"]["results"]): string {
  const missed = missedBySources(records);
  if ("needed" in missed)
    return `${plural(missed.found, "report")} ${missed.found === 1 ? "is" : "are"} included; below ${missed.needed} nothing is estimated of what all sources missed.`;
  const { found, byOne, byTwo, total, interval } = missed;
  const counts = `Of ${plural(found, "included report")} ${formatCount(byOne)} came from one source only and ${formatCount(byTwo)} from two.`;
  if (interval === undefined) return counts;
  const [low, high] = interval.map((end) => formatTenths(end - found));
  return `${counts} By Chao's lower bound at least ${formatTenths(total - found)} more were missed by all sources (95 % interval ${low} to ${high}); sources find the same reports, so more are missed than it says.`;
}
