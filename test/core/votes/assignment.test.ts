import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOfAnchor } from "../../../src/core/records/identifiers/identity.ts";
import { NO_TIME } from "../../../src/core/records/time.ts";
import {
  assignedReviewers,
  type DealPlan,
  dealRecords,
  isAssigned,
  pilotRecords,
  waitsForVote,
} from "../../../src/core/votes/assignment.ts";
import { type Ballot, EMPTY_BALLOT } from "../../../src/core/votes/ballot.ts";

const keys = (count: number) =>
  Array.from({ length: count }, (_, at) => keyOfAnchor(`doi:10.1000/${at}`));

const planOf = (reviewers: readonly string[], perRecord = 2, pilot = 0): DealPlan => ({
  reviewers,
  perRecord,
  pilot,
});

const aKey = fc.string({ minLength: 1, maxLength: 12 }).map((text) => keyOfAnchor(`doi:${text}`));
const aPlan = fc
  .uniqueArray(fc.constantFrom("ada", "bela", "cara", "dora", "emil", "Ömer"), { minLength: 1 })
  .chain((reviewers) =>
    fc.integer({ min: 1, max: reviewers.length }).map((perRecord) => planOf(reviewers, perRecord)),
  );

function ballotOf(...reviewers: readonly string[]): Ballot {
  const votes = reviewers.map((reviewer) => ({
    reviewer,
    kind: "person" as const,
    verdict: "include" as const,
    reasons: [],
    decidedAt: NO_TIME,
  }));
  return { ...EMPTY_BALLOT, votes };
}

test("a record is dealt to exactly as many reviewers as must decide it, all of them named and different", () => {
  fc.assert(
    fc.property(aKey, aPlan, (key, plan) => {
      const dealt = assignedReviewers(key, plan);
      expect(dealt).toHaveLength(plan.perRecord);
      expect(new Set(dealt).size).toBe(plan.perRecord);
      expect(plan.reviewers).toEqual(expect.arrayContaining(dealt));
    }),
  );
});

test("the order in which slr.yaml names reviewers does not matter", () => {
  fc.assert(
    fc.property(aKey, aPlan, (key, plan) => {
      const turned = { ...plan, reviewers: [...plan.reviewers].reverse() };
      expect(assignedReviewers(key, turned)).toEqual(assignedReviewers(key, plan));
    }),
  );
});

test("a split is the same on every machine", () => {
  const plan = planOf(["ada", "bela", "cara"]);
  expect(
    keys(6).map((key) => [key, ...assignedReviewers(key, plan)].join(" ")),
  ).toMatchInlineSnapshot(`
    [
      "ranf4kxl bela cara",
      "e34673dv bela cara",
      "fxem3xuc bela cara",
      "p5z3oyhc bela cara",
      "g5lml7ir bela cara",
      "xe52kv3z ada cara",
    ]
  `);
});

test.each([
  [3, 1],
  [3, 2],
  [5, 2],
  [10, 3],
])(
  "%i reviewers, %i for each record: nobody is more than 5 % off the fair share of 10,000 records",
  (reviewers, perRecord) => {
    const plan = planOf(
      Array.from({ length: reviewers }, (_, at) => `reviewer ${at}`),
      perRecord,
    );
    const share = new Map<string, number>();
    for (const key of keys(10_000))
      for (const name of assignedReviewers(key, plan)) share.set(name, (share.get(name) ?? 0) + 1);
    const fair = (10_000 * perRecord) / reviewers;
    for (const count of share.values()) expect(Math.abs(count - fair) / fair).toBeLessThan(0.05);
    expect([...share.values()].reduce((sum, count) => sum + count)).toBe(10_000 * perRecord);
  },
);

