import { describe, expect, test } from "vitest";
import { parseProtocol } from "../../../../src/core/protocol/parse-protocol.ts";
import { criteriaProblems } from "../../../../src/core/review/warnings/criteria-effects.ts";
import type { VerdictCounts } from "../../../../src/core/screening/judgements.ts";

const TEXT = `title: q
criteria:
  - { id: I1, text: x, stage: title-abstract, include: abstract(asthma) }
  - { id: F1, text: y, stage: full-text, exclude: full-text(mice) }
  - { id: F2, text: z, stage: full-text }
`;

/** The problems of a review in which I1 has these verdicts, each on so many records. */
function problemsOf(counts: Partial<VerdictCounts>, criterion = "I1") {
  const parsed = parseProtocol(TEXT, "slr.yaml");
  if (!parsed.ok) throw new Error("The protocol of this test is wrong.");
  const ofCriterion = new Map([[criterion, { met: 0, violated: 0, unknown: 0, ...counts }]]);
  return criteriaProblems(parsed.protocol, ofCriterion).map(
    ({ severity, code, line, message }) => `${line}: ${severity}: ${message} (${code})`,
  );
}

describe("a criterion that tells no record from another is a warning with its counts", () => {
  test("where it excludes all", () => {
    expect(problemsOf({ violated: 20 })).toEqual([
      "3: warning: I1 excludes all 20 records. Check that its query says what you mean. (criteria/excludes-all)",
    ]);
    expect(problemsOf({ violated: 1999, unknown: 1 })).toEqual([
      "3: warning: I1 excludes 1,999 of 2,000 records, and none meets it. For 1 it is unknown, because what it looks at is missing. Check that its query says what you mean. (criteria/excludes-all)",
    ]);
  });

  test("where it excludes none", () => {
    expect(problemsOf({ met: 18, unknown: 2 })).toEqual([
      "3: warning: I1 excludes none of 20 records. For 2 it is unknown, because what it looks at is missing. Check that its query says what you mean; if it does, nothing is wrong. (criteria/excludes-none)",
    ]);
  });

  test("where it knows nothing of any", () => {
    expect(problemsOf({ unknown: 10 }, "F1")).toEqual([
      "4: warning: F1 is unknown for all 10 records, so it excludes none: each lacks something that the query looks at (full-text). Add the data, or ask for fields that the exports have. (criteria/unknown-only)",
    ]);
  });
});

test("no warning where it tells some, where records are few, and where none reaches its stage", () => {
  expect(problemsOf({ met: 1, violated: 5000 })).toEqual([]);
  expect(problemsOf({ met: 5000, violated: 1 })).toEqual([]);
  expect(problemsOf({ violated: 9 })).toEqual([]);
  expect(problemsOf({})).toEqual([]);
});
