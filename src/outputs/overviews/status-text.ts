import type { NewSince, ReviewStatus, StepForPeople } from "../../core/overviews/review-status.ts";
import { formatCount, plural } from "../../core/records/text/plural.ts";
import type { StageOutcomes } from "../../core/screening/stage-outcomes.ts";
import { alignColumns } from "../text/align-columns.ts";
import { hanging } from "../text/hanging.ts";
import { plainText } from "../text/plain-text.ts";

/** The most steps to show; more would be hard to keep in mind. */
const STEPS_SHOWN = 3;

/** The width of the labels, with the gap behind them. */
const LABEL = 16;

/** The state of the review for the terminal: what waits for whom, and the next steps. */
export function statusText(status: ReviewStatus, width: number): string {
  const { title, entries, sources, records, stages, reviewers, next } = status;
  const [titleAbstract, fullText] = stages;
  const lines = [
    [
      "Identified",
      `${plural(entries, "entry")} from ${plural(sources, "source")}, ${plural(records, "record")} without duplicates`,
    ],
    ["Title/abstract", stageWords(titleAbstract!, "record")],
    [
      "Retrieval",
      `${plural(status.toRetrieve, "report")} to fetch, ${formatCount(status.notRetrieved)} not retrieved`,
    ],
    ["Full text", stageWords(fullText!, "report")],
    ["Included", `${plural(status.reports, "report")} of ${plural(status.studies, "study")}`],
    ...(status.since === undefined ? [] : [["New", newWords(status.since)]]),
  ];
  const table = [
    ["reviewer", "title/abstract", "full text"],
    ...reviewers.map(({ reviewer, left }) => [
      plainText(reviewer),
      formatCount(left["title-abstract"]),
      formatCount(left["full-text"]),
    ]),
  ];
  return [
    plainText(title),
    ...lines.flatMap(([label, text]) => hanging(label!.padEnd(LABEL), text!, width)),
    "",
    "Left to decide",
    ...(reviewers.length === 0
      ? ["  Nobody has decided anything yet, and slr.yaml names no reviewers."]
      : alignColumns(table).map((line) => `  ${line}`)),
    "",
    "Next",
    ...next
      .slice(0, STEPS_SHOWN)
      .flatMap((step, at) => hanging(`  ${at + 1}. `, stepWords(step), width)),
  ].join("\n");
}

function newWords({ version, lock, exports, entries, records, boxes, moved }: NewSince): string {
  const since = version === lock ? plainText(lock) : plainText(`${version} (${lock})`);
  const where = boxes.map(({ box, n }) => `${formatCount(n)} ${box}`);
  return [
    `since ${since}: ${plural(exports.length, "export")} with ${formatCount(entries)} ${entries === 1 ? "entry" : "entries"}, ${plural(records, "new record")}`,
    ...(where.length === 0 ? [] : [` (${where.join(", ")})`]),
    ...(moved === 0 ? [] : [`; ${plural(moved, "earlier record")} moved: slr check lists them`]),
  ].join("");
}

function stageWords(status: StageOutcomes, unit: "record" | "report"): string {
  const { records, include, exclude, pending, conflict, unread } = status;
  if (records === 0) return `no ${unit}s yet`;
  const parts = [
    `${formatCount(include)} included`,
    `${formatCount(exclude)} excluded`,
    `${formatCount(pending)} pending`,
    `${formatCount(conflict)} in conflict`,
    ...(unread > 0 ? [`${formatCount(unread)} left unread`] : []),
  ];
  return `${plural(records, unit)}: ${parts.join(", ")}`;
}

function stepWords({ command, does, who }: StepForPeople): string {
  const people = who.length === 0 ? "" : ` (${plainText(who.join(", "))})`;
  return `${command} ${does}${people}`;
}
