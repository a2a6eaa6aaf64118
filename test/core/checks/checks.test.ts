import { describe, expect, test } from "vitest";
import { answersFor, type CheckedReview } from "../../../src/core/checks/check.ts";
import { CHECKS } from "../../../src/core/checks/index.ts";
import { runChecks } from "../../../src/core/checks/run-checks.ts";
import { configurableChecks } from "../../../src/core/checks/settings.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";
import { DEFAULT_PROTOCOL } from "../../../src/core/protocol/protocol.ts";
import type { Problem } from "../../../src/core/records/problem.ts";
import { EMPTY_BALLOT } from "../../../src/core/votes/ballot.ts";
import { emptyResults } from "../../outputs/example-results.ts";

const problem = (code: string): Problem => ({ severity: "error", code, message: "Made up." });

function checkedReview(more: Partial<CheckedReview> = {}, problems: readonly Problem[] = []) {
  const results = { ...emptyResults, problems };
  return {
    review: { results, files: [], ballot: () => EMPTY_BALLOT },
    protocol: DEFAULT_PROTOCOL,
    tables: [],
    isLocked: false,
    changes: [],
    retractions: [],
    results: { inputs: [], stale: [], lineEnds: [] },
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
    ids({
      isLocked: true,
      lockDifferences: { inputs: [], same: new Set(), boxes: [], records: [], unreadable: [] },
    }),
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
    unreadable: [],
  };
  const named = (more: Partial<CheckedReview>) =>
    runChecks(checkedReview(more, problems)).flatMap((check) =>
      check.problems.flatMap(({ code, file }) => (code === "screen/encoding" ? [file] : [])),
    );
  expect(named({})).toEqual(files);
  expect(named({ isLocked: true, lockDifferences })).toEqual(["changed.csv"]);
});

const place = { file: "searches/a.ris", line: 7 };
const settings = (yaml: string) => {
  const parsed = parseProtocol(yaml, "slr.yaml");
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.protocol;
};
const found = (yaml: string, problems: readonly Problem[]) =>
  runChecks(checkedReview({ protocol: settings(yaml) }, problems));

test.each(configurableChecks(CHECKS))("slr.yaml sets the severity of the problems of %s", (id) => {
  const { codes } = CHECKS.find((check) => check.id === id)!;
  const criteria = "criteria: [{ id: F1, text: No comparison, stage: full-text }]";
  const status = (severity: string) =>
    runChecks(
      checkedReview(
        {
          protocol: settings(`${criteria}\nchecks: { ${id}: ${severity} }`),
          isLocked: id === "locked",
          paper: { numbers: [], unknownMacros: [] },
          claimed: [],
          // A copy is not asked about exports.
          ...(id === "published-copy" && { copy: { problems: [] } }),
          changes: [
            {
              from: "Version 1",
              to: "This version",
              lock: "a.lock",
              inputs: [],
              added: [],
              moved: [],
            },
          ],
          lockDifferences: { inputs: [], same: new Set(), boxes: [], records: [], unreadable: [] },
        },
        codes.map(problem),
      ),
    ).find((check) => check.id === id)?.status;
  expect([status("error"), status("warning"), status("off")]).toEqual(["failed", "warned", "off"]);
});

test("a check that does not exist, or that holds always, has no severity to set", () => {
  const other = found("checks:\n  retractd: error\n  balance: off\n", [problem("check/balance")]);
  expect(other.find(({ id }) => id === "balance")?.status).toBe("failed");
  expect(other.at(-1)?.problems).toMatchObject([
    { severity: "error", code: "protocol/unknown-check", line: 2 },
    { severity: "error", code: "protocol/fixed-check", line: 3 },
  ]);
  expect(other.at(-1)?.problems[0]?.message).toContain("Did you mean `retracted`?");
});

test("what slr.yaml acknowledges stays visible and fails nothing", () => {
  const entry = { ...problem("decisions/x"), ...place };
  const elsewhere = { ...entry, line: 8 };
  const yaml =
    "acknowledged:\n  - { code: decisions/x, file: searches/a.ris, line: 7, reason: lost in the move }\n";
  const attached = (problems: readonly Problem[]) =>
    found(yaml, problems).find(({ id }) => id === "attached");
  expect(attached([entry])).toMatchObject({
    status: "passed",
    problems: [],
    acknowledged: [{ ...entry, reason: "lost in the move" }],
  });
  expect(attached([entry, elsewhere])).toMatchObject({ status: "failed", problems: [elsewhere] });
});

test("a record, a file or a line in an acknowledgement must be that of the problem", () => {
  const yaml =
    "acknowledged:\n  - { code: decisions/x, record: abcdefgh, reason: known }\n  - { code: ris/y, reason: known }\n";
  const one = { ...problem("decisions/x"), record: "abcdefgh" };
  const statusOf = (problems: readonly Problem[]) =>
    found(yaml, problems).find(({ id }) => id === "attached")?.status;
  expect([statusOf([one]), statusOf([{ ...one, record: "bcdefghi" }])]).toEqual([
    "passed",
    "failed",
  ]);
  // What is acknowledged and is not there any more is worth a warning.
  expect(found(yaml, [one]).at(-1)?.problems).toMatchObject([
    { severity: "warning", code: "protocol/nothing-acknowledged", line: 3 },
  ]);
});

test("faults of slr cannot be acknowledged", () => {
  const yaml = "acknowledged:\n  - { code: check/balance, reason: does not matter }\n";
  expect(found(yaml, [problem("check/balance")]).find(({ id }) => id === "balance")?.status).toBe(
    "failed",
  );
});
