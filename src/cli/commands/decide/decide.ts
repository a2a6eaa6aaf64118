import { RATING_SHOWN } from "../../../core/decide/keymap.ts";
import type { Order } from "../../../core/decide/order.ts";
import { decidedIds, FIRST_OF_LIST } from "../../../core/decide/own-decisions.ts";
import { NEEDED_COLUMNS } from "../../../core/decide/rows.ts";
import { sayingText } from "../../../core/decide/saying-text.ts";
import { progressOf, type Session } from "../../../core/decide/session.ts";
import type { Stage } from "../../../core/records/model.ts";
import { compareText } from "../../../core/records/problem.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { screenReview } from "../../../core/review/review.ts";
import { linesInDoubt } from "../../../formats/review-files/review-tables.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { decisionFileOf } from "../../folder/decision-files.ts";
import { besideOthers } from "../../folder/folder-lock.ts";
import { readTableToExtend } from "../../folder/kept-files.ts";
import { openReview, type Review } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io, Terminal } from "../../io/io.ts";
import { notTogether } from "../../usage/option.ts";
import type { OpenSession, SessionRequest } from "./open-session.ts";
import { prepareSession } from "./prepare-session.ts";
import { chosenReviewer } from "./reviewers.ts";
import { runSession } from "./run-session.ts";
import {
  clockOfRows,
  KEPT_RECORDS,
  openDecisions,
  openPairs,
  PAIRS_FILE,
  retrievalTable,
} from "./tables.ts";

export interface DecideOptions {
  /** Serves a page instead of taking the terminal. */
  readonly web?: boolean;
  readonly host?: string;
  readonly port?: number;
  /** False with `--no-open`. */
  readonly open?: boolean;
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
 * next record is shown; with `--web` in a browser.
 */
export async function decide(options: DecideOptions, io: Io): Promise<ExitCode> {
  if (options.web) return decideInBrowsers(options, io);
  for (const [given, name] of [
    [options.host !== undefined, "--host"],
    [options.port !== undefined, "--port"],
    [options.open === false, "--no-open"],
  ] as const)
    if (given) throw new UserError(`${name} belongs to --web, which serves a page for browsers.`);
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

/** Serves the page until Ctrl-C. The page itself offers what options choose in the terminal. */
async function decideInBrowsers(options: DecideOptions, io: Io): Promise<ExitCode> {
  const { stage, duplicates, conflicts, revise, open = true, ...settings } = options;
  for (const [given, name] of [
    [stage !== undefined, "--stage"],
    [duplicates, "--duplicates"],
    [conflicts, "--conflicts"],
    [revise, "--revise"],
  ] as const)
    if (given) throw notTogether("--web", name, ", because the page itself offers that");
  const { serve } = await import("./web/serve.ts");
  await serve({ ...settings, open }, io, () => io.untilInterrupted());
  return EXIT.ok;
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
    request.kind === "pairs" ? await openPairs(io, review) : await openDecisions(io, review, file);
  const isByRating =
    request.kind === "screen" && request.order === "rating" && request.audit === undefined;
  const screened = await screenReview(review.input, {
    wholeRecords: KEPT_RECORDS,
    vectors: true,
    ...(isByRating && { earlierRating: true }),
  });
  // Otherwise they are recalled while the reviewer reads the first record.
  if (isByRating && !screened.isRatedEarlier) await screened.recallVectors();

  const records = new Map(screened.results.records.map((record) => [record.key, record]));
  const decidedAt = clockOfRows(io);
  const retrievals = retrievalTable(io, review);
  const open = { io, review, screened, reviewer, request, table, retrievals, records, decidedAt };
  const session = prepareSession(open);
  const { desk, start, where } = session;
  const revisable = decidedIds(start).length > 0;
  if (request.revise ? !revisable : start.queue.length === 0) {
    const what = request.revise
      ? "nothing is decided yet"
      : `nothing is left to decide${revisable ? "; slr decide --revise shows what is decided" : ""}`;
    io.notify(`${plainText(reviewer)}, ${where}: ${what}. ${NEXT}`);
    return EXIT.ok;
  }
  io.status({ doing: "Reading the first records" });
  if (start.queue.length > 0) await desk.prepare(start.queue);
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
  const { reviewer, because } = await chosenReviewer(as, protocol, io);
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
