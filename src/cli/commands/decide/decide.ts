import { RATING_SHOWN } from "../../../core/decide/keymap.ts";
import type { Order } from "../../../core/decide/order.ts";
import { decidedIds, FIRST_OF_LIST } from "../../../core/decide/own-decisions.ts";
import { chooseReviewer } from "../../../core/decide/reviewer.ts";
import {
  DECISION_COLUMNS,
  decidedAtOf,
  NEEDED_COLUMNS,
  PAIR_COLUMNS,
  RETRIEVAL_COLUMNS,
} from "../../../core/decide/rows.ts";
import { sayingText } from "../../../core/decide/saying-text.ts";
import { progressOf, type Session } from "../../../core/decide/session.ts";
import type { Stage } from "../../../core/records/model.ts";
import { compareText } from "../../../core/records/problem.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { readTime, type Time } from "../../../core/records/time.ts";
import { screenReview } from "../../../core/review/review.ts";
import { linesInDoubt, tableShape } from "../../../formats/review-files/review-tables.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { decisionFileOf, decisionFiles } from "../../folder/decision-files.ts";
import { besideOthers } from "../../folder/folder-lock.ts";
import { type GrowingTable, growingTable } from "../../folder/growing-table.ts";
import { readTableToExtend } from "../../folder/kept-files.ts";
import { openReview, type Review } from "../../folder/review-folder.ts";
import { diskMessage, EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io, Terminal } from "../../io/io.ts";
import { notTogether } from "../../usage/option.ts";
import { duplicatesSession } from "./duplicates-session.ts";
import type { OpenSession, SessionRequest } from "./open-session.ts";
import { recordsSession } from "./records-session.ts";
import { runSession } from "./run-session.ts";

const PAIRS_FILE = "duplicates.csv";
const RETRIEVALS_FILE = "retrieval.csv";

/**
 * A review of at most this many records is kept in memory, so that nobody waits for the exports.
 */
const KEPT_RECORDS = 5_000;

export interface DecideOptions {
  readonly as?: string;
  readonly stage?: Stage;
  readonly order: Order;
  readonly audit?: number;
  readonly duplicates?: boolean;
  readonly conflicts?: boolean;
  /** Begins with the list of what the reviewer has decided. */
  readonly revise?: boolean;
}

/**
 * `slr decide`: screening in the terminal, one key for each decision, each on the disk before the
 * next record is shown.
 */
export async function decide(options: DecideOptions, io: Io): Promise<ExitCode> {
  const request = requestOf(options);
  const terminal = terminalOf(io, request);
  const first = await openReview(io, []);
  const { reviewer, notice } = await reviewerOf(options, first, request, io);
  const file = request.kind === "pairs" ? PAIRS_FILE : await decisionFileOf(reviewer, io);
  return besideOthers(io, { doing: `slr decide of ${reviewer}`, table: file }, (other) => {
    if (other !== undefined) io.notify(plainText(other));
    return decideIn(file, {
      io,
      first,
      reviewer,
      request,
      terminal,
      notice: other === undefined ? notice : [...notice, other],
    });
  });
}

/** A session of one reviewer, before the review is screened for it. */
interface Beginning {
  readonly io: Io;
  readonly first: Review;
  readonly reviewer: string;
  readonly request: SessionRequest;
  readonly terminal: Terminal;
  readonly notice: readonly string[];
}

async function decideIn(
  file: string,
  { io, first, reviewer, request, terminal, notice }: Beginning,
): Promise<ExitCode> {
  await readTableToExtend(io, file); // Refuses a table in UTF-16 before anything is written to it.
  const mended = await io.endLastLine(file);
  const review = mended === undefined ? first : await openReview(io, []);
  const table =
    request.kind === "pairs"
      ? await openTable(io, review, file, PAIR_COLUMNS, NEEDED_COLUMNS.pairs)
      : await openTable(io, review, file, DECISION_COLUMNS, NEEDED_COLUMNS.decisions);
  const screened = await screenReview(review.input, { wholeRecords: KEPT_RECORDS });

  const records = new Map(screened.results.records.map((record) => [record.key, record]));
  let latestNow = "";
  const decidedAt = (latest: Time) => {
    latestNow = decidedAtOf(`${io.now().toISOString().slice(0, 19)}Z`, readTime(latestNow));
    return decidedAtOf(latestNow, latest);
  };
  const retrievals = retrievalTable(io, review);
  const open = { io, review, screened, reviewer, request, table, retrievals, records, decidedAt };
  const session = request.kind === "pairs" ? duplicatesSession(open) : recordsSession(open);
  const { desk, start, where } = session;
  const revisable = decidedIds(start).length > 0;
  if (request.revise ? !revisable : start.queue.length === 0) {
    io.status(undefined);
    const what = request.revise
      ? "nothing is decided yet"
      : `nothing is left to decide${revisable ? "; slr decide --revise shows what is decided" : ""}`;
    io.notify(`${plainText(reviewer)}, ${where}: ${what}. ${NEXT}`);
    return EXIT.ok;
  }
  io.status("Reading the first records");
  if (start.queue.length > 0) await desk.prepare(start.queue);
  io.status(undefined);
  const torn =
    mended === undefined
      ? []
      : [`${file}:${mended} was cut off in the middle of a line; have a look at it.`];
  const doubts = linesInDoubt(review.input.problems)
    .filter((problem) => problem.file === file)
    .map((problem) => `${file}:${problem.line} is not applied; slr check says why.`);
  const begin: Session = {
    ...start,
    notice: [...notice, start.notice, ...torn, ...doubts.slice(0, 3)].filter(Boolean).join(" "),
    ...(request.revise && { prompt: FIRST_OF_LIST }),
  };
  const end = await runSession(begin, session, terminal, io.colour);
  summarize(begin, end, where, open);
  return EXIT.ok;
}

