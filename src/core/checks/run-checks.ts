import { acknowledges } from "../protocol/acknowledged.ts";
import type { Problem } from "../records/problem.ts";
import type { LockDifferences } from "../versions/compare-locks.ts";
import { answersFor, type Check, type CheckedReview } from "./check.ts";
import { CHECKS } from "./index.ts";
import { unknownSettings, unusedAcknowledgements } from "./settings.ts";

export interface CheckResult {
  readonly id: string;
  readonly holds: string;
  readonly why: string;
  readonly remedy: string;
  /** `off`: slr.yaml does not ask for it. */
  readonly status: "passed" | "warned" | "failed" | "off";
  /** Whether its problems are unfinished work and not errors. */
  readonly isWork: boolean;
  readonly problems: readonly Problem[];
  /** The problems that slr.yaml acknowledges, which neither warn nor fail but stay visible. */
  readonly acknowledged: readonly AcknowledgedProblem[];
}

/** A problem that nobody can mend, with the reason that slr.yaml gives. */
export interface AcknowledgedProblem extends Problem {
  readonly reason: string;
}

const OTHER: Check = {
  id: "other",
  holds: "nothing else is wrong with the files",
  codes: [""],
  why: "What is wrong with a file may change what was identified or decided.",
  remedy: "Do what the message of the problem says.",
};

/** Runs every check. Problems of the pipeline that no check answers for are listed under `other`. */
export function runChecks(checked: CheckedReview): CheckResult[] {
  const claimed = new Set<Problem>();
  const problems = checked.review.results.problems.filter(
    (problem) => !(checked.isLocked && hasLockedBytes(problem, checked.lockDifferences)),
  );
  const isAsked = ({ applies, needsExports }: Check) =>
    !(needsExports && checked.copy !== undefined) && (applies?.(checked) ?? true);
  const found = CHECKS.filter(isAsked).map((check) => {
    const ours = problems.filter(
      (problem) => !claimed.has(problem) && answersFor(check, problem, checked),
    );
    for (const problem of ours) claimed.add(problem);
    return { check, problems: [...ours, ...(check.find?.(checked) ?? [])] };
  });
  const others = [
    ...problems.filter((problem) => !claimed.has(problem)),
    ...unknownSettings(checked.protocol, CHECKS),
    // Problems of exports are not in a copy, and may be what slr.yaml acknowledges.
    ...(checked.copy === undefined
      ? unusedAcknowledgements(checked.protocol, [
          ...found.flatMap((one) => one.problems),
          ...problems,
        ])
      : []),
  ];
  return [...found, { check: OTHER, problems: others }].map(({ check, problems }) =>
    resultOf(check, problems, checked.protocol),
  );
}

/** A guess at a file's encoding is not reported again while the file has the locked bytes. */
function hasLockedBytes(
  { code, file }: Problem,
  differences: LockDifferences | undefined,
): boolean {
  if (code !== "screen/encoding" || file === undefined || differences === undefined) return false;
  // A file of an archive is named behind it: `searches/all.zip/a.ris`.
  const parts = file.split("/");
  return parts.some((_, at) => differences.same.has(parts.slice(0, at + 1).join("/")));
}

/** The result of a check, with the severity and the acknowledgements of slr.yaml. */
function resultOf(
  { id, holds, why, remedy, isWork, isLaw }: Check,
  found: readonly Problem[],
  { checks, acknowledged }: CheckedReview["protocol"],
): CheckResult {
  const severity = isLaw ? undefined : checks.get(id)?.severity;
  const result = { id, holds, why, remedy, isWork: isWork === true };
  if (severity === "off") return { ...result, status: "off", problems: [], acknowledged: [] };
  const problems: Problem[] = [];
  const known: AcknowledgedProblem[] = [];
  for (const one of found) {
    const problem = severity === undefined ? one : { ...one, severity };
    const acknowledgement = isLaw
      ? undefined
      : acknowledged.find((entry) => acknowledges(entry, problem));
    if (acknowledgement === undefined) problems.push(problem);
    else known.push({ ...problem, reason: acknowledgement.reason });
  }
  const failed = problems.some((problem) => problem.severity === "error");
  return {
    ...result,
    status: failed ? "failed" : problems.length > 0 ? "warned" : "passed",
    problems,
    acknowledged: known,
  };
}
