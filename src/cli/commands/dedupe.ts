import { type DuplicatesReport, reportDuplicates } from "../../core/duplicates-report.ts";
import { entriesNamed, explainNamed, keyAt, recordsOf } from "../../core/explain-duplicates.ts";
import { fieldOrigins } from "../../core/field-origins.ts";
import { plural } from "../../core/plural.ts";
import { type UnitedReview, uniteReview } from "../../core/review.ts";
import { readRecords, type WholeRecord } from "../../core/whole-records.ts";
import { tableShape } from "../../formats/review-tables.ts";
import { type Column, csvTable } from "../../outputs/csv-table.ts";
import { ENTRIES, PAIRS, VERSIONS } from "../../outputs/duplicates-csv.ts";
import { duplicatesJson } from "../../outputs/duplicates-json.ts";
import { type DuplicatesShown, duplicatesText } from "../../outputs/duplicates-text.ts";
import {
  type ExplainedEntry,
  explainedCsv,
  explainedJson,
  explainedText,
  type ShownPair,
} from "../../outputs/explained-pair.ts";
import {
  type MergedRecordView,
  mergedRecordCsv,
  mergedRecordJson,
  mergedRecordText,
} from "../../outputs/merged-record.ts";
import { plainText } from "../../outputs/plain-text.ts";
import { tableRow } from "../../outputs/table-row.ts";
import { EXIT, type ExitCode, exitCodeOf, UserError } from "../errors.ts";
import type { Io } from "../io.ts";
import { formatNamed } from "../options.ts";
import { printProblems } from "../report.ts";
import { openReview } from "../review-folder.ts";

const STUDIES_FILE = "studies.csv";
const STUDY_COLUMNS = ["study", "record"] as const;

export interface DedupeOptions {
  readonly format: string;
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
  const { input, hasProtocol } = await openReview(io, files);
  const review = await uniteReview(input);
  if (options.explain !== undefined) {
    const [one, other] = options.explain;
    return explain([one!, other!], options.format, review, io);
  }
  if (options.cluster !== undefined) return cluster(options.cluster, options.format, review, io);
  const report = await reportDuplicates(review);
  io.status(undefined);
  if (options.studies) return studies(report, options, io);

  const { possible = false, linked = false } = options;
  const all = !possible && !linked;
  const shown = { clusters: all, possible: possible || all, linked: linked || all };
  const text = formatNamed(LISTS, options.format)(report, shown, io.width ?? 80);
  if (text !== "") io.print(text);
  await printProblems(io, report.problems);
  for (const hint of hints(report, hasProtocol)) io.notify(hint);
  return exitCodeOf(report.problems);
}

/** Each asks for something else, so two of them are a mistake. */
function refuseMixed(options: DedupeOptions, files: readonly string[]): void {
  const { explain: names, cluster: record, possible, linked, studies: rows, accept } = options;
  const asked = [
    ...(names === undefined ? [] : ["--explain"]),
    ...(record === undefined ? [] : ["--cluster"]),
    ...(rows ? ["--studies"] : []),
    ...(possible || linked ? ["--possible or --linked"] : []),
  ];
  if (asked.length > 1)
    throw new UserError(`Unexpected ${asked[1]} beside ${asked[0]}, expected one of them.`);
  if (names !== undefined && names.length !== 2) {
    throw new UserError(
      `Unexpected ${plural(names.length, "name")} behind --explain, expected two.`,
      { hint: "Files go before it: slr dedupe a.ris b.csv --explain Scopus#1 PubMed#7" },
    );
  }
  if (accept && !rows) throw new UserError("Unexpected --accept without --studies.");
  if (accept && files.length > 0)
    throw new UserError("Unexpected --accept beside files: there is no review folder to write to.");
}

type ListFormat = (report: DuplicatesReport, shown: DuplicatesShown, width: number) => string;

const LISTS: Readonly<Record<string, ListFormat>> = {
  text: duplicatesText,
  json: duplicatesJson,
  csv: ({ clusters, possible, linked }, shown) => {
    const entries = clusters.flatMap((one) => one.entries);
    if (shown.clusters) return csv(ENTRIES, entries);
    return shown.possible ? csv(PAIRS, possible) : csv(VERSIONS, linked);
  },
};

function csv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return [...csvTable(columns, rows)].join("").trimEnd();
}

