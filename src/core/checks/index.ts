import type { Problem } from "../records/problem.ts";
import { agreed } from "./agreed.ts";
import { attached } from "./attached.ts";
import { balance } from "./balance.ts";
import { answersFor, type Check, type CheckedReview } from "./check.ts";
import type { LockDifferences } from "./compare-locks.ts";
import { conservation } from "./conservation.ts";
import { criteriaTell } from "./criteria-tell.ts";
import { decided } from "./decided.ts";
import { duplicatesSettled } from "./duplicates-settled.ts";
import { exports } from "./exports.ts";
import { knownRelevant } from "./known-relevant.ts";
import { locked } from "./locked.ts";
import { readable } from "./readable.ts";
import { reasons } from "./reasons.ts";
import { stages } from "./stages.ts";
import { stopped } from "./stopped.ts";
import { tables } from "./tables.ts";
import { upToDate } from "./up-to-date.ts";

export type { CheckedReview } from "./check.ts";

/** Every check, in the order in which they are printed; a problem goes to the first that answers for it. */
export const CHECKS: readonly Check[] = [
  conservation,
  balance,
  readable,
  exports,
  reasons,
  stages,
  agreed,
  attached,
  tables,
  decided,
  stopped,
  duplicatesSettled,
  knownRelevant,
  criteriaTell,
  upToDate,
  locked,
];

export interface CheckResult {
  readonly id: string;
  readonly holds: string;
  readonly status: "passed" | "warned" | "failed";
  /** Whether what it found is work that is still to be done, and no error in what was done. */
  readonly isWork: boolean;
  readonly problems: readonly Problem[];
}

/** Runs every check. Problems of the pipeline that no check answers for are listed under `other`. */
export function runChecks(checked: CheckedReview): CheckResult[] {
  const claimed = new Set<Problem>();
  const problems = checked.review.results.problems.filter(
    (problem) => !isLocked(problem, checked.lockDifferences),
  );
  const results = CHECKS.filter(({ applies }) => applies?.(checked) ?? true).map((check) => {
    const ours = problems.filter(
      (problem) => !claimed.has(problem) && answersFor(check, problem, checked),
    );
    for (const problem of ours) claimed.add(problem);
    return resultOf(check, [...ours, ...(check.find?.(checked) ?? [])]);
  });
  const others = problems.filter((problem) => !claimed.has(problem));
  return [...results, resultOf(OTHER, others)];
}

/** A guess at the encoding of a file is no news while the file has the bytes that were locked. */
function isLocked({ code, file }: Problem, differences: LockDifferences | undefined): boolean {
  if (code !== "screen/encoding" || file === undefined || differences === undefined) return false;
  // A file of an archive is named behind it: `searches/all.zip/a.ris`.
  const parts = file.split("/");
  return parts.some((_, at) => differences.same.has(parts.slice(0, at + 1).join("/")));
}

const OTHER = { id: "other", holds: "nothing else is wrong with the files" };

function resultOf(
  { id, holds, isWork }: Pick<Check, "id" | "holds" | "isWork">,
  problems: readonly Problem[],
): CheckResult {
  const failed = problems.some(({ severity }) => severity === "error");
  return {
    id,
    holds,
    status: failed ? "failed" : problems.length > 0 ? "warned" : "passed",
    isWork: isWork === true,
    problems,
  };
}
