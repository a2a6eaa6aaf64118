import type {
  RatingExplanation,
  RatingOverview,
} from "../../core/overviews/rating/rating-overview.ts";
import { LEVELS } from "../../core/overviews/rating/rating-queue.ts";
import type { TermWeight } from "../../core/rating/term-weight.ts";
import { isStopWord } from "../../core/rating/text/words.ts";
import { formatCount, plural } from "../../core/records/text/plural.ts";
import type { RatingState } from "../../core/review/rated/rating-state.ts";
import { irrelevantInARow } from "../../core/stopping/index.ts";
import { alignColumns } from "../text/align-columns.ts";
import { formatScore } from "../text/csv-table.ts";
import { paragraph } from "../text/paragraph.ts";
import { plainText } from "../text/plain-text.ts";

/**
 * A rating as text: what it was made from, what to read next, the words that the model uses, and
 * whether to stop.
 */
export function ratingText(overview: RatingOverview, limit: number): string {
  return [
    modelLines(overview),
    languageLines(overview),
    queueLines(overview, limit),
    levelLines(overview),
    termLines(overview),
    outlierLines(overview),
    stoppingLines(overview),
    doubleCheckLines(overview),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/**
 * The model, the outcomes that it learned from, and how good it is; or that there are no outcomes
 * yet.
 */
function modelLines({
  state,
  model,
  seed,
  hasCriteria,
  votesWithoutOutcome,
}: RatingOverview): string[] {
  const from = trainedOn(state);
  if (state.kind === "rated") {
    const { outcomes, includes, excludes, criteria, features, folds, crossValidated } = state.model;
    const { auc, recallAt10Percent, recallAt20Percent, workSavedAt95 } = crossValidated;
    const { brierScore, calibrationError } = crossValidated;
    const two = (figure: number) => figure.toFixed(2);
    return [
      ...paragraph(
        `Model ${model}, seed ${seed}, trained on ${formatCount(outcomes)} ${from} (${formatCount(includes)} included, ${formatCount(excludes)} excluded)${criteria ? " and the text of the protocol" : ""}; ${plural(features, "term")}.`,
      ),
      ...paragraph(
        `Cross-validated in ${folds} folds: AUC ${two(auc)}, recall@10 ${two(recallAt10Percent)}, recall@20 ${two(recallAt20Percent)}, WSS@95 ${two(workSavedAt95)}; Brier score ${two(brierScore)} (0.25 is no better than chance), calibration error ${two(calibrationError)}.`,
      ),
    ];
  }
  const { outcomes, includes, excludes, needed } = state;
  const single =
    votesWithoutOutcome === 0
      ? ""
      : ` ${plural(votesWithoutOutcome, "vote")} ${votesWithoutOutcome === 1 ? "is" : "are"} on records that have no outcome yet; only the queue of who gave them learns from them, in slr decide.`;
  const until = `Levels and scores need ${needed.outcomes} outcomes with ${needed.includes} included and ${needed.excludes} excluded; there are ${formatCount(outcomes)} (${formatCount(includes)} and ${formatCount(excludes)}).${single}`;
  if (outcomes > 0)
    return paragraph(
      `COLD START. Model ${model}, seed ${seed}: the order below comes from ${formatCount(outcomes)} ${from}${hasCriteria ? " and the text of the protocol" : ""}. ${until}`,
    );
  return paragraph(
    hasCriteria
      ? `COLD START. Model ${model}, seed ${seed}: no record has an outcome yet, so the order below comes from the text of the protocol alone. ${until}`
      : `COLD START. No record has an outcome yet, and the protocol has no title, question or inclusion criteria: the records below are in the order of their keys, which is as good as random. ${until}`,
  );
}

function languageLines({ unknownLanguages }: RatingOverview): string[] {
  if (unknownLanguages === undefined) return [];
  const { records, of, languages } = unknownLanguages;
  const named = languages.length === 0 ? "" : ` (${languages.slice(0, 3).join(", ")})`;
  return paragraph(
    `${formatCount(records)} of ${plural(of, "record")} are in languages that the word table does not know${named}; it knows English. Their words still count. Vectors of your own would bring them nearer to the others: see "Vectors of your own" in docs/rating-and-stopping.md.`,
  );
}

function trainedOn({ trainedOn: who }: RatingState): string {
  return who === "people"
    ? "outcomes by people"
    : "outcomes by rules, because no outcome is by people yet";
}

function queueLines({ queue }: RatingOverview, limit: number): string[] {
  if (queue.length === 0) return ["Nothing waits for a first decision."];
  const shown = queue.slice(0, limit);
  const heading =
    shown.length < queue.length
      ? `The first ${shown.length} of ${plural(queue.length, "record")} that wait for a first decision:`
      : `${plural(queue.length, "record")} ${queue.length === 1 ? "waits" : "wait"} for a first decision:`;
  const rows = shown.map(({ place, record, rating }) => [
    String(place),
    rating === undefined ? "" : String(rating.level),
    rating === undefined ? "" : rating.score.toFixed(3),
    record.key,
    plainText(record.summary.title) || "(no title)",
  ]);
  const table = alignColumns([["place", "level", "score", "record", "title"], ...rows]);
  return [heading, ...table];
}

function levelLines({ levels }: RatingOverview): string[] {
  if (levels.length === 0) return [];
  const rows = levels.map(({ level, waiting, settled, included }) => {
    const { name, scores } = LEVELS.find((one) => one.level === level)!;
    return [
      `${level} ${name}`,
      scores,
      formatCount(waiting),
      formatCount(settled),
      settled === 0 ? "" : `${Math.round((100 * included) / settled)} %`,
    ];
  });
  return alignColumns([["level", "score", "waiting", "settled", "included"], ...rows]);
}

function termLines({ topTerms, missedTerms }: RatingOverview): string[] {
  const { include, exclude } = topTerms;
  if (include.length + exclude.length === 0) return [];
  return [
    ...paragraph(`Words for inclusion: ${names(include)}`),
    ...paragraph(`Words for exclusion: ${names(exclude)}`),
    ...(missedTerms.length === 0
      ? []
      : paragraph(
          `Words for inclusion that neither the searches nor the criteria contain: ${names(missedTerms)}`,
        )),
  ];
}

function outlierLines({ outliers, progress }: RatingOverview): string[] {
  if (outliers.length === 0) return [];
  return [
    ...paragraph(
      `Nothing relevant among the last ${formatCount(irrelevantInARow(progress))} records. These unread records are near the included ones in meaning and share few words with them; perhaps they use other words for the topic (slr decide --order outliers shows such records first):`,
    ),
    ...outliers.flatMap(({ terms, records }) => [
      ...paragraph(`${plural(records.length, "record")}: ${plainText(terms.join(", "))}`, "  "),
      `    ${records[0]!.key} ${plainText(records[0]!.summary.title) || "(no title)"}`,
    ]),
  ];
}

function names(terms: readonly TermWeight[]): string {
  return terms.length === 0 ? "nothing" : plainText(terms.map(({ term }) => term).join(", "));
}

function stoppingLines({ progress, readAndOpen, stopping, ended }: RatingOverview): string[] {
  const { records, read, ranks, withoutTime } = progress;
  if (records === 0) return [];
  if (read === records) {
    const open =
      readAndOpen === 0
        ? ""
        : ` ${plural(readAndOpen, "record")} of them ${readAndOpen === 1 ? "has" : "have"} no outcome yet, because votes are missing or in conflict.`;
    return paragraph(
      `Somebody has read all ${plural(records, "record")} of title/abstract screening, so there is nothing left to stop.${open}`,
    );
  }
  const lines = paragraph(
    `Stopping rules at title/abstract: ${formatCount(read)} of ${plural(records, "record")} read, ${formatCount(ranks.length)} relevant${ended === undefined ? "" : `; slr.yaml says that screening ended on ${ended}`}.`,
  );
  if (withoutTime > 0)
    lines.push(
      ...paragraph(
        `${plural(withoutTime, "decision")} ${withoutTime === 1 ? "has" : "have"} no certain time, so slr takes the order of reading from files and lines.`,
      ),
    );
  for (const { rule, planned, met, says, promises } of stopping) {
    lines.push(`  ${rule}${planned ? " (slr.yaml)" : ""}: ${met ? "may stop" : "goes on"}`);
    lines.push(...paragraph(says, "    "), ...paragraph(`promises ${promises}`, "    "));
  }
  return lines;
}

const SURPRISES = 5;

function doubleCheckLines({ doubleCheck }: RatingOverview): string[] {
  if (doubleCheck.length === 0) return [];
  const shown = doubleCheck.slice(0, SURPRISES);
  const of = shown.length < doubleCheck.length ? `, the most surprising ${shown.length}` : "";
  const rows = shown.map(({ record, title, outcome, rating }) => [
    outcome === "include" ? "included" : "excluded",
    String(rating.level),
    rating.score.toFixed(3),
    record,
    plainText(title),
  ]);
  return [
    ...paragraph(
      `Double check: the rating contradicts ${plural(doubleCheck.length, "outcome")}${of}; results/double-check.csv has all.`,
    ),
    ...alignColumns([["outcome", "level", "score", "record", "title"], ...rows]),
  ];
}

const MOST_TERMS = 15;

/** The reasons for a record's rating. */
export function explanationText(explanation: RatingExplanation): string {
  const { record, rating, state, terms, outcome, model, seed } = explanation;
  const raised = terms.filter(({ weight }) => weight > 0);
  const lowered = terms.filter(({ weight }) => weight < 0);
  const level = rating && LEVELS.find((one) => one.level === rating.level)!.name;
  const verdict =
    rating === undefined
      ? "COLD START: not enough outcomes for a level and a score."
      : `Level ${rating.level}, ${level}; score ${formatScore(rating.score)}.`;
  const decided = record.box.startsWith("pending")
    ? "passed on from title/abstract and waiting at full text"
    : record.box.startsWith("conflict")
      ? "in conflict"
      : outcome > 0
        ? "already included"
        : "already excluded";
  const known =
    outcome === 0
      ? ""
      : `The record is ${decided}. ${state.kind === "rated" ? "The score comes from a model that has not learned from this outcome; the" : "The"} weights come from one that has.`;
  return [
    ...paragraph(`${record.key} ${plainText(record.summary.title) || "(no title)"}`),
    ...paragraph(`${verdict} Model ${model}, seed ${seed}. ${known}`.trim()),
    "",
    ...weightLines("raised by", raised),
    ...weightLines("lowered by", lowered),
    ...(terms.length === 0 ? ["None of its words has a weight in the model."] : []),
  ].join("\n");
}

/** Words that every text has: each alone says little, so their weights are shown together. */
function weightLines(heading: string, terms: readonly TermWeight[]): string[] {
  if (terms.length === 0) return [];
  const telling = terms.filter(({ term }) => !term.split(" ").every(isStopWord));
  const common = terms.filter(({ term }) => term.split(" ").every(isStopWord));
  const shown = telling.slice(0, MOST_TERMS);
  const rest = telling.slice(MOST_TERMS);
  const together = (these: readonly TermWeight[], what: string) =>
    these.length === 0
      ? []
      : [`  ${signed(these.reduce((sum, { weight }) => sum + weight, 0))}  ${what}`];
  return [
    heading,
    ...shown.map(({ term, weight }) => `  ${signed(weight)}  ${plainText(term)}`),
    ...together(rest, plural(rest.length, "more term")),
    ...together(common, plural(common.length, "stop word")),
  ];
}

function signed(weight: number): string {
  return `${weight < 0 ? "-" : "+"}${Math.abs(weight).toFixed(4)}`;
}
