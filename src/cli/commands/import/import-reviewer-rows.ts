import { chooseReviewer } from "../../../core/decide/reviewer.ts";
import { RETRIEVAL_COLUMNS } from "../../../core/decide/rows.ts";
import {
  planRows,
  type RowsPlan,
  type SaidOfRetrieval,
} from "../../../core/overviews/import/import-rows.ts";
import { addAll } from "../../../core/records/add-all.ts";
import type { Decision } from "../../../core/records/decision.ts";
import { type Problem, sortProblems } from "../../../core/records/problem.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { startOf } from "../../../core/records/time.ts";
import { findRecords } from "../../../core/review/find-records.ts";
import { linesInDoubt, tableShape } from "../../../formats/review-files/review-tables.ts";
import { type ReviewerRow, readReviewerRows } from "../../../formats/review-files/reviewer-rows.ts";
import type { ToolFile } from "../../../formats/screening-tools/index.ts";
import { decisionFiles } from "../../folder/decision-files.ts";
import { growingTable } from "../../folder/growing-table.ts";
import { readTableToExtend } from "../../folder/kept-files.ts";
import { openReview, type Review } from "../../folder/review-folder.ts";
import { type ExitCode, exitCodeOf, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { printProblems } from "../../io/problems.ts";
import { appendDecisions, printCounts } from "./append-decisions.ts";

const RETRIEVALS_FILE = "retrieval.csv";

/**
 * Takes in what a page for one reviewer has saved, `decisions-ada.csv`, with its history. Importing
 * a file again adds only the rows that it has gained.
 */
export async function importReviewerRows(
  files: readonly ToolFile[],
  { as, dryRun }: { readonly as?: string; readonly dryRun?: boolean },
  io: Io,
): Promise<ExitCode> {
  const { rows, problems } = await readFiles(files);
  const review = await openReview(io, []);
  const named = await nameReviewers(rows, as, review, io);
  const plan = await planFor(named, review);
  if (dryRun !== true) {
    await appendDecisions(plan.decisions, io);
    await appendRetrievals(plan.retrievals, io);
  }
  const all = sortProblems([...problems, ...plan.problems, ...linesInDoubt(review.input.problems)]);
  await printCounts(plan.counts, io);
  await printProblems(io, all, { everyError: true });
  const parts = [
    ...(plan.decisions.length > 0 ? [`${plural(plan.decisions.length, "row")} to decisions/`] : []),
    ...(plan.retrievals.length > 0
      ? [`${plural(plan.retrievals.length, "row")} to ${RETRIEVALS_FILE}`]
      : []),
  ];
  const added = parts.join(" and ");
  io.notify(
    added === ""
      ? "Nothing to add."
      : dryRun
        ? `Would add ${added}; nothing is written (--dry-run).`
        : `Added ${added}.`,
  );
  return exitCodeOf(all);
}

/** The rows of all files in the order of their times; rows of one second stay in their order. */
async function readFiles(files: readonly ToolFile[]) {
  const rows: ReviewerRow[] = [];
  const problems: Problem[] = [];
  for (const { file, text } of files) {
    let whole = "";
    for await (const chunk of text()) whole += chunk;
    const reading = readReviewerRows(whole, file);
    rows.push(...reading.rows);
    addAll(problems, reading.problems);
  }
  const timeOf = (one: ReviewerRow) =>
    startOf(one.kind === "decision" ? one.row.decidedAt : one.decidedAt);
  return { rows: rows.sort((a, b) => timeOf(a) - timeOf(b) || 0), problems };
}

/** A name in a file from elsewhere becomes the name of a file here, so it must be one. */
async function nameReviewers(
  rows: readonly ReviewerRow[],
  as: string | undefined,
  { input }: Review,
  io: Io,
): Promise<readonly ReviewerRow[]> {
  const reviewerOf = (one: ReviewerRow) =>
    one.kind === "decision" ? one.row.reviewer : one.reviewer;
  const names = [...new Set(rows.map(reviewerOf))];
  if (as !== undefined && names.length > 1)
    throw new UserError(
      `--as ${as} names one reviewer, and these files hold decisions of several: ${names.join(", ")}.`,
      { hint: "Leave it out: each reviewer gets a file in decisions/." },
    );
  const { files } = await decisionFiles(io);
  const known = [...new Set(files.map(({ reviewer }) => reviewer))];
  const chosen = new Map<string, string>();
  for (const name of names) {
    const { reviewers: kinds } = input.protocol;
    const choice = chooseReviewer({ asked: as ?? name, known, kinds, gitName: undefined });
    if (!choice.ok)
      throw new UserError(choice.message, {
        hint: "slr import decisions --as ada names the reviewer.",
      });
    chosen.set(name, choice.reviewer);
  }
  return rows.map((one) =>
    one.kind === "decision"
      ? { ...one, row: { ...one.row, reviewer: chosen.get(one.row.reviewer)! } }
      : { ...one, reviewer: chosen.get(one.reviewer)! },
  );
}

async function planFor(rows: readonly ReviewerRow[], { input }: Review): Promise<RowsPlan> {
  const found = await findRecords(input);
  const decisions: Decision[] = [];
  const retrievals: SaidOfRetrieval[] = [];
  for (const one of rows) {
    if (one.kind === "decision") decisions.push(one.row);
    else retrievals.push(one);
  }
  return planRows(decisions, retrievals, {
    decisions: found.input.decisions,
    retrievals: input.retrievals,
    resolve: found.clustered.resolve,
  });
}

async function appendRetrievals(rows: readonly SaidOfRetrieval[], io: Io): Promise<void> {
  if (rows.length === 0) return;
  await io.endLastLine(RETRIEVALS_FILE);
  const columns = RETRIEVAL_COLUMNS;
  const shape = tableShape(await readTableToExtend(io, RETRIEVALS_FILE));
  const table = growingTable(io, RETRIEVALS_FILE, columns, shape ?? { columns, delimiter: "," });
  for (const { reference, status, note } of rows)
    await table.add({ record: reference.record, status, file: "", note });
}
