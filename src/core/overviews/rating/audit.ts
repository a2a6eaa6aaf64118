import type { Protocol } from "../../protocol/protocol.ts";
import type { RecordKey } from "../../records/model.ts";
import { compareText } from "../../records/problem.ts";
import { compareTimes } from "../../records/time.ts";
import type { ScreenedReview } from "../../review/review.ts";
import type { ScreenedRecord } from "../../screening/results.ts";
import {
  clopperPearson,
  type Interval,
  markedInPopulation,
} from "../../statistics/exact-interval.ts";
import { inOrderOfLots } from "../../votes/assignment.ts";
import type { Ballot, Vote } from "../../votes/ballot.ts";

/** A record that screening excluded, in the order in which an audit reads such records again. */
export interface AuditedRecord {
  readonly record: ScreenedRecord;
  /** `open`: the person who read it again disagrees, and the conflict is not settled. */
  readonly found: "unread" | "rightly-excluded" | "missed" | "open";
}

/** The result of an audit of the excluded records. */
export interface Audit {
  /**
   * All records that title/abstract screening excluded before anybody audited them, in the order in
   * which they were drawn.
   */
  readonly population: readonly AuditedRecord[];
  /** The number of them, counted from the first, that were read again: a random sample of all. */
  readonly sample: number;
  readonly missed: number;
  /** The missed records on which people still disagree. */
  readonly open: number;
  /** Absent if none has been read again. */
  readonly estimate?: AuditEstimate;
}

/** An estimate, from a random sample, of how many studies screening missed, with 95 % intervals. */
export interface AuditEstimate {
  /**
   * The number of excluded records that should have passed, including those that the audit found.
   */
  readonly missed: number;
  readonly missedInterval: Interval;
  /** The share of excluded records that were missed, as if the population were infinite. */
  readonly shareInterval: Interval;
  /** The share of the records that should have passed title/abstract screening and did. */
  readonly recall: number;
  readonly recallInterval: Interval;
}

/**
 * Audits the records that title/abstract screening excluded. They are read again in an order drawn
 * from key and seed, so everybody gets the same sample, and it can grow. A record counts as read
 * again after a vote beyond those that the review asks for, or after a row that resolves. Records
 * read again out of turn are not a random sample and are not counted.
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

/**
 * The result of reading a record again, if the votes that the review asks for excluded it;
 * otherwise undefined.
 */
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
  // Records that the audit found have passed by now.
  const recall = (total: number) => (passed === 0 ? 0 : passed / (passed + total - missed));
  return {
    missed: all,
    missedInterval,
    shareInterval: clopperPearson(missed, sample),
    recall: recall(all),
    recallInterval: [recall(missedInterval[1]), recall(missedInterval[0])],
  };
}
