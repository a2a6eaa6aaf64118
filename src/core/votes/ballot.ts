import { type Decision, type ReviewerKind, type Verdict, WITHDRAWN } from "../records/decision.ts";
import type { Stage } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";

/** What one reviewer's rows about one record and stage come to. */
export interface Vote {
  readonly reviewer: string;
  readonly kind: ReviewerKind;
  /** `both`: rows said of records that are now one contradict each other. */
  readonly verdict: Verdict | "both";
  readonly reasons: readonly string[];
  readonly decidedAt: string;
}

/** Everything people said of one record at one stage. */
export interface Ballot {
  /** One for each reviewer, in alphabetical order. */
  readonly votes: readonly Vote[];
  /** The last row that settles a conflict, if it is not older than a vote. */
  readonly resolution?: Vote;
  /** The rows behind it, in the order in which they count; withdrawn ones are not among them. */
  readonly rows: readonly Decision[];
  /** `decided_at` of the newest row, withdrawn ones included; a row that is to count is not older. */
  readonly latest: string;
}

/** A decision and the identity under which it was said: the key or anchor that its row names. */
export interface MatchedDecision {
  readonly decision: Decision;
  readonly named: string;
}

export const EMPTY_BALLOT: Ballot = { votes: [], rows: [], latest: "" };

/**
 * Counts the rows about one record and stage. The last row of a reviewer under one identity counts;
 * under two identities (records that turned out to be one) agreeing verdicts are one vote. A
 * withdrawal takes back the reviewer's earlier votes under all of them; with `resolves`, the
 * reviewer's earlier resolutions.
 */
export function countBallot(
  stage: Stage,
  matched: readonly MatchedDecision[],
  reviewers: ReadonlyMap<string, ReviewerKind>,
  adjudicators: readonly string[],
): { ballot: Ballot; problems: Problem[] } {
  const problems: Problem[] = [];
  const ordered = [...matched].sort(
    (a, b) =>
      compareText(a.decision.decidedAt, b.decision.decidedAt) ||
      compareText(a.decision.place.file, b.decision.place.file) ||
      a.decision.place.line - b.decision.place.line,
  );
  const toVote = (decision: Standing, verdict: Vote["verdict"] = decision.verdict): Vote => ({
    reviewer: decision.reviewer,
    kind: decision.automation ? "automation" : (reviewers.get(decision.reviewer) ?? "person"),
    verdict,
    reasons: decision.reasons,
    decidedAt: decision.decidedAt,
  });

  let standing: { readonly decision: Standing; readonly named: string }[] = [];
  for (const { decision, named } of ordered) {
    if (isStanding(decision)) standing.push({ decision, named });
    else {
      standing = standing.filter(
        ({ decision: { reviewer, resolves } }) =>
          reviewer !== decision.reviewer || resolves !== decision.resolves,
      );
    }
  }

  let resolving: Standing | undefined;
  const last = new Map<string, Map<string, Standing>>();
  for (const { decision, named } of standing) {
    if (decision.resolves) {
      if (adjudicators.length === 0 || adjudicators.includes(decision.reviewer))
        resolving = decision;
      else {
        problems.push({
          severity: "error",
          code: "decisions/not-an-adjudicator",
          ...decision.place,
          message: `Unexpected \`resolves\` by ${decision.reviewer}, expected one of the adjudicators: ${adjudicators.join(", ")}.`,
        });
      }
      continue;
    }
    const identities = last.get(decision.reviewer) ?? new Map<string, Standing>();
    identities.set(named, decision);
    last.set(decision.reviewer, identities);
  }

  const votes = [...last]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, identities]): Vote => {
      const rows = [...identities.values()];
      const latest = rows.reduce((one, other) => (other.decidedAt >= one.decidedAt ? other : one));
      const agree = rows.every(
        (row) => effective(stage, row.verdict) === effective(stage, latest.verdict),
      );
      return toVote(latest, agree ? latest.verdict : "both");
    });
  const ballot: Ballot = {
    votes,
    rows: standing.map(({ decision }) => decision),
    latest: ordered.at(-1)?.decision.decidedAt ?? "",
  };
  if (resolving === undefined) return { ballot, problems };

  const newer = votes.find(
    (vote) => vote.decidedAt > resolving.decidedAt && resolving.decidedAt !== "",
  );
  if (newer !== undefined) {
    problems.push({
      severity: "warning",
      code: "decisions/resolved-too-early",
      ...resolving.place,
      message: `${newer.reviewer} voted (${newer.decidedAt}) after this row settled the conflict, so it no longer settles it. Settle it again with a later row.`,
    });
    return { ballot, problems };
  }
  return { ballot: { ...ballot, resolution: toVote(resolving) }, problems };
}

/** A row that was not taken back and takes nothing back. */
type Standing = Decision & { readonly verdict: Verdict };

function isStanding(decision: Decision): decision is Standing {
  return decision.verdict !== WITHDRAWN;
}

/** At title/abstract a maybe counts as an include: in doubt, reviewers look at the full text. */
export function effective<Said extends string>(stage: Stage, verdict: Said): Said | "include" {
  return stage === "title-abstract" && verdict === "maybe" ? "include" : verdict;
}
