import type { FilePage, OwnAnswer, RowReference } from "../../core/decide/page-data.ts";
import type { Saying } from "../../core/decide/session.ts";
import { DECISION_COLUMNS, WITHDRAWN } from "../../core/records/decision.ts";

/**
 * The columns of the CSV that leaves the browser: those of `decisions/<reviewer>.csv`, then who
 * decided. A row with the stage `retrieval` is one for `retrieval.csv`.
 */
export const FILE_COLUMNS = [...DECISION_COLUMNS, "reviewer"] as const;

/** A row as the browser keeps it, its cells in the order of the columns. */
export type FileRow = readonly string[];

/** The stage of rows that say whether a report could be retrieved. */
const RETRIEVAL = "retrieval";

const at = (column: (typeof FILE_COLUMNS)[number]) => FILE_COLUMNS.indexOf(column);

/** The rows that an answer adds, as `slr decide` would add them to the tables of the review. */
export function rowsOf(
  page: Pick<FilePage, "reviewer" | "plan">,
  reference: RowReference,
  before: Saying | undefined,
  saying: Saying | undefined,
  decidedAt: string,
): FileRow[] {
  const isVote = (one: Saying | undefined) => one !== undefined && one.verdict !== "not-retrieved";
  const row = (stage: string, one: Saying | undefined): FileRow => [
    reference.record,
    stage,
    one?.verdict ?? WITHDRAWN,
    one?.reasons.join(";") ?? "",
    "",
    one?.note ?? "",
    decidedAt,
    reference.doi,
    reference.pmid,
    reference.title,
    reference.year,
    one?.tags.join(";") ?? "",
    page.reviewer,
  ];
  const rows: FileRow[] = [];
  // A report that was not retrieved has no decision, and one with a decision was retrieved.
  if (before?.verdict === "not-retrieved" || saying?.verdict === "not-retrieved")
    rows.push(row(RETRIEVAL, isVote(saying) ? undefined : saying));
  if (isVote(saying) || isVote(before))
    rows.push(row(page.plan.stage ?? "title-abstract", isVote(saying) ? saying : undefined));
  return rows;
}

/** The reviewer's answers after these rows, the oldest first, and what waits then. */
export function answersAfter(
  page: FilePage,
  rows: readonly FileRow[],
): { readonly answers: readonly OwnAnswer[]; readonly waiting: readonly string[] } {
  const answers = new Map(page.answers.toReversed().map((one) => [one.id, one]));
  const labels = new Map(page.items.map(({ id, label }) => [id, label]));
  const ids = new Map(
    [...Object.entries(page.references)].map(([id, { record }]) => [record, id] as const),
  );
  const waits = new Map(page.state.upcoming.map((id) => [id, true]));
  for (const row of inOrder(rows)) {
    const stage = row[at("stage")];
    if (stage !== RETRIEVAL && stage !== page.plan.stage) continue;
    const id = ids.get(row[at("record")] ?? "");
    if (id === undefined) continue;
    const said = sayingOf(row);
    const stands = answers.get(id)?.said;
    // A row about retrieval takes back no vote, and a vote taken back no row about retrieval.
    if (said === undefined && stands !== undefined) {
      const isRetrieval = stands.verdict === "not-retrieved";
      if (isRetrieval !== (stage === RETRIEVAL)) continue;
    }
    answers.delete(id);
    if (said !== undefined) answers.set(id, { id, said, label: labels.get(id) ?? "" });
    waits.set(id, said === undefined);
  }
  return {
    answers: [...answers.values()],
    waiting: page.items.map(({ id }) => id).filter((id) => waits.get(id) === true),
  };
}

function sayingOf(row: FileRow): Saying | undefined {
  const verdict = row[at("verdict")] ?? "";
  const known = (["include", "exclude", "maybe", "not-retrieved"] as const).find(
    (one) => one === verdict,
  );
  if (known === undefined) return undefined;
  const words = (cell: string | undefined) =>
    (cell ?? "")
      .split(";")
      .map((word) => word.trim())
      .filter((word) => word !== "");
  return {
    verdict: known,
    reasons: words(row[at("reason")]),
    note: row[at("note")] ?? "",
    tags: words(row[at("tags")]),
  };
}

/** Rows by the time of their decision; rows of one second stay as they were added. */
export function inOrder(rows: readonly FileRow[]): readonly FileRow[] {
  const time = (row: FileRow) => row[at("decided_at")] ?? "";
  return rows
    .map((row, place) => ({ row, place }))
    .sort((a, b) => {
      const [one, other] = [time(a.row), time(b.row)];
      return one === other ? a.place - b.place : one < other ? -1 : 1;
    })
    .map(({ row }) => row);
}

/** What an earlier file of the same reviewer adds, or why it cannot be taken in. */
export type Earlier =
  | { readonly ok: true; readonly rows: readonly FileRow[]; readonly known: number }
  | { readonly ok: false; readonly why: string };

/** The rows of an earlier CSV that the browser does not have, each as often as it is missing. */
export function earlierRows(
  table: readonly (readonly string[])[],
  reviewer: string,
  present: readonly FileRow[],
): Earlier {
  const [header = [], ...body] = table;
  const places = FILE_COLUMNS.map((column) => header.indexOf(column));
  const missing = FILE_COLUMNS.filter((column, n) => places[n]! < 0 && column !== "tags");
  if (missing.length > 0)
    return {
      ok: false,
      why: `This is no file that this page saved: it lacks the column ${missing[0]}.`,
    };
  const rows = body.map((row): FileRow => places.map((place) => row[place] ?? ""));
  const other = rows.find((row) => row[at("reviewer")] !== reviewer);
  if (other !== undefined)
    return {
      ok: false,
      why: `These are decisions of ${other[at("reviewer")] || "nobody"}, and this file is that of ${reviewer}.`,
    };
  const counts = new Map<string, number>();
  const name = (row: FileRow) => JSON.stringify(row);
  for (const row of present) counts.set(name(row), (counts.get(name(row)) ?? 0) + 1);
  const added = rows.filter((row) => {
    const left = counts.get(name(row)) ?? 0;
    counts.set(name(row), left - 1);
    return left <= 0;
  });
  return { ok: true, rows: added, known: rows.length - added.length };
}
