import {
  type DuplicatesOverview,
  describeDuplicates,
} from "../../../core/overviews/duplicates/duplicates-overview.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { findRecords } from "../../../core/review/find-records.ts";
import { duplicatesJson } from "../../../outputs/overviews/duplicates-json.ts";
import {
  type DuplicatesShown,
  duplicatesText,
} from "../../../outputs/overviews/duplicates-text.ts";
import {
  explainedCsv,
  explainedJson,
  explainedText,
  type ShownPair,
} from "../../../outputs/overviews/explained-pair.ts";
import {
  type MergedRecordView,
  mergedRecordCsv,
  mergedRecordJson,
  mergedRecordText,
} from "../../../outputs/overviews/merged-record.ts";
import { ENTRIES, PAIRS, VERSIONS } from "../../../outputs/results/duplicates-csv.ts";
import { type Column, csvTable } from "../../../outputs/text/csv-table.ts";
import { alone } from "../../folder/folder-lock.ts";
import { openReview } from "../../folder/review-folder.ts";
import { type ExitCode, exitCodeOf, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { printProblems } from "../../io/problems.ts";
import { notTogether } from "../../usage/option.ts";
import { explainPair, showCluster } from "./explain.ts";
import { acceptStudies, offerStudies, STUDIES_FILE, studiesCsv } from "./studies.ts";

export interface DedupeOptions {
  readonly format: DedupeFormat;
  readonly possible?: boolean;
  readonly linked?: boolean;
  readonly cluster?: string;
  readonly explain?: readonly string[];
  readonly studies?: boolean;
  readonly accept?: boolean;
}

/** `slr dedupe`: which entries are one record, which pairs are in doubt, and the evidence. */
export async function dedupe(
  files: readonly string[],
  options: DedupeOptions,
  io: Io,
): Promise<ExitCode> {
  refuseMixed(options, files);
  const act = () => dedupeReview(files, options, io);
  return options.accept ? alone(io, "slr dedupe --studies --accept", act) : act();
}

async function dedupeReview(
  files: readonly string[],
  options: DedupeOptions,
  io: Io,
): Promise<ExitCode> {
  const { input, hasProtocol } = await openReview(io, files);
  const review = await findRecords(input);
  if (options.explain !== undefined) {
    const [one, other] = options.explain;
    return explainPair([one!, other!], options.format.pair, review, io);
  }
  if (options.cluster !== undefined)
    return showCluster(options.cluster, options.format.cluster, review, io);
  io.status({ doing: "Describing duplicates" });
  const overview = await describeDuplicates(review);
  if (options.studies)
    return options.accept
      ? acceptStudies(overview, io)
      : offerStudies(overview.offered, options.format.studies, io);

  const { possible = false, linked = false } = options;
  const all = !possible && !linked;
  const shown = { clusters: all, possible: possible || all, linked: linked || all };
  const text = options.format.lists(overview, shown, io.width ?? 80);
  if (text !== "") io.print(text);
  await printProblems(io, overview.problems, {
    rest: "slr screen lists them in results/problems.csv",
  });
  for (const hint of hints(overview, hasProtocol)) io.notify(hint);
  return exitCodeOf(overview.problems);
}

/** Each option asks for another answer, so two of them are a mistake. */
function refuseMixed(options: DedupeOptions, files: readonly string[]): void {
  const { explain: names, cluster: record, possible, linked, studies: rows, accept } = options;
  const asked = [
    ...(names === undefined ? [] : ["--explain"]),
    ...(record === undefined ? [] : ["--cluster"]),
    ...(rows ? ["--studies"] : []),
    ...(possible || linked ? ["--possible or --linked"] : []),
  ];
  if (asked.length > 1) throw notTogether(asked[0]!, asked[1]!);
  if (names !== undefined && names.length !== 2) {
    throw new UserError(
      `--explain compares two entries or records, and ${plural(names.length, "name")} ${names.length === 1 ? "is" : "are"} given.`,
      { hint: "Files go before it: slr dedupe a.ris b.csv --explain Scopus#1 PubMed#7" },
    );
  }
  if (accept && !rows)
    throw new UserError("--accept adds the rows that --studies lists; give both.");
  if (accept && files.length > 0)
    throw new UserError(
      "--accept writes to a review folder, but files named here belong to none; leave one of the two out.",
    );
}

/** The forms that `--format` offers for each answer of `slr dedupe`. */
export interface DedupeFormat {
  lists(overview: DuplicatesOverview, shown: DuplicatesShown, width: number): string;
  pair(pair: ShownPair, width: number): string;
  cluster(record: MergedRecordView, width: number): string;
  studies(offered: DuplicatesOverview["offered"]): string;
}

export const DEDUPE_FORMATS: Readonly<Record<string, DedupeFormat>> = {
  text: {
    lists: duplicatesText,
    pair: explainedText,
    cluster: mergedRecordText,
    // The rows in the form of studies.csv.
    studies: studiesCsv,
  },
  json: {
    lists: duplicatesJson,
    pair: explainedJson,
    cluster: mergedRecordJson,
    studies: (offered) => JSON.stringify({ studies: offered }, null, 2),
  },
  csv: {
    lists({ clusters, possible, linked }, shown) {
      const entries = clusters.flatMap((one) => one.entries);
      if (shown.clusters) return csv(ENTRIES, entries);
      return shown.possible ? csv(PAIRS, possible) : csv(VERSIONS, linked);
    },
    pair: explainedCsv,
    cluster: mergedRecordCsv,
    studies: studiesCsv,
  },
};

function csv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return [...csvTable(columns, rows)].join("").trimEnd();
}

function hints({ counts, offered }: DuplicatesOverview, hasProtocol: boolean): string[] {
  const pairs =
    counts.possible > 0
      ? [
          hasProtocol
            ? `Next: slr decide --duplicates settles ${plural(counts.possible, "possible duplicate")}, or rows in duplicates.csv do.`
            : `${plural(counts.possible, "possible duplicate")} to settle: in a review folder (slr init) slr decide --duplicates shows them side by side.`,
        ]
      : [];
  const versions =
    offered.length > 0 && hasProtocol
      ? [
          `slr dedupe --studies lists the rows of ${STUDIES_FILE} that make ${plural(offered.length, "linked report")} one study each.`,
        ]
      : [];
  return [...pairs, ...versions];
}
