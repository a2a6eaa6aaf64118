import type { ReadingPace } from "../stopping/index.ts";
import { type Ballot, rowsOfPeople } from "../votes/ballot.ts";

const MINUTE = 60_000;
/** A longer time between two decisions is a break. */
const BREAK = 10 * MINUTE;
/** A time that is less precise does not tell a pace. */
const PRECISE = MINUTE;
/** With fewer decisions one after another, there is no pace yet. */
const LEAST = 10;

/**
 * How fast the reviewers decide, from the times of their decisions at a stage: the median over all
 * of them of the time between two decisions of one reviewer, without breaks. The first decision
 * after a break counts as the median. Undefined if too few decisions have a precise time, or if
 * all were written at once.
 */
export function readingPace(ballots: readonly Ballot[]): ReadingPace | undefined {
  const timesOf = new Map<string, number[]>();
  for (const { reviewer, decidedAt } of ballots.flatMap(rowsOfPeople)) {
    const [span, other] = decidedAt.spans;
    if (span === undefined || other !== undefined || span.to - span.from > PRECISE) continue;
    const times = timesOf.get(reviewer);
    if (times === undefined) timesOf.set(reviewer, [span.from]);
    else times.push(span.from);
  }
  const gaps: number[] = [];
  let decisions = 0;
  for (const times of timesOf.values()) {
    times.sort((a, b) => a - b);
    decisions += times.length;
    for (const [at, time] of times.entries()) {
      const gap = at === 0 ? BREAK + 1 : time - times[at - 1]!;
      if (gap <= BREAK) gaps.push(gap);
    }
  }
  if (gaps.length < LEAST) return undefined;
  const median = gaps.sort((a, b) => a - b)[gaps.length >> 1]!;
  if (median === 0) return undefined;
  const spent = gaps.reduce((sum, gap) => sum + gap, 0) + (decisions - gaps.length) * median;
  return { secondsPerDecision: median / 1000, hoursSpent: spent / (60 * MINUTE) };
}
