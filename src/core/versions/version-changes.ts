import { type ChangedInput, compareLocks, type LockDifferences } from "./compare-locks.ts";
import type { ChangedRecord } from "./compare-records.ts";
import type { Lock } from "./lock.ts";

/** A version of the review, and the lock that holds it. */
export interface LockedVersion {
  /** As slr.yaml names the version. */
  readonly name: string;
  readonly date?: string;
  /** The file of the lock. */
  readonly file: string;
  readonly lock: Lock;
}

/** What changed from one version of the review to the next, file by file and record by record. */
export interface VersionChanges {
  /** The names of the two versions. */
  readonly from: string;
  readonly to: string;
  /** The lock of the first. */
  readonly lock: string;
  readonly inputs: readonly ChangedInput[];
  /** Records that came with later searches, with their boxes. */
  readonly added: readonly ChangedRecord[];
  /** Records of the earlier version that are in another box, count otherwise, or are gone. */
  readonly moved: readonly ChangedRecord[];
}

/** The name of the version of the review that is in work. */
export const THIS_VERSION = "This version";

/** What changed from each published version to the next, and from the last one to the review as it is. */
export function versionChanges(versions: readonly LockedVersion[], now: Lock): VersionChanges[] {
  return versions.map(({ name, file, lock }, at) => {
    const next = versions[at + 1];
    return changesBetween(
      { name, file },
      next?.name ?? THIS_VERSION,
      compareLocks(lock, next?.lock ?? now),
    );
  });
}

/** The differences of two locks, as what changed between two versions. */
function changesBetween(
  { name, file }: Pick<LockedVersion, "name" | "file">,
  to: string,
  { inputs, records }: Pick<LockDifferences, "inputs" | "records">,
): VersionChanges {
  const isNew = ({ before, partOf }: ChangedRecord) => before === undefined && partOf === undefined;
  return {
    from: name,
    to,
    lock: file,
    inputs: inputs.filter(({ change }) => change !== "line-ends"),
    added: records.filter(isNew),
    moved: records.filter((record) => !isNew(record) && hasMoved(record)),
  };
}

/**
 * Whether something about an earlier record changed that a reader of both versions must know. That
 * a later search found it again does not count.
 */
function hasMoved({ before, now, counts }: ChangedRecord): boolean {
  return before !== now || counts.some(({ what }) => what !== "entries");
}

/** How many of these records are in which box now, in the order of the boxes. */
export function countByBox(
  records: readonly ChangedRecord[],
  order: readonly string[],
): readonly { readonly box: string; readonly n: number }[] {
  return order
    .map((box) => ({ box, n: records.filter(({ now }) => now === box).length }))
    .filter(({ n }) => n > 0);
}
