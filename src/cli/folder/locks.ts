import type { PublishedVersion } from "../../core/protocol/protocol.ts";
import type { PreviousReview } from "../../core/review/previous-review.ts";
import { sameText } from "../../core/versions/compare-locks.ts";
import type { Lock } from "../../core/versions/lock.ts";
import { parseLock } from "../../core/versions/parse-lock.ts";
import type { LockedVersion } from "../../core/versions/version-changes.ts";
import { UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import type { OpenedExport } from "./exports.ts";

/** The lock of the review as it was accepted last. */
export const LOCK = "slr.lock";

/** slr.lock, if there is one. Throws a UserError if the file is no lock. */
export async function readLock(io: Io): Promise<Lock | undefined> {
  if ((await io.kindOf(LOCK)) !== "file") return undefined;
  const lock = parseLock(await io.readText(LOCK));
  if (lock !== undefined) return lock;
  throw new UserError(`${LOCK} is not a lock file of slr.`, {
    hint: "slr check --update-lock writes a new one.",
  });
}

/** A published version with its lock, whose text is `text`; undefined if there is no such file. */
export function lockedVersion(
  { lock: file, name, date }: PublishedVersion,
  text: string | undefined,
): LockedVersion {
  if (text === undefined) {
    throw new UserError(
      `slr.yaml: error: \`previous: { lock: ${file} }\` names a file that is not there. (protocol/no-file)`,
      { hint: "Copy the slr.lock of the previous version to this name." },
    );
  }
  const lock = parseLock(text);
  if (lock === undefined || totalsOf(lock) === undefined) {
    throw new UserError(
      `slr.yaml: error: \`previous: { lock: ${file} }\` names a file that is not an slr.lock. (protocol/no-lock)`,
    );
  }
  return { name, file, lock, ...(date !== undefined && { date }) };
}

/** The version of the review that this one updates. */
export function previousReview(
  { name, file, lock }: LockedVersion,
  exports: readonly OpenedExport[],
): PreviousReview {
  const opened = new Map(exports.map((one) => [one.path, one]));
  return {
    file,
    name,
    ...totalsOf(lock)!,
    ...(lock.records && { records: lock.records }),
    holds({ path }) {
      const { onDisk, onDiskHash } = opened.get(path)!;
      const before = lock.inputs[onDisk];
      if (before === undefined) return undefined;
      return sameText(before, onDiskHash()) ? "same" : "changed";
    },
  };
}

/** What a version has included, with all that it updates. */
function totalsOf({
  flow: { total_studies: studies, total_reports: reports },
}: LockedVersion["lock"]): Pick<PreviousReview, "studies" | "reports"> | undefined {
  return typeof studies === "number" && typeof reports === "number"
    ? { studies, reports }
    : undefined;
}