const NEXT = "Next: slr screen counts the flow anew.";

function requestOf(options: DecideOptions): SessionRequest {
  const { stage, order, duplicates, conflicts, audit, revise } = options;
  if (duplicates && conflicts) throw notTogether("--duplicates", "--conflicts");
  if (revise && (duplicates || conflicts))
    throw notTogether(
      "--revise",
      duplicates ? "--duplicates" : "--conflicts",
      ", because it lists your decisions on records",
    );
  if (duplicates && stage !== undefined)
    throw notTogether("--stage", "--duplicates", ", because pairs have no stage");
  if (audit !== undefined && (duplicates || conflicts || stage !== undefined))
    throw notTogether(
      "--audit",
      duplicates ? "--duplicates" : conflicts ? "--conflicts" : "--stage",
      ", because an audit is a session of its own at title/abstract",
    );
  return {
    kind: duplicates ? "pairs" : conflicts ? "resolve" : "screen",
    stage: audit === undefined ? stage : "title-abstract",
    order,
    audit,
    revise: revise === true,
  };
}

function terminalOf(io: Io, request: SessionRequest): Terminal {
  const row =
    request.kind === "pairs"
      ? `${PAIRS_FILE} with ${NEEDED_COLUMNS.pairs.join(",")}`
      : `decisions/<reviewer>.csv with ${NEEDED_COLUMNS.decisions.join(",")}`;
  if (io.terminal !== undefined) return io.terminal;
  throw new UserError("slr decide needs a terminal, and stdin or stdout is none.", {
    hint: `Decisions can be written by hand, too: a row in ${row}.`,
  });
}

async function reviewerOf(
  { as }: DecideOptions,
  { input: { protocol } }: Review,
  request: SessionRequest,
  io: Io,
): Promise<{ reviewer: string; notice: string[] }> {
  const { files } = await decisionFiles(io);
  const known = [...new Set(files.map(({ reviewer }) => reviewer))];
  const choice = chooseReviewer({
    asked: as,
    known,
    kinds: protocol.reviewers,
    gitName: as === undefined ? await io.gitName() : undefined,
  });
  if (!choice.ok)
    throw new UserError(choice.message, choice.hint === undefined ? {} : { hint: choice.hint });
  const { reviewer, because } = choice;
  const { adjudicators } = protocol;
  if (request.kind === "resolve" && adjudicators.length > 0 && !adjudicators.includes(reviewer)) {
    throw new UserError(
      `\`${reviewer}\` may not settle conflicts; only the adjudicators that slr.yaml names may: ${adjudicators.join(", ")}.`,
      { hint: "Without --conflicts slr decide shows what is left for you to screen." },
    );
  }
  const why = {
    asked: [],
    only: [`You decide as ${reviewer}, the only reviewer in decisions/; --as names another.`],
    git: [`You decide as ${reviewer}, as git knows you; --as names another.`],
  };
  return { reviewer, notice: why[because] };
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
function retrievalTable(io: Io, review: Review): GrowingTable {
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

const NOT_RETRIEVED = sayingText({ verdict: "not-retrieved", reasons: [] });

/** What was decided, what is left, and what to do now. */
function summarize(start: Session, end: Session, where: string, open: OpenSession): void {
  const { io, reviewer, table, retrievals } = open;
  const sayings = [...end.said]
    .filter(([id, saying]) => start.said.get(id) !== saying)
    .map(([, saying]) => sayingText({ ...saying, reasons: [] }));
  const counts = [...new Set(sayings)]
    .sort(compareText)
    .map((verdict) => `${sayings.filter((one) => one === verdict).length} ${verdict}`);
  const standing = new Set([...end.done.map(({ id }) => id), ...end.said.keys()]);
  const takenBack = start.done.filter(({ id }) => !standing.has(id)).length;
  const parts = [
    `${formatCount(sayings.length)} decided${counts.length > 0 ? ` (${counts.join(", ")})` : ""}`,
    ...(takenBack > 0 ? [`${formatCount(takenBack)} of earlier sessions taken back`] : []),
    `${formatCount(progressOf(end).left)} left`,
  ];
  io.print(`${plainText(reviewer)}, ${where}: ${parts.join(", ")}.`);
  for (const [id, note] of end.notes)
    io.notify(`The note on ${id} went with no decision and is not saved: ${plainText(note)}`);
  for (const [id, tags] of end.tags) {
    const given = tags.filter((tag) => tag !== RATING_SHOWN);
    if (given.length > 0)
      io.notify(
        `The tags on ${id} went with no decision and are not saved: ${plainText(given.join("; "))}`,
      );
  }
  const files = [
    ...(sayings.every((verdict) => verdict === NOT_RETRIEVED) && takenBack === 0
      ? []
      : [table.file]),
    ...(sayings.includes(NOT_RETRIEVED) ? [retrievals.file] : []),
  ];
  io.notify(files.length > 0 ? `They are in ${files.join(" and ")}. ${NEXT}` : NEXT);
}
