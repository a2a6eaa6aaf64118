import { describe, expect, test } from "vitest";
import { captureRecapture } from "../../../../src/core/overviews/capture-recapture.ts";
import { auditOf } from "../../../../src/core/overviews/rating/audit.ts";
import { DEFAULT_PROTOCOL } from "../../../../src/core/protocol/protocol.ts";
import { readTime } from "../../../../src/core/records/time.ts";
import type {
  ReviewResults,
  ScreenedRecord,
  StageResult,
} from "../../../../src/core/screening/results.ts";
import { type Ballot, EMPTY_BALLOT, type Vote } from "../../../../src/core/votes/ballot.ts";

function vote(reviewer: string, verdict: Vote["verdict"], day: string): Vote {
  return { reviewer, kind: "person", verdict, reasons: [], decidedAt: readTime(`2024-01-0${day}`) };
}

interface Said {
  readonly votes?: readonly Vote[];
  readonly resolution?: Vote;
  readonly outcome: StageResult["outcome"];
  readonly sources?: readonly string[];
}

/** A review of records about each of which something was said. */
function reviewOf(said: Readonly<Record<string, Said>>) {
  const records = Object.entries(said).map(
    ([key, { outcome, sources = ["Scopus"] }]) =>
      ({
        key,
        sources,
        box: outcome === "include" ? "included" : "excluded-title-abstract",
        titleAbstract: { outcome, reasons: [], by: [] },
      }) as unknown as ScreenedRecord,
  );
  return {
    results: { records } as unknown as ReviewResults,
    ballot: (key: string): Ballot => {
      const { votes = [], resolution } = said[key]!;
      return { ...EMPTY_BALLOT, votes, ...(resolution && { resolution }) };
    },
  };
}

const EXCLUDED: Said = { votes: [vote("ada", "exclude", "1")], outcome: "exclude" };
const AGAIN: Said = {
  votes: [vote("ada", "exclude", "1"), vote("bela", "exclude", "2")],
  outcome: "exclude",
};
const CONFLICT: Said = {
  votes: [vote("ada", "exclude", "1"), vote("bela", "include", "2")],
  outcome: "conflict",
};
const RESCUED: Said = { ...CONFLICT, resolution: vote("cara", "include", "3"), outcome: "include" };
const INCLUDED: Said = { votes: [vote("ada", "include", "1")], outcome: "include" };

const keysOf = (count: number) => Array.from({ length: count }, (_, at) => `record${at}`);

