import { decidedIds } from "../../../core/decide/own-decisions.ts";
import type {
  FilePage,
  ItemView,
  OwnAnswer,
  RowReference,
} from "../../../core/decide/page-data.ts";
import { ownRow } from "../../../core/decide/queue.ts";
import { chooseReviewer } from "../../../core/decide/reviewer.ts";
import { decisionRow } from "../../../core/decide/rows.ts";
import { WITHDRAWN } from "../../../core/records/decision.ts";
import type { RecordKey, Stage } from "../../../core/records/model.ts";
import { plainText } from "../../../core/records/text/plain-text.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { isoText, type Time } from "../../../core/records/time.ts";
import { latestTime } from "../../../core/records/time-order.ts";
import { type RatedReview, screenReview } from "../../../core/review/review.ts";
import { filePageJson } from "../../../outputs/web-page/file-page.ts";
import { offlinePage } from "../../../outputs/web-page/page-html.ts";
import { decisionFiles } from "../../folder/decision-files.ts";
import type { GrowingTable } from "../../folder/growing-table.ts";
import { outputFile, writeOutput } from "../../folder/output-file.ts";
import { openReview, type Review } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { pageCode } from "../../shipped/page-code.ts";
import type { PreparedSession } from "../decide/open-session.ts";
import { recordsSession } from "../decide/records-session.ts";

interface ReviewerExport {
  readonly as?: string;
  readonly stage: Stage;
  readonly output?: string;
}

/** More records than this do not fit into a file that a browser opens. */
const MOST_RECORDS = 100_000;
/** As many records become data at a time. */
const BATCH = 400;

/**
 * `slr export --for reviewer`: one file with a reviewer's queue, which needs no server and no
 * network. It holds what the reviewer may see, and nothing of what others decided.
 */
export async function exportForReviewer(
  { as, stage, output: asked }: ReviewerExport,
  io: Io,
): Promise<ExitCode> {
  const output = outputFile(asked);
  if (output === undefined && io.width !== undefined)
    throw new UserError("A page for a browser is too long for a terminal.", {
      hint: `Write it to a file: --output ${as ?? "ada"}.html`,
    });
  const code = await pageCode();
  const opened = await openReview(io, []);
  const reviewer = await reviewerOf(as, opened, io);
  const screened = await screenReview(opened.input, { wholeRecords: MOST_RECORDS });
  const session = sessionOf(io, opened, screened, reviewer, stage);
  const page = await pageOf(session, opened, screened, reviewer, stage, (n, all) =>
    io.status({ doing: "Writing the page", done: n, unit: "records", share: n / all }),
  );
  const { left, decided } = page.state;
  if (page.items.length === 0)
    throw new UserError(`Nothing waits for ${plainText(reviewer)} at ${session.where}.`, {
      hint: "slr status says what waits for whom; --stage names the other stage.",
    });
  const title = `${page.title === "" ? "Screening" : page.title}: ${session.where}, ${reviewer}`;
  const pieces = bytesOf(offlinePage(code, title, filePageJson(page)));
  if (output !== undefined) await writeOutput(io, output, pieces, opened.inputs().keys());
  else for await (const piece of pieces) if (!(await io.write(piece))) break;
  const name = plainText(reviewer);
  const where = output === undefined ? "" : ` to ${output}`;
  io.notify(
    `Exported ${plural(left, "record")} for ${name} at ${session.where}${where}, and ${formatCount(decided)} decided before.`,
  );
  io.notify(
    `${name} opens the file in a browser and saves decisions-${name}.csv; slr import decisions takes that in.`,
  );
  return EXIT.ok;
}

async function reviewerOf(as: string | undefined, { input }: Review, io: Io): Promise<string> {
  const { files } = await decisionFiles(io);
  if (as === undefined)
    throw new UserError("--for reviewer needs --as: the reviewer whose queue it is.", {
      hint: "slr export --for reviewer --as ada -o ada.html",
    });
  const choice = chooseReviewer({
    asked: as,
    known: [...new Set(files.map(({ reviewer }) => reviewer))],
    kinds: input.protocol.reviewers,
    gitName: undefined,
  });
  if (!choice.ok)
    throw new UserError(choice.message, choice.hint === undefined ? {} : { hint: choice.hint });
  return choice.reviewer;
}

