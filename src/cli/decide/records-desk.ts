import {
  conflictsWaiting,
  firstStageWith,
  ownDecisions,
  ownRow,
  recordsWaiting,
} from "../../core/decide/queue.ts";
import { reasonsAt } from "../../core/decide/reasons.ts";
import { decisionRow } from "../../core/decide/rows.ts";
import { startSession } from "../../core/decide/session.ts";
import { judge } from "../../core/judge.ts";
import type { RecordKey, Stage } from "../../core/model.ts";
import { WITHDRAWN } from "../../core/people.ts";
import type { Io } from "../io.ts";
import { type RecordView, recordLines, voteLines } from "./items.ts";
import { linksTo, openLinks } from "./links.ts";
import type { OpenDesk, OpenSession } from "./open-session.ts";
import { openShelf, SHELF } from "./shelf.ts";

/** Screening of records and assessment of reports; with conflicts, settling what others disagree on. */
export function recordsDesk(open: OpenSession): OpenDesk {
  const { io, review, screened, reviewer, task, table, records, decidedAt } = open;
  const { protocol } = review.input;
  const rated = screened.rating.kind === "rated";
  const resolving = task.kind === "resolve";
  const left = (stage: Stage) =>
    resolving
      ? conflictsWaiting(screened, stage, task.order)
      : recordsWaiting(screened, protocol, reviewer, stage, task.order);
  const { stage, left: queue } =
    task.stage === undefined ? firstStageWith(left) : { stage: task.stage, left: left(task.stage) };
  const ballots = (key: RecordKey) => screened.ballot(key, stage);
  const waiting = new Set(queue);
  const own = (key: RecordKey) => ownRow(ballots(key), reviewer);
  const order = task.order === "key" ? "by key" : rated ? "by rating" : "by key, no rating yet";
  const stageName = stage === "title-abstract" ? "title/abstract" : "full text";
  const where = resolving ? `conflicts at ${stageName}` : stageName;
  const criteria = protocol.criteria.filter(
    (criterion) => criterion.stage === stage || criterion.stage === "title-abstract",
  );
  const shelf = openShelf(screened.read);
  const links = (key: RecordKey) => linksTo(shelf.get(key).record);
  return {
    where,
    start: startSession({
      queue,
      answered: resolving
        ? []
        : ownDecisions(screened, reviewer, stage)
            .map(({ key }) => key)
            .filter((key) => !waiting.has(key)),
      said: new Map(
        resolving
          ? []
          : queue.flatMap((key) => {
              const row = own(key);
              if (row === undefined || row.verdict === WITHDRAWN) return [];
              const { verdict, reasons, note } = row;
              return [[key, { verdict, reasons, note }] as const];
            }),
      ),
      notice: "",
    }),
    desk: {
      frame: {
        heading: [where, reviewer, order],
        plan: {
          task: task.kind,
          reasons: reasonsAt(protocol, stage),
          reasonRequired: stage === "full-text",
        },
      },
      isReady: (key) => shelf.has([key]),
      async prepare(upcoming) {
        const key = upcoming[0]!;
        await shelf.fetch([key], upcoming.slice(0, SHELF));
        const subject = shelf.get(key);
        const fullText = stage === "full-text" ? await fullTextOf(io, key) : undefined;
        const view: RecordView = {
          key,
          record: subject.record,
          sources: records.get(key)?.sources ?? [],
          judgements: judge(protocol, stage, subject),
          ...(fullText !== undefined && { fullText }),
        };
        // Blind: what others said is shown only to who is asked to settle it.
        return (width) => [
          ...(resolving ? voteLines(ballots(key), stageName, width) : []),
          ...recordLines(view, criteria, width),
        ];
      },
      say: (key, saying) =>
        table.add(
          decisionRow(
            key,
            records.get(key)!.summary,
            own(key)?.reference,
            stage,
            saying,
            resolving,
            decidedAt(ballots(key).latest),
          ),
        ),
      open: (key) => openLinks(io, links(key)),
    },
  };
}

async function fullTextOf(io: Io, key: RecordKey): Promise<string | undefined> {
  for (const ending of ["pdf", "txt"]) {
    const path = `fulltext/${key}.${ending}`;
    if ((await io.kindOf(path)) === "file") return path;
  }
  return undefined;
}
