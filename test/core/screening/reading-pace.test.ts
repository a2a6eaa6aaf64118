import { describe, expect, test } from "vitest";
import { readTime } from "../../../src/core/records/time.ts";
import { readingPace } from "../../../src/core/screening/reading-pace.ts";
import { type Ballot, EMPTY_BALLOT } from "../../../src/core/votes/ballot.ts";

/** Records that a reviewer decided at these seconds of an hour. */
function decidedAt(seconds: readonly number[], reviewer = "ada", automation = false): Ballot[] {
  return seconds.map((second) => {
    const at = new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString();
    return {
      ...EMPTY_BALLOT,
      rows: [{ reviewer, automation, decidedAt: readTime(at) }],
    } as unknown as Ballot;
  });
}

const steady = Array.from({ length: 21 }, (_, i) => 30 * i);

describe("the pace of reading", () => {
  test("is the median time between two decisions, and the time spent is their sum", () => {
    const pace = readingPace(decidedAt(steady))!;
    expect(pace.secondsPerDecision).toBe(30);
    expect(pace.hoursSpent).toBeCloseTo((21 * 30) / 3600, 10);
  });

  test("leaves breaks out, and adds up what several reviewers spent", () => {
    const afterLunch = steady.map((second) => second + 3600);
    const pace = readingPace([
      ...decidedAt([...steady, ...afterLunch]),
      ...decidedAt(steady, "bela"),
    ])!;
    expect(pace.secondsPerDecision).toBe(30);
    expect(pace.hoursSpent).toBeCloseTo((63 * 30) / 3600, 10);
  });

  test("is not known from few decisions, from days, or from rows that were written at once", () => {
    expect(readingPace(decidedAt(steady.slice(0, 8)))).toBeUndefined();
    expect(readingPace(decidedAt(steady.map(() => 0)))).toBeUndefined();
    const day = { reviewer: "ada", automation: false, decidedAt: readTime("2026-11-22") };
    const onADay = steady.map(() => ({ ...EMPTY_BALLOT, rows: [day] }) as unknown as Ballot);
    expect(readingPace(onADay)).toBeUndefined();
  });

  test("does not count what programs decided", () => {
    expect(readingPace(decidedAt(steady, "gpt", true))).toBeUndefined();
  });
});
