import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { openReview } from "../../../src/cli/folder/review-folder.ts";
import { diskAt } from "../../../src/cli/io/io.ts";
import type { ClaimedEntry } from "../../../src/core/claims/claim.ts";
import { contradictions } from "../../../src/core/claims/contradictions.ts";
import { matchList } from "../../../src/core/claims/match-list.ts";
import { MEASURES, measuresNamed } from "../../../src/core/claims/measures.ts";
import { type ReviewData, reviewData } from "../../../src/core/claims/review-data.ts";
import { verifyList } from "../../../src/core/claims/verify-list.ts";
import { dedupeKeys } from "../../../src/core/dedupe/keys.ts";
import { type ScreenedReview, screenWithoutRating } from "../../../src/core/review/review.ts";

let review: ScreenedReview;
let data: ReviewData;

beforeAll(async () => {
  const io = {
    ...diskAt("fixtures/reviews/llm-acceleration"),
    status: () => {},
    memoryLimit: () => 2 ** 32,
    saveMemory: () => {},
  };
  const { input } = await openReview(io as never, []); // what a review needs of the outside world
  review = await screenWithoutRating(input);
  data = reviewData(review, input.protocol.criteria, () => undefined);
});

describe("measures", () => {
  test("each that is a number of the flow counts as many entries as the flow says", () => {
    const flow: Readonly<Record<string, unknown>> = { ...data.flow };
    const compared = MEASURES.filter(({ name }) => typeof flow[name] === "number");
    expect(compared.length).toBeGreaterThan(20);
    for (const measure of compared)
      expect([measure.name, measure.count(data).n]).toEqual([measure.name, flow[measure.name]]);
  });

  test("every number of the flow has one", () => {
    for (const [name, value] of Object.entries(data.flow))
      if (typeof value === "number")
        expect([name, measuresNamed(name).length > 0]).toEqual([name, true]);
    const names = MEASURES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

/** A claimed entry made of a record, with what a careless list does to it. */
function claimed(at: number, harm: number, line: number): ClaimedEntry {
  const records = [...review.results.records];
  const { summary, key } = records[at % records.length]!;
  const place = { file: "list.csv", line };
  const title = [
    summary.title,
    summary.title.toUpperCase(),
    summary.title.replace(/[aeiou]/, ""),
    summary.title.slice(0, 25),
    `Another study ${at}`,
  ][harm % 5]!;
  const doi = harm % 3 === 0 && summary.doi !== "" ? { doi: summary.doi } : {};
  const record = harm === 7 ? key : "";
  const bare = { authors: [], issn: [], keywords: [], mesh: [], original: [] };
  return {
    place,
    title,
    reference: { record, title, ...doi },
    ...(harm !== 11 && { keys: dedupeKeys({ ...bare, title, ...doi }) }),
  };
}

test("every entry of any list ends in exactly one place, and no record is lost", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(200), fc.nat(12)), { minLength: 1, maxLength: 40 }),
      fc.constantFrom("included", "screened", "excluded_full_text", "all_identified"),
      (made, name) => {
        const entries = made.map(([at, harm], line) => claimed(at, harm, line + 1));
        const verified = verifyList({ name, file: "list.csv", entries }, data, review.found);
        const { agreeing, elsewhere, repeated, ambiguous, notFound, missing, n } = verified;
        const ended = [
          ...[...agreeing, ...elsewhere, ...repeated].map(({ match }) => match.claimed),
          ...[...ambiguous, ...notFound].map((match) => match.claimed),
        ];
        expect(new Set(ended).size).toBe(entries.length);
        expect(ended).toHaveLength(entries.length);
        expect(agreeing.length + missing.length).toBeLessThanOrEqual(n);
      },
    ),
    { numRuns: 60, seed: 20240525 },
  );
});

test("the order of a list changes nothing", () => {
  const entries = Array.from({ length: 60 }, (_, at) => claimed(at * 7, at, at + 1));
  const ends = (list: readonly ClaimedEntry[]) =>
    new Map(matchList(list, review.found).map((match) => [match.claimed.place.line, match.kind]));
  const [forward, backward] = [ends(entries), ends([...entries].reverse())];
  for (const [line, kind] of forward) expect([line, backward.get(line)]).toEqual([line, kind]);
});

describe("claims that contradict each other", () => {
  const said = (numbers: Readonly<Record<string, number>>) =>
    contradictions(Object.entries(numbers).map(([name, n]) => ({ name, n })));
  test.each([
    [{ screened: 100, ta_excluded: 60, ta_included: 40 }, []],
    [{ screened: 100, ta_excluded: 60, ta_include: 30, ta_maybe: 10 }, []],
    [
      { screened: 100, ta_excluded: 60, ta_included: 39 },
      ["screened 100 is not ta_excluded 60 + ta_included 39 = 99"],
    ],
    [{ sought: 40, not_retrieved: 1, assessed: 39 }, []],
    [{ sought: 40, assessed: 41 }, ["assessed 41 is more than sought 40"]],
    [{ screened: 100, ta_excluded: 60, ta_included: 39, pending_title_abstract: 1 }, []],
    [{ included: 40 }, []],
  ])("%j", (numbers, expected) => {
    expect(said(numbers)).toEqual(expected);
  });
});
