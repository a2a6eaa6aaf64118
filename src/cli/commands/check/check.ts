import { compareLocks, type LockDifferences } from "../../../core/checks/compare-locks.ts";
import { type CheckResult, runChecks } from "../../../core/checks/index.ts";
import { type Lock, lockOf, parseLock, renderLock } from "../../../core/checks/lock.ts";
import type { Problem } from "../../../core/records/problem.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { screenReview } from "../../../core/review/review.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { alone } from "../../folder/folder-lock.ts";
import { staleResults } from "../../folder/results-folder.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { coloursOf, problemKinds, problemLines } from "../../io/problems.ts";
import { notTogether } from "../../usage/option.ts";

const LOCK = "slr.lock";

export interface CheckOptions {
  readonly format: CheckFormat;
  readonly locked?: boolean;
  readonly updateLock?: boolean;
  readonly force?: boolean;
}

/** `slr check`: everything adds up, nothing pending, nothing lost. */
export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  if (options.locked && options.updateLock) throw notTogether("--locked", "--update-lock");
  return options.updateLock
    ? alone(io, "slr check --update-lock", () => checkReview(options, io))
    : checkReview(options, io);
}

async function checkReview(options: CheckOptions, io: Io): Promise<ExitCode> {
  const opened = await openReview(io, []);
  const review = await screenReview(opened.input);
  const { results } = review;
  const inputs = opened.inputs();
  const now = lockOf(review, inputs);
  const lockDifferences: LockDifferences | undefined = options.locked
    ? compareLocks(await readLock(io), now)
    : undefined;
  const checks = runChecks({
    review,
    tables: opened.tables,
    results: await staleResults(io, results, inputs),
    ...(lockDifferences && { lockDifferences }),
  });
  io.status(undefined);
  await options.format(checks, io);
  if (options.updateLock) await updateLock(now, checks, options.force === true, io);
  return checks.some(({ status }) => status === "failed") ? EXIT.foundProblems : EXIT.ok;
}

async function readLock(io: Io): Promise<Lock> {
  if ((await io.kindOf(LOCK)) !== "file") {
    throw new UserError(`There is no ${LOCK} to compare with.`, {
      hint: "slr check --update-lock writes it.",
    });
  }
  const lock = parseLock(await io.readText(LOCK));
  if (lock !== undefined) return lock;
  throw new UserError(`${LOCK} is not a lock file of slr.`, {
    hint: "slr check --update-lock writes it anew.",
  });
}

/** Writes slr.lock, unless errors stand: a lock would keep them as they are. */
async function updateLock(
  now: Lock,
  checks: readonly CheckResult[],
  force: boolean,
  io: Io,
): Promise<void> {
  const errors = checks.filter(({ status, isWork }) => status === "failed" && !isWork);
  if (errors.length > 0 && !force) {
    const ids = errors.map(({ id }) => id).join(", ");
    io.notify(
      `${LOCK} is not written, because errors stand (${ids}).\n  hint: Correct them first, or write it as it is with --force.`,
    );
    return;
  }
  await io.writeFile(LOCK, renderLock(now));
  const files = plural(Object.keys(now.inputs).length, "file");
  io.notify(
    `${LOCK} holds ${files}, the flow and ${plural(Object.keys(now.records ?? {}).length, "record")}.`,
  );
}

/** Where the problems are that the text leaves out. */
const REST = "slr check --format json lists them";

/** GitHub shows ten annotations of one step and drops the others without a word. */
const ANNOTATIONS = 10;

/** Errors before warnings, and within each one problem of every kind before the second of any. */
function worstFirst(problems: readonly Problem[]): Problem[] {
  const ranked = problemKinds(problems).flatMap(({ severity, problems: ofKind }) =>
    ofKind.map((problem, at) => ({ problem, rank: [severity === "error" ? 0 : 1, at] as const })),
  );
  return ranked
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .map(({ problem }) => problem);
}

type CheckFormat = (checks: readonly CheckResult[], io: Io) => void | Promise<void>;

export const CHECK_FORMATS: Readonly<Record<string, CheckFormat>> = {
  async text(checks, io) {
    const colour = await coloursOf(io);
    const label = {
      passed: colour.green("ok  "),
      warned: colour.yellow("warn"),
      failed: colour.red("FAIL"),
    };
    const show = (status: keyof typeof label, holds: string, problems: readonly Problem[]) => {
      io.print(`${label[status]}  ${holds}`);
      for (const lines of problemLines(problems, colour, { rest: REST }))
        for (const line of lines.split("\n")) io.print(`      ${line}`);
    };
    for (const severity of ["error", "warning"] as const) {
      for (const { holds, problems } of checks) {
        const these = problems.filter((problem) => problem.severity === severity);
        if (these.length > 0) show(severity === "error" ? "failed" : "warned", holds, these);
      }
    }
    for (const { status, holds } of checks) if (status === "passed") show(status, holds, []);
    const failed = checks.filter(({ status }) => status === "failed").length;
    io.print(
      failed === 0
        ? `All ${checks.length} checks passed.`
        : `${failed} of ${checks.length} checks failed.`,
    );
  },

  json(checks, io) {
    const ok = checks.every(({ status }) => status !== "failed");
    io.print(
      JSON.stringify({ ok, checks: checks.map(({ isWork: _, ...check }) => check) }, null, 2),
    );
  },

  /** Workflow commands, which GitHub shows beside the changed lines. */
  github(checks, io) {
    const property = (text: string) =>
      plainText(text).replace(/%/g, "%25").replace(/:/g, "%3A").replace(/,/g, "%2C");
    const all = worstFirst(checks.flatMap(({ problems }) => problems));
    for (const { severity, file, line, message, code } of all.slice(0, ANNOTATIONS)) {
      const place = [
        ...(file === undefined ? [] : [`file=${property(file)}`]),
        ...(line === undefined ? [] : [`line=${line}`]),
        `title=${property(code)}`,
      ].join(",");
      io.print(`::${severity} ${place}::${plainText(message).replace(/%/g, "%25")}`);
    }
    if (all.length > ANNOTATIONS)
      io.print(
        `${formatCount(all.length - ANNOTATIONS)} more of ${plural(all.length, "problem")}: slr check lists them.`,
      );
  },
};
