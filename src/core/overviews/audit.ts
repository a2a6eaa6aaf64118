import type { Protocol } from "../protocol/protocol.ts";
import type { RecordKey } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import { compareTimes } from "../records/time.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { ScreenedRecord } from "../screening/results.ts";
import { clopperPearson, type Interval, markedInPopulation } from "../statistics/exact-interval.ts";
import { inOrderOfLots } from "../votes/assignment.ts";
import type { Ballot, Vote } from "../votes/ballot.ts";

/** A record that screening excluded, in the order in which an audit reads such records again. */
export interface AuditedRecord {
  readonly record: ScreenedRecord;
  /** `open`: the person who read it again disagrees, and the conflict is not settled. */
  readonly found: "unread" | "rightly-excluded" | "missed" | "open";
}

/** What an audit of the excluded records says. */
export interface Audit {
  /** All records that title/abstract screening excluded before anybody audited them, in the order of their lots. */
  readonly population: readonly AuditedRecord[];
  /** How many of them, from the first on, were read again: a random sample of all. */
  readonly sample: number;
  readonly missed: number;
  /** Those of the missed on which people still disagree. */
  readonly open: number;
  /** Absent while nothing was read again. */
  readonly estimate?: AuditEstimate;
}

/** How many studies screening missed, judged by a random sample, with intervals of 95 %. */
export interface AuditEstimate {
  /** Among the excluded records, those found by the audit included. */
  readonly missed: number;
  readonly missedInterval: Interval;
  /** Share of the excluded that were missed, as if there were no end of them. */
  readonly shareInterval: Interval;
  /** Records that passed title/abstract screening, of all that should have. */
  readonly recall: number;
  readonly recallInterval: Interval;
}

/**
 * An audit of the records that title/abstract screening excluded: they are read again in an order that
 * is drawn by lot from key and seed, so everybody gets the same sample, and it can grow. Who reads a
 * record again says so by a vote beyond those that the review asks for, or by a row that resolves.
 * Records read again out of turn are no random sample and are not counted.
 */
export function auditOf(
  { results, ballot }: Pick<ScreenedReview, "results" | "ballot">,
  { screening }: Pick<Protocol, "screening">,
  seed: number,
): Audit {
  const needed = screening["title-abstract"].perRecord;
  const excluded = new Map<RecordKey, AuditedRecord>();
  for (const record of results.records) {
    const found = readAgain(record, ballot(record.key, "title-abstract"), needed);
    if (found !== undefined) excluded.set(record.key, { record, found });
  }
  const population = inOrderOfLots(excluded.keys(), `audit ${seed}`).map(
    (key) => excluded.get(key)!,
  );
  const firstUnread = population.findIndex(({ found }) => found === "unread");
  const sample = firstUnread < 0 ? population.length : firstUnread;
  const read = population.slice(0, sample);
  const open = read.filter(({ found }) => found === "open").length;
  const missed = open + read.filter(({ found }) => found === "missed").length;
  const audit = { population, sample, missed, open };
  if (sample === 0) return audit;
  const passed = results.records.filter(
    ({ titleAbstract }) => titleAbstract?.outcome === "include",
  ).length;
  return { ...audit, estimate: estimateOf(audit, passed + open) };
}

/** What became of a record that the votes which the review asks for excluded; undefined for any other. */
function readAgain(
  { titleAbstract }: ScreenedRecord,
  { votes, resolution }: Ballot,
  needed: number,
): AuditedRecord["found"] | undefined {
  if (titleAbstract === undefined || votes.length < needed) return undefined;
  const inTime = [...votes].sort(
    (a, b) => compareTimes(a.decidedAt, b.decidedAt) || compareText(a.reviewer, b.reviewer),
  );
  const isExclusion = ({ verdict, kind }: Vote) => verdict === "exclude" && kind === "person";
  if (!inTime.slice(0, needed).every(isExclusion)) return undefined;
  if (votes.length === needed && resolution === undefined) return "unread";
  if (titleAbstract.outcome === "include") return "missed";
  return titleAbstract.outcome === "exclude" ? "rightly-excluded" : "open";
}

function estimateOf(
  { population, sample, missed }: Pick<Audit, "population" | "sample" | "missed">,
  passed: number,
): AuditEstimate {
  const excluded = population.length;
  const missedInterval = markedInPopulation(missed, sample, excluded);
  const all = (missed / sample) * excluded;
  // What the audit found has passed by now.
  const recall = (total: number) => (passed === 0 ? 0 : passed / (passed + total - missed));
  return {
    missed: all,
    missedInterval,
    shareInterval: clopperPearson(missed, sample),
    recall: recall(all),
    recallInterval: [recall(missedInterval[1]), recall(missedInterval[0])],
  };
}