function hints({ counts, offered }: DuplicatesReport, hasProtocol: boolean): string[] {
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

/** Prints the rows that linked versions want in studies.csv, or adds them there. */
async function studies(
  { offered, problems }: DuplicatesReport,
  { format, accept = false }: DedupeOptions,
  io: Io,
): Promise<ExitCode> {
  const broken = problems.filter(
    ({ file, severity }) => file === STUDIES_FILE && severity === "error",
  );
  if (accept && broken.length > 0)
    throw UserError.fromProblems(
      broken,
      `Mend ${STUDIES_FILE} first: slr only ever adds rows to it.`,
    );
  if (accept) {
    const text = (await io.kindOf(STUDIES_FILE)) === "file" ? await io.readText(STUDIES_FILE) : "";
    const shape = tableShape(text) ?? { columns: STUDY_COLUMNS, delimiter: "," };
    await io.endLastLine(STUDIES_FILE);
    for (const { study, record } of offered) {
      const row = tableRow(shape.columns, shape.delimiter, { study, record });
      await io.appendRow(STUDIES_FILE, STUDY_COLUMNS.join(","), row);
    }
    const next = offered.length === 0 ? "" : " Next: slr screen counts the studies anew.";
    io.notify(`Added ${plural(offered.length, "row")} to ${STUDIES_FILE}.${next}`);
    return EXIT.ok;
  }
  const render: Readonly<Record<string, () => string>> = {
    text: studiesCsv,
    csv: studiesCsv,
    json: () => JSON.stringify({ studies: offered }, null, 2),
  };
  function studiesCsv(): string {
    const rows = offered.map((row) => tableRow(STUDY_COLUMNS, ",", { ...row }));
    return [STUDY_COLUMNS.join(","), ...rows].join("\n");
  }
  io.print(formatNamed(render, format)());
  io.notify(
    offered.length === 0
      ? "No linked versions wait for a study."
      : `slr dedupe --studies --accept adds these rows to ${STUDIES_FILE}; edit the names there as you like.`,
  );
  return EXIT.ok;
}

/** `--explain A B`: two entries side by side, and why they are one record or are not. */
async function explain(
  names: readonly [string, string],
  format: string,
  review: UnitedReview,
  io: Io,
): Promise<ExitCode> {
  const render = formatNamed<(pair: ShownPair, width: number) => string>(
    { text: explainedText, json: explainedJson, csv: explainedCsv },
    format,
  );
  const [one, other] = [namedEntries(names[0], review), namedEntries(names[1], review)];
  if (one.join() === other.join()) {
    const [only] = one;
    throw new UserError(`Unexpected ${names[1]} beside ${names[0]}: both name the same.`, {
      hint:
        one.length === 1
          ? `Name two entries, such as ${review.identified.entries[only!]!.id} and another one.`
          : `slr dedupe --cluster ${keyAt(only!, review)} shows its entries; name two of them.`,
    });
  }
  const pair = explainNamed(one, other, review);
  const wholes = await wholeRecords(recordsOf(pair.entries, review), review);
  io.status(undefined);
  const side = (at: number): ExplainedEntry => {
    const { id, file, line } = review.identified.entries[at]!;
    const { key, members } = wholes.get(review.united.recordOf[at]!)!;
    return {
      entry: id,
      record: key,
      file: review.identified.files[file]!.path,
      line,
      bib: members.find(({ entry }) => entry === at)!.record,
    };
  };
  const sides = [side(pair.entries[0]), side(pair.entries[1])] as const;
  io.print(render({ ...pair, sides }, io.width ?? 80));
  const [a, b] = sides;
  const row = (word: string) => `\`${a.entry},${b.entry},${word},<you>,<date>\` in duplicates.csv`;
  io.notify(
    pair.outcome === "one-record"
      ? `If they are two: a row ${row("different")} parts them for good.`
      : `If they are one: ${pair.outcome === "possible" ? "slr decide --duplicates, or " : ""}a row ${row("same")} joins them for good.`,
  );
  return EXIT.ok;
}

/** `--cluster R`: the entries of a record, and which gave which field. */
async function cluster(
  name: string,
  format: string,
  review: UnitedReview,
  io: Io,
): Promise<ExitCode> {
  const render = formatNamed<(view: MergedRecordView, width: number) => string>(
    { text: mergedRecordText, json: mergedRecordJson, csv: mergedRecordCsv },
    format,
  );
  const [at] = recordsOf(namedEntries(name, review), review);
  const whole = (await wholeRecords([at!], review)).get(at!)!;
  io.status(undefined);
  const { identified, united } = review;
  const { key, members, links } = united.records[at!]!;
  const entries = members.map((member, index) => {
    const { id, file, line } = identified.entries[member]!;
    const link = index === 0 ? undefined : links.get(member);
    return {
      entry: id,
      file: identified.files[file]!.path,
      line,
      kept: index === 0,
      rule: link?.rule ?? "",
      ...(link && { similarity: link.similarity }),
    };
  });
  io.print(
    render({ record: key, entries, fields: fieldOrigins(whole, identified) }, io.width ?? 80),
  );
  return EXIT.ok;
}

/** The entries that a name means; they are of one record, or there is no telling which is meant. */
function namedEntries(name: string, review: UnitedReview): readonly number[] {
  const named = entriesNamed(name, review);
  if ("why" in named) {
    throw new UserError(
      `Unexpected name \`${plainText(name)}\`, expected an entry or a record of this review: ${plainText(named.why)}.`,
      { hint: "A name is a key, doi:…, pmid:…, arxiv:…, an entry such as Scopus#12, or a title." },
    );
  }
  const records = recordsOf(named.entries, review);
  if (records.length > 1) {
    const keys = records.map((at) => review.united.records[at]!.key).join(", ");
    const entries = named.entries.map((at) => review.identified.entries[at]!.id).join(", ");
    throw new UserError(
      `Unexpected name \`${plainText(name)}\`, expected one record: it names ${records.length} (${keys}).`,
      { hint: `Name one of them, or one of the entries ${plainText(entries)}.` },
    );
  }
  return named.entries;
}

async function wholeRecords(
  records: readonly number[],
  { whole, identified, united }: UnitedReview,
): Promise<Map<number, WholeRecord>> {
  const found = new Map<number, WholeRecord>();
  for await (const one of readRecords(whole, identified, united, new Set(records)))
    found.set(one.at, one);
  return found;
}
