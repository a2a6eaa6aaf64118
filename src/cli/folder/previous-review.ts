import { sameText } from "../../core/checks/lock/compare-locks.ts";
import { parseLock } from "../../core/checks/lock/lock.ts";
import type { PreviousReview } from "../../core/review/previous-review.ts";
import { UserError } from "../io/errors.ts";
import type { OpenedExport } from "./exports.ts";

/** The version of the review that `previous: { lock: … }` in slr.yaml names. */
export function previousReview(
  file: string,
  text: string | undefined,
  exports: readonly OpenedExport[],
): PreviousReview {
  if (text === undefined) {
    throw new UserError(
      `slr.yaml: error: \`previous: { lock: ${file} }\` names a file that is not there. (protocol/no-file)`,
      { hint: "Copy the slr.lock of the previous version to this name." },
    );
  }
  const lock = parseLock(text);
  const { total_studies: studies, total_reports: reports } = lock?.flow ?? {};
  if (lock === undefined || typeof studies !== "number" || typeof reports !== "number") {
    throw new UserError(
      `slr.yaml: error: \`previous: { lock: ${file} }\` names a file that is not an slr.lock. (protocol/no-lock)`,
    );
  }
  const opened = new Map(exports.map((one) => [one.path, one]));
  return {
    file,
    studies,
    reports,
    ...(lock.records && { records: lock.records }),
    holds({ path }) {
      const { onDisk, onDiskHash } = opened.get(path)!;
      const before = lock.inputs[onDisk];
      if (before === undefined) return undefined;
      return sameText(before, onDiskHash()) ? "same" : "changed";
    },
  };
}
