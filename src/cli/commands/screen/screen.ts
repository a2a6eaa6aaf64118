import { type NextStep, nextSteps } from "../../../core/overviews/next-steps.ts";
import { reportsToFetch } from "../../../core/overviews/reports/reports-to-fetch.ts";
import { acknowledges } from "../../../core/protocol/acknowledged.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import type { ExportSummary } from "../../../core/review/identify.ts";
import type { RatingState } from "../../../core/review/rated/rating-state.ts";
import { screenReview } from "../../../core/review/review.ts";
import { type ScreenedFiles, screenJson } from "../../../outputs/overviews/screen-json.ts";
import { summaryLines } from "../../../outputs/overviews/summary.ts";
import { alignColumns } from "../../../outputs/text/align-columns.ts";
import { displayWidth, plainText } from "../../../outputs/text/plain-text.ts";
import { alone } from "../../folder/folder-lock.ts";
import { refuseForeignResults, writeResults } from "../../folder/results-folder.ts";
import { openReview, RESULTS } from "../../folder/review-folder.ts";
import { type ExitCode, exitCodeOf } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { coloursOf, printProblems } from "../../io/problems.ts";

type ScreenFormat = (screened: ScreenedFiles, io: Io) => Promise<string> | string;

export const SCREEN_FORMATS: Readonly<Record<string, ScreenFormat>> = {
  text: screenText,
  json: screenJson,
};

/** `slr screen`: the whole pipeline, from raw exports to results/. */
export function screen(
  files: readonly string[],
  options: { readonly format: ScreenFormat },
  io: Io,
): Promise<ExitCode> {
  return alone(io, "slr screen", () => screenAlone(files, options, io));
}

async function screenAlone(
  files: readonly string[],
  { format }: { readonly format: ScreenFormat },
  io: Io,
): Promise<ExitCode> {
  await refuseForeignResults(io);
  const review = await openReview(io, files);
  const screened = await screenReview(review.input);
  const { results, files: reports, rating } = screened;
  // The results may need its place on the disk.
  screened.identified.kept?.end();
  await writeResults(io, results, review.inputs(), review.input.protocol.resultForms);

  const next = review.hasProtocol
    ? nextSteps(
        { ...results, problems: [] },
        review.input.protocol,
        reportsToFetch(screened).length,
      )
    : [];
  io.print(await format({ files: reports, results, rating, next, folder: RESULTS }, io));
  const { acknowledged } = review.input.protocol;
  const open = results.problems.filter(
    (problem) => !acknowledged.some((entry) => acknowledges(entry, problem)),
  );
  await printProblems(io, open, { rest: `${RESULTS}/problems.csv lists them` });
  const known = results.problems.length - open.length;
  if (known > 0)
    io.notify(`${plural(known, "problem")} that slr.yaml acknowledges: slr check lists them.`);
  io.notify(`Results are in ${RESULTS}/. ${nextStep(next)}`);
  return exitCodeOf(open);
}

async function screenText({ files, results, rating }: ScreenedFiles, io: Io): Promise<string> {
  const colour = await coloursOf(io);
  const [head = "", ...rows] = fileTable(files, io.width);
  return [colour.bold(head), ...rows, "", ...summaryLines(results, ratingLine(rating))].join("\n");
}

/** Per file: entries, records, unreadable entries, and how many have abstract, DOI and year. */
function fileTable(files: readonly ExportSummary[], width: number | undefined): string[] {
  const header = [
    "file",
    "format",
    "source",
    "entries",
    "records",
    "unreadable",
    "abstract",
    "DOI",
    "year",
  ];
  const table = (longest: number, columns: readonly string[]) => {
    const rows = files.map((file) => [
      endOf(plainText(file.path), longest),
      file.format,
      endOf(plainText(sourcesOf(file)), longest),
      ...[
        file.entries,
        file.records,
        file.unreadable,
        file.withAbstract,
        file.withDoi,
        file.withYear,
      ].map(formatCount),
    ]);
    const wanted = (cells: readonly string[]) =>
      cells.filter((_, at) => columns.includes(header[at]!));
    return alignColumns([header, ...rows].map(wanted));
  };
  if (width === undefined) return table(60, header);
  // On a terminal the names are shortened, then columns left out, so that each row stays on one line.
  for (const left of [[], ["format"], ["format", "source"], ["format", "source", "year", "DOI"]]) {
    const columns = header.filter((name) => !left.includes(name));
    for (let longest = 60; longest >= SHORT_NAME; longest -= 1) {
      const lines = table(longest, columns);
      if (lines.every((line) => displayWidth(line) <= width)) return lines;
    }
  }
  return table(SHORT_NAME, ["file", "entries"]);
}

/** A file or source is still known by so many letters. */
const SHORT_NAME = 16;

/** The last part of a name that is too long: `…/scopus.csv`. */
function endOf(name: string, longest: number): string {
  return name.length <= longest ? name : `…${name.slice(1 - longest)}`;
}

/** `Scopus`, or `Scopus 120, PubMed 30` for a library. */
function sourcesOf({ sources }: ExportSummary): string {
  if (sources.length === 1) return sources[0]!.name;
  return sources.map(({ name, entries }) => `${name} ${formatCount(entries)}`).join(", ");
}

function ratingLine(rating: RatingState): string {
  if (rating.kind === "rated") {
    const { outcomes, includes, excludes, crossValidated } = rating.model;
    const from =
      rating.trainedOn === "people"
        ? "outcomes by people"
        : "outcomes by rules, because no outcome is by people yet";
    return `Rating trained on ${formatCount(outcomes)} ${from} (${formatCount(includes)} included, ${formatCount(excludes)} excluded); cross-validated AUC ${crossValidated.auc.toFixed(2)}`;
  }
  const { outcomes, includes, excludes, needed } = rating;
  return `No rating yet: it needs ${needed.outcomes} outcomes with ${needed.includes} included and ${needed.excludes} excluded, there are ${formatCount(outcomes)} (${formatCount(includes)} and ${formatCount(excludes)})`;
}

/** What the reviewers should do next; errors are listed above. */
function nextStep([step]: readonly NextStep[]): string {
  if (step === undefined)
    return "Next: slr init writes the protocol, slr.yaml, with sources and criteria.";
  const check = step.id === "report" ? ", slr check proves that everything adds up" : "";
  return `Next: ${step.command} ${step.does}${check}.`;
}
