import type { Protocol } from "../../protocol/protocol.ts";
import type { Verdict } from "../../records/decision.ts";
import { compareText, type Problem } from "../../records/problem.ts";
import { type Ballot, countBallot } from "../../votes/ballot.ts";
import type { Code } from "./code.ts";
import type { ClassVote } from "./code-rows.ts";

/** What people say of one study and one class. */
export interface SettledClass {
  /** Undefined if every row was taken back. */
  readonly code: Code | undefined;
  readonly coders: readonly string[];
  /** The independent votes, for agreement: include is yes, exclude no, maybe cannot tell. */
  readonly votes: ReadonlyMap<string, Verdict>;
  readonly problems: readonly Problem[];
}

/**
 * Settles the rows about one study and class by the rules of decisions. Rows about several reports of
 * a study add up: the study is in a class in which any of its reports is.
 */
export function settleClass(
  rows: readonly ClassVote[],
  { reviewers, adjudicators }: Pick<Protocol, "reviewers" | "adjudicators">,
): SettledClass {
  const problems: Problem[] = [];
  const ballots: Ballot[] = [];
  for (const report of new Set(rows.map((row) => row.report))) {
    const matched = rows
      .filter((row) => row.report === report)
      .map(({ decision }) => ({ decision, named: report }));
    const counted = countBallot("full-text", matched, reviewers, adjudicators);
    problems.push(...counted.problems.map(ofCodes));
    ballots.push(counted.ballot);
  }
  const votes = new Map<string, Verdict | "unclear">();
  for (const { votes: cast } of ballots)
    for (const { reviewer, verdict } of cast) {
      // A study is one thing to a coder, under whichever report.
      const said = verdict === "both" ? "unclear" : verdict;
      votes.set(reviewer, strongest([votes.get(reviewer), said]));
    }
  const resolutions = ballots.flatMap(({ resolution }) => resolution ?? []);
  const independent = [...votes].flatMap(([reviewer, verdict]) =>
    verdict === "unclear" ? [] : [[reviewer, verdict] as const],
  );
  return {
    code:
      resolutions.length > 0
        ? codeOf([strongest(resolutions.map(({ verdict }) => sure(verdict)))])
        : codeOf([...votes.values()]),
    coders: [
      ...new Set(
        resolutions.length > 0 ? resolutions.map(({ reviewer }) => reviewer) : votes.keys(),
      ),
    ].sort(compareText),
    votes: new Map(independent),
    problems,
  };
}

function sure(verdict: Verdict | "both" | "unclear"): Verdict | "unclear" {
  return verdict === "both" ? "unclear" : verdict;
}

/** The word that counts among those on several reports: any yes is enough. */
function strongest(said: readonly (Verdict | "unclear" | undefined)[]): Verdict | "unclear" {
  return (["include", "unclear", "maybe"] as const).find((one) => said.includes(one)) ?? "exclude";
}

/** Coders who all agree give the code; of a maybe nothing follows. */
function codeOf(verdicts: readonly (Verdict | "unclear")[]): Code | undefined {
  const said = new Set(verdicts);
  if (said.size === 0) return undefined;
  if (said.has("unclear") || (said.has("include") && said.has("exclude"))) return "conflict";
  if (said.has("maybe")) return "unknown";
  return said.has("include") ? "yes" : "no";
}

/** Problems of rows in codes/ have codes of their own. */
function ofCodes(problem: Problem): Problem {
  return { ...problem, code: problem.code.replace(/^decisions\//, "codes/") };
}
