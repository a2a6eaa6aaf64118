import { describe, expect, test } from "vitest";
import { answersFor, type CheckedReview } from "../../../src/core/checks/check.ts";
import { CHECKS, runChecks } from "../../../src/core/checks/index.ts";
import type { Problem } from "../../../src/core/records/problem.ts";
import { emptyResults } from "../../outputs/example-results.ts";

const problem = (code: string): Problem => ({ severity: "error", code, message: "Made up." });

function checkedReview(more: Partial<CheckedReview> = {}, problems: readonly Problem[] = []) {
  const results = { ...emptyResults, problems };
  return {
    review: { results, files: [] },
    tables: [],
    results: { stale: [], lineEnds: [] },
    ...more,
  } as unknown as CheckedReview;
}

describe.each(CHECKS)("the check $id", (check) => {
  test("has a code of its own, a sentence of why, and a way out", () => {
    expect(check.codes.length).toBeGreaterThan(0);
    for (const code of check.codes) expect(code).toMatch(/^[a-z-]+\/[a-z-]*$/);
    for (const sentence of [check.why, check.remedy]) expect(sentence).toMatch(/^[A-Z].+\.$/s);
    expect(check.holds).toMatch(/^[a-z].*[^.]$/s);
  });

  test("answers for its codes", () => {
    for (const code of check.codes)
      expect(answersFor(check, problem(code), checkedReview())).toBe(true);
  });
});

test("no two checks have one name, or one code", () => {
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  const codes = CHECKS.flatMap((check) => check.codes);
  expect(new Set(codes).size).toBe(codes.length);
});

test("a problem goes to the first check that answers for it, and to `other` where none does", () => {
  const problems = [
    problem("decisions/no-reason"),
    problem("decisions/x"),
    problem("ris/bad-line"),
  ];
  const found = runChecks(checkedReview({}, problems)).flatMap(({ id, problems: its }) =>
    its.filter((one) => problems.includes(one)).map(({ code }) => `${id}: ${code}`),
  );
  expect(found).toEqual([
    "reasons: decisions/no-reason",
    "attached: decisions/x",
    "other: ris/bad-line",
  ]);
});

test("the lock is compared only where it is asked for", () => {
  const ids = (more: Partial<CheckedReview>) => runChecks(checkedReview(more)).map(({ id }) => id);
  expect(ids({})).not.toContain("locked");
  expect(
    ids({ lockDifferences: { inputs: [], same: new Set(), boxes: [], records: [] } }),
  ).toContain("locked");
});

test("a line of a table that is neither read nor reported fails the review", () => {
  const found = (reported: number) =>
    runChecks(
      checkedReview({
        tables: [{ file: "decisions/ada.csv", lines: 5, besides: 1, read: 3, reported }],
      }),
    ).find(({ id }) => id === "tables")!.status;
  expect([found(1), found(0)]).toEqual(["passed", "failed"]);
});

test("a guess at the encoding of a locked file, or of a file in a locked archive, is no news", () => {
  const files = ["a.csv", "changed.csv", "all.zip/b.ris"];
  const problems = files.map((file) => ({ ...problem("screen/encoding"), file }));
  const lockDifferences = {
    inputs: [{ file: "changed.csv", change: "changed" as const }],
    same: new Set(["a.csv", "all.zip"]),
    boxes: [],
    records: [],
  };
  const named = (more: Partial<CheckedReview>) =>
    runChecks(checkedReview(more, problems)).flatMap((check) =>
      check.problems.flatMap(({ code, file }) => (code === "screen/encoding" ? [file] : [])),
    );
  expect(named({})).toEqual(files);
  expect(named({ lockDifferences })).toEqual(["changed.csv"]);
});
