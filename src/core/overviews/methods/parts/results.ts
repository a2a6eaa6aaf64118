import { formatCount, plural } from "../../../records/text/plural.ts";
import type { FlowCounts, NamedCount } from "../../../screening/flow.ts";
import { countedBefore } from "../../selection.ts";
import { type MethodsPart, paragraphOf } from "../methods-part.ts";
import { listed, type Sentence, say } from "../sentence.ts";

/** From the records identified to the studies included. */
export const resultsPart: MethodsPart = {
  heading: "Study selection",
  says: "the numbers of the flow from records identified to studies included, exclusions by reviewers and by automation, the reasons at full text with their numbers, and where the excluded reports are listed",
  items: "PRISMA 2020 items 16a, 16b",
  leaves: "nothing: the numbers are those of the flow",
  write({ review }) {
    const { flow } = review.results;
    const merged = flow.other_methods === "merged";
    const other = flow.website_results + flow.organisation_results + flow.citations_results;
    const identified = flow.database_results + flow.register_results + (merged ? other : 0);
    const removed = [
      `${plural(flow.duplicates, "duplicate")}`,
      ...(flow.excluded_automatic > 0
        ? [`${formatCount(flow.excluded_automatic)} marked as ineligible by automation tools`]
        : []),
      ...(flow.excluded_other > 0 ? [`${formatCount(flow.excluded_other)} for other reasons`] : []),
    ];
    const { human, automation } = flow.records_excluded_by;
    const left = [flow.pending, flow.other_pending].some(({ unread: _, ...open }) =>
      Object.values(open).some((n) => n > 0),
    );
    return paragraphOf([
      say`The searches identified ${plural(identified, "record")}${merged ? "" : " in databases and registers"}${countedBefore(review).size > 0 ? " that the previous version had not counted" : ""}; removed before screening were ${listed(removed)}.`,
      say`Of ${plural(flow.records_screened, "record")} screened, ${were(flow.records_excluded)} excluded (${human} by reviewers, ${automation} by automation tools).`,
      ...(flow.dbr_sought_reports === 0
        ? []
        : [
            say`Of ${plural(flow.dbr_sought_reports, "report")} sought, ${were(flow.dbr_notretrieved_reports)} not retrieved; ${were(flow.dbr_assessed)} assessed.`,
          ]),
      ...(other > 0 && !merged
        ? [
            say`Other methods identified ${plural(other, "record")}; of them ${were(flow.other_sought_reports)} sought as reports and ${were(flow.other_assessed)} assessed.`,
          ]
        : []),
      ...excludedSentences(flow),
      ...(left ? [say`Screening is not finished.`] : []),
      say`${plural(flow.new_studies, "study")} in ${plural(flow.new_reports, "report")} ${flow.new_studies === 1 ? "was" : "were"} included.`,
      ...totals(flow.total_studies, flow.total_reports, flow.previous_reports),
    ]);
  },
};

/** `1 was`, `20 were`. */
function were(n: number): string {
  return `${formatCount(n)} ${n === 1 ? "was" : "were"}`;
}

function totals(studies: number, reports: number, before: number): Sentence[] {
  return before === 0
    ? []
    : [
        say`With those of the previous version, the review includes ${plural(studies, "study")} in ${plural(reports, "report")}.`,
      ];
}

/** The reasons at full text, each column of the flow apart as in the figure. */
function excludedSentences({ dbr_excluded, other_excluded }: FlowCounts): Sentence[] {
  const sentence = (counts: readonly NamedCount[], where: string): Sentence[] => {
    const excluded = counts.reduce((sum, { n }) => sum + n, 0);
    const reasons = counts.map(
      ({ name, n, text }) =>
        `${text === undefined || text === name ? name : `${text} (${name})`}, ${formatCount(n)}`,
    );
    return excluded === 0
      ? []
      : [
          say`${plural(excluded, "report")}${where} ${excluded === 1 ? "was" : "were"} excluded at full text: ${listed(reasons, "; ")}.`,
        ];
  };
  const sentences = [
    ...sentence(dbr_excluded, ""),
    ...sentence(other_excluded, " of other methods"),
  ];
  return sentences.length === 0
    ? []
    : [...sentences, say`They are listed with their reasons in results/excluded-full-text.csv.`];
}
