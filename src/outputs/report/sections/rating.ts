import { LEVELS } from "../../../core/overviews/rating/rating-queue.ts";
import { stoppingStates } from "../../../core/overviews/rating/stopping-overview.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";
import { htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import type { ReportSection } from "../report-section.ts";
import type { ReportedReview } from "../reported-review.ts";

/** What the model says of the records, what it contradicts, and whether screening ended early. */
export const ratingSection: ReportSection = {
  id: "rating",
  title: "Rating and stopping",
  render: (report) =>
    [ratingHtml(report), stoppingHtml(report), doubleCheckHtml(report)].join("\n"),
};

function ratingHtml({ review }: ReportedReview): string {
  const { rating, results } = review;
  if (rating.kind === "not-enough")
    return `<p>There are too few outcomes for a rating: ${formatCount(rating.outcomes)} of the ${formatCount(rating.needed.outcomes)} that the model needs.`;
  const { name, outcomes, includes, excludes, folds, seed, crossValidated } = rating.model;
  const who = rating.trainedOn === "people" ? "by people" : "by criteria";
  const figures = `AUC ${crossValidated.auc.toFixed(2)}, WSS@95 ${crossValidated.workSavedAt95.toFixed(2)}, Brier score ${crossValidated.brierScore.toFixed(2)}`;
  const at = (level: number) => results.records.filter((one) => one.rating?.level === level);
  const included = (records: readonly ScreenedRecord[]) =>
    records.filter(({ box }) => box === "included").length;
  return `<p>The model ${name} (seed ${seed}) learned from ${formatCount(outcomes)} outcomes ${who}, ${formatCount(includes)} included and ${formatCount(excludes)} excluded. Cross-validated in ${folds} folds: ${figures}. The rating never changes an outcome.
${htmlTable(
  [
    { name: "Level", cell: ({ level, name }) => `${level} ${name}` },
    { name: "Score", cell: ({ scores }) => scores },
    { name: "Records", kind: "number", cell: ({ level }) => formatCount(at(level).length) },
    {
      name: "of them included",
      kind: "number",
      cell: ({ level }) => formatCount(included(at(level))),
    },
  ],
  LEVELS,
  { caption: "Records by level of the rating." },
)}`;
}

function stoppingHtml({ review, protocol }: ReportedReview): string {
  const { progress } = review;
  const { stop } = protocol.screening["title-abstract"];
  const read = `${formatCount(progress.read)} of ${plural(progress.records, "record")} that neither criteria nor programs decided at title/abstract ${progress.records === 1 ? "has" : "have"} the vote of a reviewer`;
  if (stop === undefined) return `<h3>Stopping</h3>\n<p>${read}. slr.yaml names no stopping rule.`;
  const [state] = stoppingStates(progress, stop);
  const ended =
    stop.ended === undefined ? "Screening goes on." : `Screening ended on ${htmlText(stop.ended)}.`;
  const guessed =
    progress.withoutTime === 0
      ? ""
      : ` ${plural(progress.withoutTime, "decision")} ${progress.withoutTime === 1 ? "has" : "have"} no certain time, so the order of reading is a guess.`;
  return `<h3>Stopping</h3>\n<p>${read}. The rule is <code>${state!.rule}</code>. ${ended} ${state!.met ? "The rule is met" : "The rule is not met"}: ${htmlText(state!.says)}. It promises ${htmlText(state!.promises)}.${guessed}`;
}

function doubleCheckHtml({ review }: ReportedReview): string {
  const { doubleCheck } = review.results;
  if (doubleCheck.length === 0) return "";
  const caption = `${plural(doubleCheck.length, "outcome")} that the rating contradicts, the most surprising first`;
  return `<details><summary><h3>Double check</h3>: ${caption}</summary>
${htmlTable(
  [
    { name: "Record", kind: "key", cell: ({ record }) => htmlText(record) },
    { name: "Title", kind: "long", cell: ({ title }) => htmlText(title) },
    {
      name: "Outcome",
      cell: ({ outcome, reason }) =>
        outcome === "include" ? "included" : `excluded ${htmlText(reason)}`,
    },
    { name: "Level", kind: "number", cell: ({ rating }) => String(rating.level) },
    { name: "Score", kind: "number", cell: ({ rating }) => rating.score.toFixed(3) },
  ],
  doubleCheck,
  {
    caption: `${caption}.`,
    isList: true,
    most: { rows: 500, rest: "results/double-check.csv has all" },
  },
)}</details>`;
}