/** Nothing is written here: the answers stay in the browser until they are imported. */
const NO_TABLE: GrowingTable = {
  file: "",
  add: () => Promise.reject(new Error("A file for a reviewer writes no rows.")),
};

function sessionOf(
  io: Io,
  review: Review,
  screened: RatedReview,
  reviewer: string,
  stage: Stage,
): PreparedSession {
  return recordsSession({
    io,
    review,
    screened,
    reviewer,
    request: {
      kind: "screen",
      stage,
      order: "rating",
      audit: undefined,
      revise: false,
      rating: true,
    },
    table: NO_TABLE,
    retrievals: NO_TABLE,
    records: new Map(screened.results.records.map((record) => [record.key, record])),
    decidedAt: () => "",
  });
}

async function pageOf(
  session: PreparedSession,
  { input }: Review,
  screened: RatedReview,
  reviewer: string,
  stage: Stage,
  report: (done: number, all: number) => void,
): Promise<Omit<FilePage, "database">> {
  const { plan, start, where, pilot } = session;
  const { queue, said } = start;
  const decided = decidedIds(start);
  // A maybe at full text waits again, and stands until it is answered otherwise.
  const again = queue.filter((id) => said.has(id));
  const answers = [...new Set([...decided, ...again])].map((id): OwnAnswer => {
    return { id, said: said.get(id)!, label: plainText(plan.labelOf(id)) };
  });
  const ids = [...queue, ...decided.filter((id) => !queue.includes(id))];
  const items = await itemsOf(session, ids, report);
  const verdicts: Record<string, number> = {};
  for (const { said: one } of answers) verdicts[one.verdict] = (verdicts[one.verdict] ?? 0) + 1;
  return {
    reviewer,
    title: plainText(input.protocol.title ?? ""),
    plan: {
      work: `screen/${stage}`,
      task: plan.task,
      where,
      stage,
      reasons: plan.reasons.map(({ id, text }) => ({ id, text: plainText(text) })),
      reasonRequired: plan.reasonRequired,
      canMissReports: plan.canMissReports,
      // Outliers are told by a model, which the file does not carry.
      orders: ["rating", "key"],
    },
    state: {
      decided: decided.length,
      left: queue.length,
      verdicts,
      upcoming: queue,
      order: "rating",
      orderName: session.orderName(),
      pilot: queue.filter((id) => pilot.has(id)),
    },
    items,
    notice: "",
    answers,
    references: referencesOf(screened, reviewer, stage, ids),
    latest: latestRow(screened, reviewer, stage),
  };
}

/** The items as data; a full text is not part of the file. */
async function itemsOf(
  { desk }: PreparedSession,
  ids: readonly string[],
  report: (done: number, all: number) => void,
): Promise<ItemView[]> {
  const items: ItemView[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    report(at, ids.length);
    items.push(...(await desk.view(ids.slice(at, at + BATCH))));
  }
  return items;
}

/** How a row of the reviewer would name each record, so that the import writes the same. */
function referencesOf(
  { ballot, results }: RatedReview,
  reviewer: string,
  stage: Stage,
  ids: readonly RecordKey[],
): Record<string, RowReference> {
  const wanted = new Set(ids);
  return Object.fromEntries(
    results.records
      .filter(({ key }) => wanted.has(key))
      .map(({ key, summary }) => {
        const earlier = ownRow(ballot(key, stage), reviewer)?.reference;
        const cells = decisionRow(key, summary, earlier, stage, undefined, false, "");
        const { record = "", doi = "", pmid = "", title = "", year = "" } = cells;
        return [key, { record, doi, pmid, title, year }];
      }),
  );
}

/** The time of the reviewer's last row, which rows of the file must not come before. */
function latestRow({ ballot, results }: RatedReview, reviewer: string, stage: Stage): string {
  const times = results.records.flatMap(({ key }): Time[] => {
    const row = ownRow(ballot(key, stage), reviewer);
    return row === undefined || row.verdict === WITHDRAWN ? [] : [row.decidedAt];
  });
  const latest = latestTime(times);
  return latest === undefined ? "" : isoText(latest);
}

async function* bytesOf(pieces: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}
