import type { RecordKey } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import { compareTimes, isCertain } from "../records/time.ts";
import type { ScreeningSoFar } from "../stopping/index.ts";
import { type Ballot, firstReading } from "../votes/ballot.ts";
import type { Outcome } from "./conclude.ts";
import { readingPace } from "./reading-pace.ts";

/** A record that reached title/abstract screening. */
export interface ScreenableRecord {
  readonly key: RecordKey;
  readonly titleAbstract: Outcome;
  readonly ballot: Ballot;
  /** Whether the protocol names it as known to be relevant. */
  readonly known: boolean;
}

/** The progress of title/abstract screening, for stopping rules. */
export interface ScreeningProgress extends ScreeningSoFar {
  /**
   * Records whose first decision has no certain time, so that their place in the order of reading
   * is a guess.
   */
  readonly withoutTime: number;
}

/**
 * The order in which people read the records of title/abstract screening: by the time of the first
 * vote on each, then by file and line. Records that rules settle are not part of it. A record that
 * is in conflict or lacks votes was read, and counts as relevant unless everybody excluded it,
 * because a rule must not stop on open records.
 */
export function screeningProgress(records: readonly ScreenableRecord[]): ScreeningProgress {
  // Most records have no votes.
  const voted = records.filter(({ ballot }) => ballot.rows.length > 0);
  const read = voted.flatMap((record) => {
    const first = firstReading(record.ballot);
    return first === undefined ? [] : [{ record, first }];
  });
  read.sort(
    (a, b) =>
      compareTimes(a.first.decidedAt, b.first.decidedAt) ||
      compareText(a.first.place.file, b.first.place.file) ||
      a.first.place.line - b.first.place.line ||
      compareText(a.record.key, b.record.key),
  );
  const unread = records.filter(
    ({ ballot, titleAbstract }) =>
      firstReading(ballot) === undefined && titleAbstract.decidedBy !== "automation",
  );
  const known = records.filter((record) => record.known);
  const pace = readingPace(voted.map(({ ballot }) => ballot));
  return {
    ...(pace !== undefined && { pace }),
    records: read.length + unread.length,
    read: read.length,
    ranks: Uint32Array.from(
      read.flatMap(({ record }, at) => (countsAsRelevant(record) ? [at + 1] : [])),
    ),
    keyPapers: {
      known: known.length,
      found: known.filter(({ titleAbstract }) => titleAbstract.outcome === "include").length,
    },
    withoutTime: read.filter(({ first }) => !isCertain(first.decidedAt)).length,
  };
}

function countsAsRelevant({ titleAbstract, ballot }: ScreenableRecord): boolean {
  if (titleAbstract.outcome === "include") return true;
  if (titleAbstract.outcome === "exclude") return false;
  return ballot.votes.some(({ verdict }) => verdict !== "exclude");
}
