import fc from "fast-check";
import { expect, test } from "vitest";
import { stageAgreement } from "../../../../src/core/overviews/agreement/review-agreement.ts";
import { NO_TIME } from "../../../../src/core/records/time.ts";
import { type Ballot, EMPTY_BALLOT, type Vote } from "../../../../src/core/votes/ballot.ts";

function ballotOf(said: Readonly<Record<string, Vote["verdict"]>>): Ballot {
  const votes = Object.entries(said).map(([reviewer, verdict]) => ({
    reviewer,
    kind: reviewer.startsWith("gpt") ? ("automation" as const) : ("person" as const),
    verdict,
    reasons: [],
    decidedAt: NO_TIME,
  }));
  return { ...EMPTY_BALLOT, votes };
}

const aVerdict = fc.constantFrom<Vote["verdict"]>("include", "exclude", "maybe", "both");
const aBallot = fc
  .dictionary(fc.constantFrom("ada", "bela", "cara", "gpt-1", "gpt-2"), aVerdict)
  .map(ballotOf);
const someBallots = fc.array(aBallot, { maxLength: 40 });

test("records with a vote that contradicts itself are left out, and the vote is counted", () => {
  const { pairs, groups, contradicting } = stageAgreement("full-text", [
    ballotOf({ ada: "include", bela: "include" }),
    ballotOf({ ada: "exclude", bela: "exclude" }),
    ballotOf({ ada: "both", bela: "exclude" }),
  ]);
  expect(pairs).toMatchObject([{ first: "ada", second: "bela", records: 2 }]);
  expect(groups[0]!.alphas).toMatchObject([{ records: 2, votes: 4, alpha: 1 }]);
  expect(contradicting).toBe(1);
});

test("two programs without people are a group of programs", () => {
  const { groups } = stageAgreement("full-text", [
    ballotOf({ "gpt-1": "include", "gpt-2": "exclude" }),
  ]);
  expect(groups.map(({ among }) => among)).toEqual(["programs"]);
});

test("reviewers who share no record make no pair and no alpha", () => {
  const { reviewers, pairs, groups } = stageAgreement("title-abstract", [
    ballotOf({ ada: "include" }),
    ballotOf({ bela: "exclude" }),
  ]);
  expect(reviewers.map(({ reviewer, votes }) => [reviewer, votes])).toEqual([
    ["ada", 1],
    ["bela", 1],
  ]);
  expect([pairs, groups]).toEqual([[], []]);
});

test("the order of records does not matter", () => {
  fc.assert(
    fc.property(someBallots, (ballots) => {
      expect(stageAgreement("title-abstract", [...ballots].reverse())).toEqual(
        stageAgreement("title-abstract", ballots),
      );
    }),
  );
});

test("every table holds each record that both decided once, less those with a maybe where it is left out", () => {
  fc.assert(
    fc.property(someBallots, fc.constantFrom("title-abstract", "full-text"), (ballots, stage) => {
      for (const { first, second, records, figures } of stageAgreement(stage, ballots).pairs) {
        const both = ballots
          .map(({ votes }) =>
            votes.filter(
              ({ reviewer, verdict }) => [first, second].includes(reviewer) && verdict !== "both",
            ),
          )
          .filter((votes) => votes.length === 2);
        const clear = both.filter((votes) => votes.every(({ verdict }) => verdict !== "maybe"));
        expect(records).toBe(both.length);
        for (const { maybe, table, records: compared } of figures) {
          expect(compared).toBe(maybe === "left-out" ? clear.length : both.length);
          expect(table.flat().reduce((sum, count) => sum + count)).toBe(compared);
        }
        const ways = figures.map(({ maybe }) => maybe);
        if (clear.length === both.length) expect(ways).toEqual(["never-said"]);
        else if (stage === "full-text") expect(ways).toEqual(["apart", "left-out"]);
        else expect(ways).toEqual(["as-include", "apart", "left-out"]);
      }
    }),
  );
});

test("pairs do not depend on other reviewers", () => {
  fc.assert(
    fc.property(someBallots, (ballots) => {
      const pairOf = (from: readonly Ballot[]) =>
        stageAgreement("title-abstract", from).pairs.find(
          ({ first, second }) => first === "ada" && second === "bela",
        );
      const alone = ballots.map((ballot) => ({
        ...ballot,
        votes: ballot.votes.filter(({ reviewer }) => ["ada", "bela"].includes(reviewer)),
      }));
      expect(pairOf(alone)).toEqual(pairOf(ballots));
    }),
  );
});
