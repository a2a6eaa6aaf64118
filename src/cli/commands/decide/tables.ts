import {
  decidedAtOf,
  NEEDED_COLUMNS,
  PAIR_COLUMNS,
  RETRIEVAL_COLUMNS,
} from "../../../core/decide/rows.ts";
import { DECISION_COLUMNS } from "../../../core/records/decision.ts";
import { readTime, type Time } from "../../../core/records/time.ts";
import { tableShape } from "../../../formats/review-files/review-tables.ts";
import { type GrowingTable, growingTable } from "../../folder/growing-table.ts";
import { readTableToExtend } from "../../folder/kept-files.ts";
import type { Review } from "../../folder/review-folder.ts";
import { diskMessage, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

export const PAIRS_FILE = "duplicates.csv";
export const RETRIEVALS_FILE = "retrieval.csv";

/**
 * A review of at most this many records is kept in memory, so that nobody waits for the exports.
 */
export const KEPT_RECORDS = 5_000;

/** The times of rows: that of the clock, but never earlier than a row before, whatever the clock does. */
export function clockOfRows(io: Pick<Io, "now">): (latest: Time) => string {
  let latestNow = "";
  return (latest) => {
    latestNow = decidedAtOf(`${io.now().toISOString().slice(0, 19)}Z`, readTime(latestNow));
    return decidedAtOf(latestNow, latest);
  };
}

/** The table of a reviewer's decisions. */
export function openDecisions(io: Io, review: Review, file: string): Promise<GrowingTable> {
  return openTable(io, review, file, DECISION_COLUMNS, NEEDED_COLUMNS.decisions);
}

/** The table of answers about possible duplicates. */
export function openPairs(io: Io, review: Review): Promise<GrowingTable> {
  return openTable(io, review, PAIRS_FILE, PAIR_COLUMNS, NEEDED_COLUMNS.pairs);
}

/** Refuses a table to which rows cannot be added without a loss. */
async function openTable(
  io: Io,
  { input }: Review,
  file: string,
  columns: readonly string[],
  needed: readonly string[],
): Promise<GrowingTable> {
  const broken = input.problems.filter(
    (problem) => problem.file === file && /\/(?:no-header|no-column)$/.test(problem.code),
  );
  if (broken.length > 0)
    throw UserError.fromProblems(broken, `Mend ${file} first: slr only ever adds rows to it.`);
  const shape = tableShape(await readTableToExtend(io, file)) ?? { columns, delimiter: "," };
  const missing = needed.filter((column) => !shape.columns.includes(column));
  if (missing.length > 0) {
    throw new UserError(
      `${file}:1: error: The header lacks ${missing.join(", ")}; slr decide needs ${needed.join(",")}. (decide/no-column)`,
      { hint: "Add the missing names to the end of the first line; the rows need no change." },
    );
  }
  const table = growingTable(io, file, columns, shape);
  return {
    file,
    async add(cells) {
      try {
        await table.add(cells);
      } catch (cause) {
        const record = cells.record ?? `${cells.a} and ${cells.b}`;
        throw new UserError(
          `\`${cells.verdict}\` for ${record} is not in ${file}; everything before it is. ${diskMessage(cause) ?? ""}`.trimEnd(),
          { cause },
        );
      }
    },
  };
}

/** retrieval.csv, opened with its first row, because most sessions add none. */
export function retrievalTable(io: Io, review: Review): GrowingTable {
  let opened: Promise<GrowingTable> | undefined;
  const open = async () => {
    await io.endLastLine(RETRIEVALS_FILE);
    const needed = NEEDED_COLUMNS.retrievals;
    return openTable(io, review, RETRIEVALS_FILE, RETRIEVAL_COLUMNS, needed);
  };
  return {
    file: RETRIEVALS_FILE,
    async add(cells) {
      opened ??= open();
      await (await opened).add(cells);
    },
  };
}
