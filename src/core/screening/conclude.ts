import type { StagePolicy } from "../protocol/protocol.ts";
import type { Stage } from "../records/model.ts";
import { type Ballot, effective, type Vote } from "../votes/ballot.ts";
import type { By, StageResult } from "./results.ts";

/** The judgement of a criterion on a record. `unknown` never excludes. */
export interface Judgement {
  readonly criterion: string;
  readonly verdict: "met" | "violated" | "unknown";
  readonly words: readonly string[];
}

/** The conclusion of the review about a record at a stage, and who reached it. */
export interface Outcome extends StageResult {
  readonly decidedBy?: By;
  /** Criteria that would have excluded it, if people included it. */
  readonly overridden: readonly string[];
  /** Whether excluding reviewers gave different primary reasons. */
  readonly reasonsDiffer: boolean;
}

const UNDECIDED = { reasons: [], by: [], overridden: [], reasonsDiffer: false } as const;

/**
 * The criteria that a record violates, in the order of the protocol: the first is the primary
 * reason.
 */
export function violated(judgements: readonly Judgement[]): string[] {
  return judgements
    .filter(({ verdict }) => verdict === "violated")
    .map(({ criterion }) => criterion);
}

/** Combines the ballot and the judgements of a stage by the review's policy. */
export function conclude(
  stage: Stage,
  policy: Pick<StagePolicy, "by" | "perRecord">,
  ballot: Ballot,
  judgements: readonly Judgement[],
  criteriaOrder: readonly string[],
): Outcome {
  const against = policy.by === "reviewers" ? [] : violated(judgements);
  if (ballot.votes.length === 0 && ballot.resolution === undefined) {
    return byRules(stage, policy, judgements, against);
  }
  const outcome = byVotes(stage, policy.perRecord, ballot, criteriaOrder);
  const votesExclude = ballot.votes.every(({ verdict }) => verdict === "exclude");
  if (outcome.outcome === "pending" && against.length > 0 && votesExclude) {
    return excludedByRules(against);
  }
  return outcome.outcome === "exclude" ? outcome : { ...outcome, overridden: against };
}

function byRules(
  stage: Stage,
  policy: Pick<StagePolicy, "by">,
  judgements: readonly Judgement[],
  against: readonly string[],
): Outcome {
  if (against.length > 0) return excludedByRules(against);
  if (policy.by !== "rules") return { outcome: "pending", ...UNDECIDED };
  const unknown = judgements.some(({ verdict }) => verdict === "unknown");
  // In doubt a record passes to full text; at full text a person must look.
  if (unknown && stage === "full-text") return { outcome: "pending", ...UNDECIDED };
  return { outcome: "include", ...UNDECIDED, by: ["rules"], decidedBy: "automation" };
}

function excludedByRules(reasons: readonly string[]): Outcome {
  return { outcome: "exclude", ...UNDECIDED, reasons, by: ["rules"], decidedBy: "automation" };
}

/**
 * The vote table: fewer than needed, all include, all exclude, include against exclude, any maybe
 * or unclear.
 */
function byVotes(
  stage: Stage,
  needed: number,
  { votes, resolution }: Ballot,
  criteriaOrder: readonly string[],
): Outcome {
  if (resolution !== undefined) {
    const verdict = effective(stage, resolution.verdict);
    if (verdict === "include") return included([resolution]);
    if (verdict === "exclude") return excluded([resolution], criteriaOrder);
    return { outcome: "pending", ...UNDECIDED };
  }
  const verdicts = new Set(votes.map(({ verdict }) => effective(stage, verdict)));
  if (verdicts.has("both") || (verdicts.has("include") && verdicts.has("exclude"))) {
    return { outcome: "conflict", ...UNDECIDED, by: names(votes) };
  }
  if (votes.length < needed || verdicts.has("maybe") || verdicts.has("unclear"))
    return { outcome: "pending", ...UNDECIDED, by: names(votes) };
  return verdicts.has("include") ? included(votes) : excluded(votes, criteriaOrder);
}

function included(votes: readonly Vote[]): Outcome {
  return { outcome: "include", ...UNDECIDED, by: names(votes), decidedBy: decidedBy(votes) };
}

/**
 * Different reasons: the first one in the order of the protocol is primary, free text comes last.
 */
function excluded(votes: readonly Vote[], criteriaOrder: readonly string[]): Outcome {
  const primary = new Set(votes.flatMap(({ reasons }) => reasons.slice(0, 1)));
  const rank = (reason: string) => {
    const at = criteriaOrder.indexOf(reason);
    return at < 0 ? criteriaOrder.length : at;
  };
  const order = (reasons: Iterable<string>) =>
    [...reasons].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
  const first = order(primary)[0];
  const others = order(new Set(votes.flatMap(({ reasons }) => reasons))).filter(
    (reason) => reason !== first,
  );
  return {
    outcome: "exclude",
    reasons: first === undefined ? [] : [first, ...others],
    by: names(votes),
    decidedBy: decidedBy(votes),
    overridden: [],
    reasonsDiffer: primary.size > 1,
  };
}

function names(votes: readonly Vote[]): string[] {
  return votes.map(({ reviewer }) => reviewer);
}

function decidedBy(votes: readonly Vote[]): By {
  return votes.every(({ kind }) => kind === "automation") ? "automation" : "human";
}
