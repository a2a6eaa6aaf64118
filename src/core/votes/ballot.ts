import { type Decision, type ReviewerKind, type Verdict, WITHDRAWN } from "../records/decision.ts";
import type { Stage } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";
import { NO_TIME, type Time } from "../records/time.ts";
import { inTimeOrder, isLater, latestTime, mayBeLast } from "../records/time-order.ts";

/** The result of one reviewer's rows about one record and stage. */
export interface Vote {
  readonly reviewer: string;
  readonly kind: ReviewerKind;
  /**
   * `both`: rows about records that are now one contradict each other. `unclear`: rows contradict
   * each other, and their times do not show which is the last.
   */
  readonly verdict: Verdict | "both" | "unclear";
  readonly reasons: readonly string[];
  readonly decidedAt: Time;
}

/** Everything people said about one record at one stage. */
export interface Ballot {
  /** One for each reviewer, in alphabetical order. */
  readonly votes: readonly Vote[];
  /** The last row that settles a conflict, if it is not older than a vote. */
  readonly resolution?: Vote;
  /** The rows on which it rests, in the order in which they count; without withdrawn ones. */
  readonly rows: readonly Decision[];
  /**
   * `decided_at` of the newest row, including withdrawn ones; a new row must not be older if it is
   * to count.
   */
  readonly latest: Time;
}

/** A decision and the identity under which it was given: the key or anchor that its row names. */
export interface MatchedDecision {
  readonly decision: Decision;
  readonly named: string;
}

export const EMPTY_BALLOT: Ballot = { votes: [], rows: [], latest: NO_TIME };

/**
 * Counts the rows about one record and stage. The last row of a reviewer under one identity counts;
 * under two identities (records that turned out to be one) agreeing verdicts are one vote. A
 * withdrawal takes back the reviewer's earlier votes under all of them or, with `resolves`, the
 * reviewer's earlier resolutions. If times do not show which row is the last and it matters, the
 * vote is unclear and a problem.
 */
export function countBallot(
  stage: Stage,
  matched: readonly MatchedDecision[],
  reviewers: ReadonlyMap<string, ReviewerKind>,
  adjudicators: readonly string[],
): { ballot: Ballot; problems: Problem[] } {
  const problems: Problem[] = [];
  const kindOf = ({ automation, reviewer }: Decision): ReviewerKind =>
    automation ? "automation" : (reviewers.get(reviewer) ?? "person");
  const count: Count = { stage, kindOf, problems };
  const ordered = inTimeOrder(matched, ({ decision }) => decision);
  const rows = standingRows(ordered.map(({ decision }) => decision));

  const votes = byReviewer(ordered.filter(({ decision }) => !decision.resolves)).flatMap(
    (said) => voteOf(said, count) ?? [],
  );
  const ballot: Ballot = {
    votes: votes.map(({ vote }) => vote),
    rows,
    latest: latestTime(ordered.map(({ decision }) => decision.decidedAt)) ?? NO_TIME,
  };
  const isAllowed = ({ reviewer }: Decision) =>
    adjudicators.length === 0 || adjudicators.includes(reviewer);
  for (const row of rows) {
    if (!row.resolves || isAllowed(row)) continue;
    problems.push({
      severity: "error",
      code: "decisions/not-an-adjudicator",
      ...row.place,
      message: `Unexpected \`resolves\` by ${row.reviewer}, expected one of the adjudicators: ${adjudicators.join(", ")}.`,
    });
  }
  const resolving = resolutionOf(
    ordered.filter(({ decision }) => decision.resolves && isAllowed(decision)),
    count,
  );
  if (resolving === undefined) return { ballot, problems };
  const { row, vote } = resolving;
  const newer = votes.find((one) => isLater(one.row, row) === "yes");
  if (newer !== undefined) {
    problems.push({
      severity: "warning",
      code: "decisions/resolved-too-early",
      ...row.place,
      message: `${newer.vote.reviewer} voted (${newer.vote.decidedAt.written}) after this row settled the conflict, so it no longer settles it. Settle it again with a later row.`,
    });
    return { ballot, problems };
  }
  const differs = (one: CountedVote) =>
    effective(stage, one.vote.verdict) !== effective(stage, vote.verdict);
  const perhapsNewer = votes.find((one) => differs(one) && isLater(one.row, row) === "perhaps");
  if (perhapsNewer === undefined) return { ballot: { ...ballot, resolution: vote }, problems };
  problems.push(unclearOrder([row, perhapsNewer.row]));
  return { ballot: { ...ballot, resolution: { ...vote, verdict: "unclear" } }, problems };
}

/** The input for counting one ballot, and the problems found in it. */
interface Count {
  readonly stage: Stage;
  readonly kindOf: (decision: Decision) => ReviewerKind;
  readonly problems: Problem[];
}

/** A vote and the row that it comes from. */
interface CountedVote {
  readonly vote: Vote;
  readonly row: Standing;
}

/** The rows that nobody took back later. */
function standingRows(ordered: readonly Decision[]): Standing[] {
  let standing: Standing[] = [];
  for (const row of ordered) {
    if (isStanding(row)) standing.push(row);
    else {
      standing = standing.filter(
        ({ reviewer, resolves }) => reviewer !== row.reviewer || resolves !== row.resolves,
      );
    }
  }
  return standing;
}

