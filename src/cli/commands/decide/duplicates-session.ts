import { pairsWaiting } from "../../../core/decide/pair-queue.ts";
import { pairId } from "../../../core/decide/queue.ts";
import { pairRow } from "../../../core/decide/rows.ts";
import { startSession } from "../../../core/decide/session.ts";
import { linksTo } from "../../../core/overviews/report-links.ts";
import type { RecordKey } from "../../../core/records/model.ts";
import { NO_TIME } from "../../../core/records/time.ts";
import { latestTime } from "../../../core/records/time-order.ts";
import { pairLines, type RecordView } from "./items.ts";
import { openLinks } from "./links.ts";
import type { OpenSession, PreparedSession } from "./open-session.ts";
import { openReadAhead, READ_AHEAD, searchRecords } from "./read-ahead.ts";

/** Possible duplicates, two records side by side. */
export function duplicatesSession(open: OpenSession): PreparedSession {
  const { io, review, screened, reviewer, table, records, decidedAt } = open;
  const pairs = new Map(
    screened.results.possibleDuplicates.map((pair) => [pairId(pair), pair] as const),
  );
  const { queue, causes } = pairsWaiting(screened.results);
  const readAhead = openReadAhead(screened);
  const keysOf = (id: string): [RecordKey, RecordKey] => {
    const { recordA, recordB } = pairs.get(id)!;
    return [recordA, recordB];
  };
  const viewOf = (key: RecordKey): RecordView => ({
    key,
    record: readAhead.get(key).record,
    sources: records.get(key)?.sources ?? [],
    judgements: [],
  });
  const timesOf = (keys: readonly [RecordKey, RecordKey]) =>
    review.input.pairs
      .filter(
        ({ a, b, by }) => by === reviewer && keys.includes(a.record) && keys.includes(b.record),
      )
      .map((row) => row.decidedAt);
  return {
    where: "possible duplicates",
    start: startSession({ queue, answered: [], said: new Map(), notice: "" }),
    source: {
      frame: {
        heading: () => ["possible duplicates", reviewer],
        plan: {
          task: "pairs",
          reasons: [],
          reasonRequired: false,
          canMissReports: false,
          labelOf: (id) => records.get(keysOf(id)[0])?.summary.title ?? "",
          causes,
        },
      },
      isReady: (id) => readAhead.has(keysOf(id)),
      async prepare(upcoming) {
        const id = upcoming[0]!;
        const [a, b] = keysOf(id);
        await readAhead.fetch([a, b], upcoming.slice(0, READ_AHEAD / 2).flatMap(keysOf));
        const { rule, similarity } = pairs.get(id)!;
        const why = `Why: ${rule}; one report with a probability of ${Math.floor(similarity * 100)} %`;
        const [one, other] = [viewOf(a), viewOf(b)];
        return (width) => pairLines(one, other, why, width);
      },
      say: (id, saying) => {
        const keys = keysOf(id);
        const [a, b] = keys.map((key) => records.get(key)!.summary);
        return table.add(
          pairRow(
            keys,
            [a!, b!],
            saying,
            reviewer,
            decidedAt(latestTime(timesOf(keys)) ?? NO_TIME),
          ),
        );
      },
      arrange: (queue) => queue,
      async search(text, ids) {
        const found = await searchRecords(screened.read, text, ids.flatMap(keysOf));
        return new Set(ids.filter((id) => keysOf(id).some((key) => found.has(key))));
      },
      open: (id) =>
        openLinks(
          io,
          keysOf(id).flatMap((key) => linksTo(readAhead.get(key).record)),
        ),
    },
  };
}