test("every pair of reviewers shares its part of the records", () => {
  const pairs = new Map<string, number>();
  for (const key of keys(6000)) {
    const pair = assignedReviewers(key, planOf(["ada", "bela", "cara", "dora"])).join(" and ");
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  expect(pairs.size).toBe(6);
  for (const count of pairs.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

test("a reviewer who joins takes over the own records only; all others stay where they are", () => {
  fc.assert(
    fc.property(aKey, aPlan, (key, plan) => {
      const before = assignedReviewers(key, plan);
      const after = assignedReviewers(key, {
        ...plan,
        reviewers: [...plan.reviewers, "newcomer"],
      });
      const kept = after.filter((name) => name !== "newcomer");
      expect(before).toEqual(expect.arrayContaining(kept));
      if (!after.includes("newcomer")) expect(after).toEqual(before);
    }),
  );
});

test("records that are added later change nobody's records, and at most their own number of the pilot", () => {
  const plan = planOf(["ada", "bela", "cara"], 2, 50);
  const [before, after] = [dealRecords(keys(1000), plan), dealRecords(keys(1100), plan)];
  const stay = [...before.pilot].filter((key) => after.pilot.has(key));
  expect(stay.length).toBeGreaterThan(35);
  for (const key of keys(1000)) {
    if (before.pilot.has(key) || after.pilot.has(key)) continue;
    expect(after.reviewersOf(key)).toEqual(before.reviewersOf(key));
  }
});

test("a key that gets a suffix, because another record shares it, keeps its reviewers", () => {
  fc.assert(
    fc.property(aKey, aPlan, (key, plan) => {
      expect(assignedReviewers(`${key}-abcd`, plan)).toEqual(assignedReviewers(key, plan));
    }),
  );
});

test("the pilot is a sample that does not depend on the order of records, and all of them if they are few", () => {
  fc.assert(
    fc.property(fc.uniqueArray(aKey, { maxLength: 30 }), fc.nat(40), (records, size) => {
      const pilot = pilotRecords(records, size);
      expect(pilot).toEqual(pilotRecords([...records].reverse(), size));
      expect(pilot).toHaveLength(Math.min(size, records.length));
      expect(pilotRecords(records, size + 1).slice(0, size)).toEqual(pilot);
    }),
  );
});

test("everybody decides the records of the pilot, also after others have settled them", () => {
  const deal = dealRecords(keys(20), planOf(["ada", "bela", "cara"], 1, 5));
  const [inPilot] = [...deal.pilot];
  for (const reviewer of ["ada", "bela", "cara"]) {
    expect(isAssigned(reviewer, inPilot!, deal)).toBe(true);
    expect(waitsForVote(reviewer, inPilot!, ballotOf(), deal)).toBe(true);
  }
  expect(waitsForVote("cara", inPilot!, ballotOf("ada", "bela"), deal)).toBe(true);
  expect(waitsForVote("ada", inPilot!, ballotOf("ada", "bela"), deal)).toBe(false);
  expect(isAssigned("zoe", inPilot!, deal)).toBe(false);
});

test("outside of the pilot a record waits for those to whom it was dealt, until it has its votes", () => {
  const deal = dealRecords(keys(20), planOf(["ada", "bela", "cara"], 2));
  const key = keys(1)[0]!;
  const dealt = deal.reviewersOf(key);
  const other = ["ada", "bela", "cara"].find((name) => !dealt.includes(name))!;
  expect(waitsForVote(dealt[0]!, key, ballotOf(), deal)).toBe(true);
  expect(waitsForVote(other, key, ballotOf(), deal)).toBe(false);
  // Somebody stood in for the other: two votes are two votes.
  expect(waitsForVote(dealt[0]!, key, ballotOf(dealt[1]!, other), deal)).toBe(false);
  const [vote] = ballotOf("dora").votes;
  expect(waitsForVote(dealt[0]!, key, { ...ballotOf(), resolution: vote! }, deal)).toBe(false);
  expect(waitsForVote(dealt[0]!, "zzzzzzzz", ballotOf(), deal)).toBe(false);
});

test("where nobody is named, a record is for whoever comes first", () => {
  const deal = dealRecords(keys(3), planOf([], 2));
  const key = keys(1)[0]!;
  expect(isAssigned("anybody", key, deal)).toBe(true);
  expect(waitsForVote("anybody", key, ballotOf("ada"), deal)).toBe(true);
  expect(waitsForVote("anybody", key, ballotOf("ada", "bela"), deal)).toBe(false);
});
