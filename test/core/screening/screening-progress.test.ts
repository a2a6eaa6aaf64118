import { expect, test } from "vitest";
import type { Decision } from "../../../src/core/records/decision.ts";
import { readTime } from "../../../src/core/records/time.ts";
import type { Outcome } from "../../../src/core/screening/conclude.ts";
import {
  type ScreenableRecord,
  screeningProgress,
} from "../../../src/core/screening/screening-progress.ts";
import { type Ballot, EMPTY_BALLOT, type Vote } from "../../../src/core/votes/ballot.ts";

function record(
  key: string,
  outcome: Outcome["outcome"],
  rows: readonly { readonly at: string; readonly verdict: Vote["verdict"] }[] = [],
  more: Partial<ScreenableRecord & { readonly decidedBy: "human" | "automation" }> = {},
): ScreenableRecord {
  const ballot = {
    ...EMPTY_BALLOT,
    rows: rows.map(
      ({ at }, line) => ({ decidedAt: readTime(at), place: { file: "ada.csv", line } }) as Decision,
    ),
    votes: rows.map(({ verdict }) => ({ verdict }) as Vote),
  } satisfies Ballot;
  return {
    key,
    ballot,
    known: more.known ?? false,
    titleAbstract: { outcome, ...(more.decidedBy && { decidedBy: more.decidedBy }) } as Outcome,
  };
}

test("records are read in the order of their first votes, whatever came later", () => {
  const { read, records, ranks } = screeningProgress([
    record("late", "include", [{ at: "2024-03-01", verdict: "include" }]),
    record("early", "exclude", [
      { at: "2024-01-01", verdict: "exclude" },
      { at: "2024-09-01", verdict: "exclude" },
    ]),
    record("middle", "exclude", [{ at: "2024-02-01", verdict: "exclude" }]),
    record("waiting", "pending"),
  ]);
  expect([records, read, [...ranks]]).toEqual([4, 3, [3]]);
});

test("what rules settle is no part of it, what people overrule is", () => {
  const { records, read } = screeningProgress([
    record("ruled out", "exclude", [], { decidedBy: "automation" }),
    record("overruled", "include", [{ at: "2024-01-01", verdict: "include" }], {
      decidedBy: "human",
    }),
  ]);
  expect([records, read]).toEqual([1, 1]);
});

test("what is open counts as relevant unless everybody has excluded it", () => {
  const { ranks } = screeningProgress([
    record("conflict", "conflict", [
      { at: "2024-01-01", verdict: "include" },
      { at: "2024-01-01", verdict: "exclude" },
    ]),
    record("half", "pending", [{ at: "2024-01-02", verdict: "exclude" }]),
    record("other half", "pending", [{ at: "2024-01-03", verdict: "maybe" }]),
  ]);
  expect([...ranks]).toEqual([1, 3]);
});

test("key papers are counted, and decisions without a time are pointed out", () => {
  const { keyPapers, withoutTime } = screeningProgress([
    record("a", "include", [{ at: "", verdict: "include" }], { known: true }),
    record("b", "pending", [], { known: true }),
  ]);
  expect(keyPapers).toEqual({ known: 2, found: 1 });
  expect(withoutTime).toBe(1);
});

test("the order is that of the times, whoever read in whatever queue", () => {
  const by = (reviewer: string, at: string, verdict: Vote["verdict"]) => ({
    reviewer,
    at,
    verdict,
  });
  const { ranks, read } = screeningProgress([
    record("b", "pending", [by("bob", "02.07.2024 09:00", "include")]),
    record("a", "pending", [by("ann", "28.06.2024 09:00", "exclude")]),
    record("c", "include", [
      by("bob", "29.06.2024 09:00", "include"),
      by("ann", "01.07.2024 09:00", "include"),
    ]),
  ]);
  expect([read, [...ranks]]).toEqual([3, [2, 3]]);
});

test("a vote of a program is no reading", () => {
  const voted = record("voted", "pending", [{ at: "2024-01-01", verdict: "exclude" }]);
  const program = {
    ...voted,
    ballot: {
      ...voted.ballot,
      rows: voted.ballot.rows.map((row) => ({ ...row, reviewer: "gpt" })),
      votes: voted.ballot.votes.map((vote) => ({
        ...vote,
        reviewer: "gpt",
        kind: "automation" as const,
      })),
    },
  };
  const { records, read } = screeningProgress([program]);
  expect([records, read]).toEqual([1, 0]);
});
