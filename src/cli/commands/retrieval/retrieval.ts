import { RETRIEVAL_COLUMNS } from "../../../core/decide/rows.ts";
import { matchReports } from "../../../core/overviews/reports/match-reports.ts";
import { linksTo } from "../../../core/overviews/reports/report-links.ts";
import { reportsToFetch } from "../../../core/overviews/reports/reports-to-fetch.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { type ScreenedReview, screenWithoutRating } from "../../../core/review/review.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";
import { tableShape } from "../../../formats/review-files/review-tables.ts";
import { alignColumns } from "../../../outputs/text/align-columns.ts";
import { csvTable } from "../../../outputs/text/csv-table.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { tableRow } from "../../../outputs/text/table-row.ts";
import { alone } from "../../folder/folder-lock.ts";
import { readTableToExtend } from "../../folder/kept-files.ts";
import { isLeftBeside } from "../../folder/names-by-programs.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

export interface RetrievalOptions {
  readonly match?: string;
  readonly accept?: boolean;
  readonly format: RetrievalFormat;
}

const FOLDER = "fulltext";
const TABLE = "retrieval.csv";

/** `slr retrieval`: which reports to fetch, and which of the given PDFs are these reports. */
export function retrieval(options: RetrievalOptions, io: Io): Promise<ExitCode> {
  const { match, accept } = options;
  if (accept && match === undefined)
    throw new UserError("--accept takes over what --match finds; --match names the folder.", {
      hint: "slr retrieval --match ~/pdfs --accept",
    });
  const act = () => retrieve(options, io);
  return accept ? alone(io, "slr retrieval --accept", act) : act();
}

async function retrieve({ match, accept, format }: RetrievalOptions, io: Io): Promise<ExitCode> {
  const { input } = await openReview(io, []);
  const review = await screenWithoutRating(input);
  const missing = reportsToFetch(review);
  if (match === undefined) {
    const links = await linksOf(missing, review);
    const text = format(
      missing.map(({ key, summary, box }) => ({ key, summary, box, link: links.get(key) ?? "" })),
    );
    if (text !== "") io.print(text);
    if (missing.length > 0)
      io.notify("Next: slr retrieval --match <folder> finds them among PDFs at hand.");
    return EXIT.ok;
  }

  if ((await io.kindOf(match)) !== "folder") throw new UserError(`There is no folder ${match}.`);
  const files = (await io.list(match)).filter(
    (file) => /\.pdf$/i.test(file) && !isLeftBeside(file),
  );
  const { matched, unmatched } = matchReports(files, missing);
  let copied = 0;
  for (const { file, record } of matched) {
    const from = `${match.replace(/[/\\]$/, "")}/${file}`;
    io.permit(from);
    if (!(await isPdf(from, io))) {
      io.notify(plainText(`${file} is not a PDF in spite of its name, and is left out.`));
      continue;
    }
    io.print(plainText(`${record.key}  ${record.summary.title}`));
    io.print(plainText(`          ${file}`));
    if (accept) await takeOver(from, file, record, io);
    copied += 1;
  }
  for (const { file, why } of unmatched) io.notify(plainText(`${file}: ${why}.`));
  const what = plural(copied, "report");
  io.notify(
    accept
      ? `Copied ${what} to ${FOLDER}/ and added them to ${TABLE}.`
      : `Found ${what} of ${missing.length} to fetch; nothing is written without --accept.`,
  );
  return EXIT.ok;
}

/** A login page is often saved under the name of the PDF. */
async function isPdf(path: string, io: Io): Promise<boolean> {
  for await (const chunk of io.readBytes(path))
    return Buffer.from(chunk.subarray(0, 1024)).toString("latin1").includes("%PDF-");
  return false;
}

async function takeOver(from: string, name: string, record: ScreenedRecord, io: Io) {
  const file = `${FOLDER}/${record.key}.pdf`;
  const shape = tableShape(
    (await io.kindOf(TABLE)) === "nothing" ? "" : await readTableToExtend(io, TABLE),
  ) ?? { columns: RETRIEVAL_COLUMNS, delimiter: "," };
  const lacking = ["record", "status"].filter((column) => !shape.columns.includes(column));
  if (lacking.length > 0)
    throw new UserError(`${TABLE}:1: error: The header lacks ${lacking.join(", ")}.`);
  if ((await io.kindOf(file)) !== "nothing") throw new UserError(`${file} already exists.`);
  await io.writeFile(file, io.readBytes(from));
  const cells = { record: record.key, status: "retrieved", file, note: name };
  await io.endLastLine(TABLE);
  await io.appendRow(
    TABLE,
    RETRIEVAL_COLUMNS.join(","),
    tableRow(shape.columns, shape.delimiter, cells),
  );
}

/** A report to fetch, with the page that leads to it; empty where no identifier is known. */
type ReportToFetch = Pick<ScreenedRecord, "key" | "summary" | "box"> & { readonly link: string };

type RetrievalFormat = (reports: readonly ReportToFetch[]) => string;

async function linksOf(
  missing: readonly ScreenedRecord[],
  review: ScreenedReview,
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  for await (const { key, subject } of review.read(missing.map(({ key }) => key)))
    links.set(key, linksTo(subject.record)[0] ?? "");
  return links;
}

export const RETRIEVAL_FORMATS: Readonly<Record<string, RetrievalFormat>> = {
  text: (records) =>
    records.length === 0
      ? "No report waits for its file."
      : [
          `${plural(records.length, "report")} to fetch`,
          ...alignColumns(
            records.map((record) => [
              record.key,
              plainText(record.link || "(no link)"),
              plainText(record.summary.title),
            ]),
          ),
        ].join("\n"),
  json: (records) =>
    JSON.stringify(
      records.map((record) => ({
        record: record.key,
        ...record.summary,
        link: record.link,
        box: record.box,
      })),
      null,
      2,
    ),
  csv: (records) =>
    [
      ...csvTable<ReportToFetch>(
        [
          ["record", ({ key }) => key],
          ["authors", ({ summary }) => summary.authors],
          ["year", ({ summary }) => summary.year],
          ["title", ({ summary }) => summary.title],
          ["venue", ({ summary }) => summary.venue],
          ["doi", ({ summary }) => summary.doi],
          ["link", ({ link }) => link],
        ],
        records,
      ),
    ]
      .join("")
      .trimEnd(),
};
