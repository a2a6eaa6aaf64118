import { pairFields, pairSide, pairWhy } from "../../../core/decide/item-view.ts";
import type { ItemView } from "../../../core/decide/page-data.ts";
import { pairsWaiting } from "../../../core/decide/pair-queue.ts";
import { pairId } from "../../../core/decide/queue.ts";
import { pairRow } from "../../../core/decide/rows.ts";
import { type Saying, type SessionPlan, startSession } from "../../../core/decide/session.ts";
import { linksTo } from "../../../core/overviews/reports/report-links.ts";
import type { RecordKey } from "../../../core/records/model.ts";
import { plainText } from "../../../core/records/text/plain-text.ts";
import { NO_TIME } from "../../../core/records/time.ts";
import { latestTime } from "../../../core/records/time-order.ts";
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
  const standing = new Map<string, Saying | undefined>();
  const added = new Map<string, number>();
  const viewOf = (id: string): ItemView => {
    const [a, b] = keysOf(id);
    const [one, other] = [readAhead.get(a).record, readAhead.get(b).record];
    const said = standing.get(id);
    return {
      kind: "pair",
      id,
      seen: rowsAbout([a, b]).length + (added.get(id) ?? 0),
      ...(said !== undefined && { said }),
      label: labelOf(id),
      why: pairWhy(pairs.get(id)!),
      cause: plainText(causes.get(id) ?? ""),
      a: pairSide(a, one, records.get(a)),
      b: pairSide(b, other, records.get(b)),
      fields: pairFields(one, other),
    };
  };
  const labelOf = (id: string) => records.get(keysOf(id)[0])?.summary.title ?? "";
  const rowsAbout = (keys: readonly [RecordKey, RecordKey]) =>
    review.input.pairs.filter(
      ({ a, b, by }) => by === reviewer && keys.includes(a.record) && keys.includes(b.record),
    );
  const plan: SessionPlan = {
    task: "pairs",
    reasons: [],
    reasonRequired: false,
    canMissReports: false,
    labelOf,
    causes,
  };
  return {
    where: "possible duplicates",
    start: startSession({ queue, answered: [], said: new Map(), notice: "" }),
    plan,
    heading: () => ["possible duplicates", reviewer],
    orderName: () => "",
    pilot: new Set(),
    knows: (id) => pairs.has(id),
    desk: {
      isReady: (id) => readAhead.has(keysOf(id)),
      async prepare(upcoming) {
        const id = upcoming[0]!;
        await readAhead.fetch(keysOf(id), upcoming.slice(0, READ_AHEAD / 2).flatMap(keysOf));
        return viewOf(id);
      },
      async view(ids) {
        await readAhead.fetch(ids.flatMap(keysOf), []);
        return ids.map(viewOf);
      },
      async say(id, saying) {
        const keys = keysOf(id);
        const [a, b] = keys.map((key) => records.get(key)!.summary);
        const times = rowsAbout(keys).map((row) => row.decidedAt);
        const at = decidedAt(latestTime(times) ?? NO_TIME);
        await table.add(pairRow(keys, [a!, b!], saying, reviewer, at));
        standing.set(id, saying);
        added.set(id, (added.get(id) ?? 0) + 1);
      },
      arrange: (order) => order,
      async search(text, ids) {
        const found = await searchRecords(screened.read, text, ids.flatMap(keysOf));
        return new Set(ids.filter((id) => keysOf(id).some((key) => found.has(key))));
      },
      why: () => "",
      open: (id) =>
        openLinks(
          io,
          keysOf(id).flatMap((key) => linksTo(readAhead.get(key).record)),
        ),
    },
  };
}