describe("an audit of what was excluded", () => {
  test("its order depends on key and seed alone, so that more records change no lot", () => {
    const of = (count: number, seed: number) =>
      auditOf(
        reviewOf(Object.fromEntries(keysOf(count).map((key) => [key, EXCLUDED]))),
        DEFAULT_PROTOCOL,
        seed,
      ).population.map(({ record }) => record.key);
    expect(of(20, 1)).toEqual(of(30, 1).filter((key) => keysOf(20).includes(key)));
    expect(of(20, 1)).not.toEqual(of(20, 2));
    expect([...of(20, 1)].sort()).toEqual([...of(20, 2)].sort());
  });

  test("only what the ordinary votes have excluded is audited", () => {
    const { population, estimate } = auditOf(
      reviewOf({ a: EXCLUDED, b: INCLUDED, c: RESCUED, d: { outcome: "exclude" } }),
      DEFAULT_PROTOCOL,
      1,
    );
    expect(population.map(({ record, found }) => [record.key, found]).sort()).toEqual([
      ["a", "unread"],
      ["c", "missed"],
    ]);
    expect(estimate === undefined).toBe(population[0]!.found === "unread");
  });

  test("with two votes to a record, the second is no audit", () => {
    const two = {
      screening: {
        ...DEFAULT_PROTOCOL.screening,
        "title-abstract": { ...DEFAULT_PROTOCOL.screening["title-abstract"], perRecord: 2 },
      },
    };
    expect(auditOf(reviewOf({ a: AGAIN }), two, 1).population[0]!.found).toBe("unread");
    expect(auditOf(reviewOf({ a: CONFLICT }), two, 1).population).toEqual([]);
  });

  test("everything read again: the estimate is the count, and its interval has no width", () => {
    const said = { a: AGAIN, b: RESCUED, c: AGAIN, d: INCLUDED, e: INCLUDED, f: INCLUDED };
    const { sample, missed, estimate } = auditOf(reviewOf(said), DEFAULT_PROTOCOL, 1);
    expect([sample, missed]).toEqual([3, 1]);
    expect(estimate).toMatchObject({ missed: 1, missedInterval: [1, 1] });
    // Four have passed by now, and that is all of them.
    expect(estimate!.recall).toBe(1);
  });

  test("a conflict counts as missed until it is settled", () => {
    expect(auditOf(reviewOf({ a: CONFLICT }), DEFAULT_PROTOCOL, 1)).toMatchObject({
      missed: 1,
      open: 1,
    });
  });

  test("a sample of a hundred of a thousand: about ten times as many, exactly bounded", () => {
    const keys = keysOf(1000);
    const order = auditOf(
      reviewOf(Object.fromEntries(keys.map((key) => [key, EXCLUDED]))),
      DEFAULT_PROTOCOL,
      1,
    ).population.map(({ record }) => record.key);
    const said: Record<string, Said> = Object.fromEntries(keys.map((key) => [key, EXCLUDED]));
    for (const [at, key] of order.slice(0, 100).entries()) said[key] = at < 2 ? RESCUED : AGAIN;
    // Out of turn, and so no part of the sample.
    said[order[500]!] = RESCUED;
    const { sample, missed, estimate } = auditOf(reviewOf(said), DEFAULT_PROTOCOL, 1);
    expect([sample, missed]).toEqual([100, 2]);
    expect(estimate!.missed).toBeCloseTo(20, 12);
    const [low, high] = estimate!.missedInterval;
    // Three marked of a thousand still give two or more of a hundred with a chance of 0.028.
    expect([low, high]).toEqual([3, 67]);
    expect(estimate!.recallInterval[0]).toBeCloseTo(3 / (3 + 67 - 2), 12);
  });
});

describe("what overlap says", () => {
  test("reviewers: relevant records that one and that two would have included", () => {
    const both = {
      votes: [vote("ada", "include", "1"), vote("bela", "maybe", "1")],
      outcome: "include",
    } as const;
    const { reviewers, sources } = captureRecapture(
      reviewOf({ a: both, b: both, c: both, d: RESCUED, e: RESCUED, f: AGAIN, g: INCLUDED }),
    );
    expect(reviewers).toMatchObject({ found: 5, byOne: 2, byTwo: 3, total: 5.25 });
    expect(sources).toBeUndefined();
  });

  test("sources: included reports that one and that two have found, and how many sources looked", () => {
    const by = (...sources: string[]) => ({ ...INCLUDED, sources });
    const included = Object.fromEntries([
      ...["a", "b", "c", "d"].map((key) => [key, by("PubMed")] as const),
      ...["e", "f"].map((key) => [key, by("PubMed", "Scopus")] as const),
      ...["g", "h", "i", "j"].map((key) => [key, by("PubMed", "Scopus", "WoS")] as const),
    ]);
    const { sources } = captureRecapture(
      reviewOf({ ...included, k: { ...EXCLUDED, sources: ["Embase"] } }),
    );
    // By hand: 10 + 3/4 × 4 × 3 / (2 × 3), for four sources.
    expect(sources).toMatchObject({ found: 10, byOne: 4, byTwo: 2, total: 11.5 });
  });

  test("below ten included reports nothing is estimated from sources", () => {
    const { sources } = captureRecapture(
      reviewOf({
        a: { ...INCLUDED, sources: ["PubMed"] },
        b: { ...INCLUDED, sources: ["PubMed", "Scopus"] },
        c: { ...INCLUDED, sources: ["PubMed", "Scopus", "WoS"] },
        d: EXCLUDED,
      }),
    );
    expect(sources).toEqual({ found: 3, needed: 10 });
  });
});