/** The rows of each reviewer, in the alphabetical order of reviewers. */
function byReviewer(ordered: readonly MatchedDecision[]): (readonly MatchedDecision[])[] {
  const rows = new Map<string, MatchedDecision[]>();
  for (const one of ordered) {
    const its = rows.get(one.decision.reviewer);
    if (its === undefined) rows.set(one.decision.reviewer, [one]);
    else its.push(one);
  }
  return [...rows].sort(([a], [b]) => compareText(a, b)).map(([, its]) => its);
}

/** The vote of one reviewer; undefined if every row was taken back. */
function voteOf(said: readonly MatchedDecision[], count: Count): CountedVote | undefined {
  const { stage } = count;
  const identities = new Map<string, Decision[]>();
  for (const { decision, named } of said) if (isStanding(decision)) identities.set(named, []);
  for (const { decision, named } of said) {
    if (isStanding(decision)) identities.get(named)!.push(decision);
    else for (const rows of identities.values()) rows.push(decision);
  }
  const lasts = [...identities.values()].flatMap((rows) => lastOf(rows, count) ?? []);
  const latest = inTimeOrder(lasts, ({ row }) => row).at(-1);
  if (latest === undefined) return undefined;
  const clear = lasts.filter(({ isClear }) => isClear);
  const verdicts = new Set(clear.map(({ row }) => effective(stage, row.verdict)));
  const verdict =
    verdicts.size > 1 ? "both" : clear.length < lasts.length ? "unclear" : latest.row.verdict;
  return { row: latest.row, vote: toVote(latest.row, verdict, count) };
}

/**
 * The last row that settles a conflict, by whichever reviewer; withdrawals take back their writer's
 * own rows.
 */
function resolutionOf(settling: readonly MatchedDecision[], count: Count): CountedVote | undefined {
  const lasts = byReviewer(settling).flatMap(
    (its) =>
      lastOf(
        its.map(({ decision }) => decision),
        count,
      ) ?? [],
  );
  if (lasts.length === 0) return undefined;
  const last = lastOf(
    lasts.map(({ row }) => row),
    count,
  )!;
  const isClear = last.isClear && lasts.every((one) => one.isClear);
  return { row: last.row, vote: toVote(last.row, isClear ? last.row.verdict : "unclear", count) };
}

/**
 * The last of these rows if it was not taken back. It is not clear if other rows may be the last,
 * too, and say something else.
 */
function lastOf(
  rows: readonly Decision[],
  { stage, problems }: Count,
): { readonly row: Standing; readonly isClear: boolean } | undefined {
  const candidates = inTimeOrder(
    mayBeLast(rows, (row) => row),
    (row) => row,
  );
  const row = candidates.findLast(isStanding);
  if (row === undefined) return undefined;
  const other = candidates.find(
    ({ verdict }) => effective(stage, verdict) !== effective(stage, row.verdict),
  );
  if (other !== undefined) problems.push(unclearOrder([other, row]));
  return { row, isClear: other === undefined };
}

function unclearOrder([one, other]: readonly [Decision, Decision]): Problem {
  const says = ({ reviewer, verdict, decidedAt }: Decision) =>
    `${reviewer} said ${verdict} (${decidedAt.written === "" ? "without a time" : decidedAt.written})`;
  return {
    severity: "error",
    code: "decisions/unclear-order",
    ...other.place,
    message: `${says(one)} and ${says(other)}, and the times do not show which is later. The record is pending. Write both times as 2024-06-28T09:00:00Z.`,
    related: one.place,
  };
}

function toVote(row: Standing, verdict: Vote["verdict"], { kindOf }: Count): Vote {
  const { reviewer, reasons, decidedAt } = row;
  return { reviewer, kind: kindOf(row), verdict, reasons, decidedAt };
}

/** A row that was not taken back and takes nothing back. */
type Standing = Decision & { readonly verdict: Verdict };

function isStanding(decision: Decision): decision is Standing {
  return decision.verdict !== WITHDRAWN;
}

/**
 * The first row by a person, from which a record counts as read; a vote by a program is not
 * reading.
 */
export function firstReading(ballot: Ballot): Decision | undefined {
  return rowsOfPeople(ballot)[0];
}

/** The rows that people wrote, in their order. */
export function rowsOfPeople({ rows, votes }: Ballot): readonly Decision[] {
  if (rows.length === 0) return rows;
  const programs = new Set(
    votes.flatMap(({ reviewer, kind }) => (kind === "automation" ? [reviewer] : [])),
  );
  return rows.filter(({ reviewer, automation }) => !automation && !programs.has(reviewer));
}

/** A reviewer's vote in words. */
export function votedWords(verdict: Vote["verdict"]): string {
  if (verdict === "both") return "both include and exclude";
  return verdict === "unclear" ? "unclear: times do not tell what was said last" : verdict;
}

/** At title/abstract a maybe counts as an include: in doubt, reviewers look at the full text. */
export function effective<Said extends string>(stage: Stage, verdict: Said): Said | "include" {
  return stage === "title-abstract" && verdict === "maybe" ? "include" : verdict;
}
