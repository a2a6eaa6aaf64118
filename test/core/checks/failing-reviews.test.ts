import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CheckedReview } from "../../../src/core/checks/check.ts";
import { CHECKS } from "../../../src/core/checks/index.ts";
import { balance } from "../../../src/core/checks/law/balance.ts";
import { conservation } from "../../../src/core/checks/law/conservation.ts";
import { tables } from "../../../src/core/checks/law/tables.ts";
import type { CheckResult } from "../../../src/core/checks/run-checks.ts";
import { type TestFolder, testFolder } from "../../cli/captured-io.ts";
import { emptyResults } from "../../outputs/example-results.ts";
import { filesBelow, reviewCopy } from "../../screened-review.ts";

/**
 * `good` is a review that passes every check. Beside it lies a folder for each check, with the files
 * that make the same review fail it.
 */
const FIXTURES = "fixtures/checks";
const GOOD = join(FIXTURES, "good");

let good: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

/** The files of the good review after `slr screen` and with its lock, made once. */
async function goodReview(): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = reviewCopy(GOOD);
  await folder.slr("screen");
  await folder.slr("check", "--update-lock");
  return filesBelow(folder, "");
}

/** The good review, then with the files of a fixture over it. */
async function reviewFailing(id: string): Promise<TestFolder> {
  good ??= goodReview();
  const folder = testFolder(Object.fromEntries(await good));
  cpSync(join(FIXTURES, id), folder.path, { recursive: true });
  await folder.slr("screen");
  const results = join(FIXTURES, id, "results");
  if (existsSync(results)) cpSync(results, join(folder.path, "results"), { recursive: true });
  return folder;
}

async function checked(folder: TestFolder, ...options: string[]): Promise<readonly CheckResult[]> {
  const { out } = await folder.slr("check", "--format", "json", ...options);
  return JSON.parse(out).checks;
}

test("the good review passes every check, and nothing is worth a warning", async () => {
  const folder = await reviewFailing("good");
  for (const options of [[], ["--locked"]]) {
    const checks = await checked(folder, ...options);
    expect(checks.filter(({ status }) => status !== "passed")).toEqual([]);
    expect(checks.length).toBeGreaterThan(20);
  }
});

/** Checks that an option asks for. */
const ASKED_BY: Readonly<Record<string, readonly string[]>> = {
  claimed: ["--claimed", "included=included.csv"],
  locked: ["--locked"],
  paper: ["--paper", "paper.md"],
};

/** The check of published copies, which the folder of a review never fails. */
const OF_COPIES = "published-copy";

const ofUsers = CHECKS.filter(({ id, isLaw }) => !isLaw && id !== OF_COPIES);

test("a published copy that somebody changed fails the check published-copy, and no other copy does", async () => {
  const review = reviewCopy(GOOD);
  await review.slr("publish", "copy");
  const statusOf = async () => {
    const { out } = await review.slr("check", "-C", "copy", "--format", "json");
    const checks: readonly CheckResult[] = JSON.parse(out).checks;
    return checks.find(({ id }) => id === OF_COPIES)?.status;
  };
  expect(await statusOf()).toBe("passed");
  review.write("copy/README.md", "Another text.\n");
  expect(await statusOf()).toBe("failed");
});

test.each(ofUsers)("a review fails the check $id", async ({ id, codes }) => {
  const folder = await reviewFailing(id);
  const checks = await checked(folder, ...(ASKED_BY[id] ?? []));
  const check = checks.find((one) => one.id === id);
  expect(check?.problems.map(({ code, message }) => `${code}: ${message}`)).not.toEqual([]);
  expect(check?.status).toMatch(/^(?:failed|warned)$/);
  const { problems = [] } = check ?? {};
  expect(
    problems.some(({ code }) => codes.some((own) => code.startsWith(own)) || id === "readable"),
  ).toBe(true);
});

test("slr.yaml sets the severity of a check, or turns it off", async () => {
  const folder = await reviewFailing("retracted");
  const protocol = folder.read("slr.yaml");
  for (const [severity, status, code] of [
    ["error", "failed", 1],
    ["warning", "warned", 0],
    ["off", "off", 0],
  ] as const) {
    folder.write("slr.yaml", `${protocol}checks: { retracted: ${severity} }\n`);
    await folder.slr("screen");
    const check = (await checked(folder)).find(({ id }) => id === "retracted");
    expect(check?.status, severity).toBe(status);
    expect((await folder.slr("check")).code, severity).toBe(code);
  }
  const { out } = await folder.slr("check");
  expect(out).toContain("off   no included report is retracted");
});

test("a claimed list is compared with its box, record by record", async () => {
  const folder = await reviewFailing("claimed");
  const { code, out } = await folder.slr("check", "--claimed", "included=included.csv");
  expect(code).toBe(1);
  const lines = out.split("\n").filter((line) => line.includes("(check/claimed"));
  expect(lines.map((line) => /included\.csv:(\d)|scopus\.ris:\d+/.exec(line)?.[0])).toEqual([
    "included.csv:5",
    "included.csv:6",
    "scopus.ris:11",
  ]);
  expect(lines[0]).toContain("its box is excluded-full-text");
  expect(lines[1]).toContain("is no record of this review");
  expect(lines[2]).toContain("Peer tutoring and dropout");
  expect((await folder.slr("check", "--claimed", "included=5")).code).toBe(2);
});

/** What slr gets wrong no folder can show: reviews whose results contradict themselves. */
const AGAINST_THE_LAW: Readonly<Record<string, Partial<CheckedReview>>> = {
  [conservation.id]: {
    review: {
      results: emptyResults,
      files: [{ entries: 1 }],
    } as unknown as CheckedReview["review"],
  },
  [balance.id]: {
    review: {
      results: { ...emptyResults, flow: { ...emptyResults.flow, records_screened: 1 } },
      files: [],
    } as unknown as CheckedReview["review"],
  },
  [tables.id]: {
    tables: [{ file: "decisions/ada.csv", lines: 5, besides: 1, read: 3, reported: 0 }],
  },
};

test.each(CHECKS.filter(({ isLaw }) => isLaw))(
  "results of slr that break the law fail the check $id",
  (check) => {
    const found = check.find?.(AGAINST_THE_LAW[check.id] as CheckedReview) ?? [];
    expect(found).not.toEqual([]);
    for (const { severity } of found) expect(severity).toBe("error");
  },
);
