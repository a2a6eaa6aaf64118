import { compareText } from "../records/problem.ts";
import type { NamedCount } from "../screening/flow.ts";
import { type ChangedRecord, changedRecords } from "./compare-records.ts";
import type { InputHash, Lock } from "./lock.ts";

export interface ChangedInput {
  readonly file: string;
  /** `line-ends`: the text is the same. */
  readonly change: "new" | "gone" | "changed" | "line-ends";
}

/** A number of the flow, named by its box: `pending.full_text`. Undefined if one lock lacks it. */
export interface ChangedBox {
  readonly box: string;
  readonly before: unknown;
  readonly now: unknown;
}

/** The differences between two locks of one review. */
export interface LockDifferences {
  readonly inputs: readonly ChangedInput[];
  /** The files whose bytes equal those of the lock. */
  readonly same: ReadonlySet<string>;
  readonly boxes: readonly ChangedBox[];
  /** Empty if one of the locks has no records. */
  readonly records: readonly ChangedRecord[];
  /** By source, the number of entries that cannot be read and so belong to no record. */
  readonly unreadable: readonly ChangedBox[];
}

/** Compares two locks. Parts that version 1 does not have are not compared with it. */
export function compareLocks(before: Lock, now: Lock): LockDifferences {
  return {
    inputs: changedInputs(before, now),
    same: sameInputs(before, now),
    boxes: changedBoxes(before, now),
    records:
      before.records === undefined || now.records === undefined
        ? []
        : changedRecords(before.records, now.records),
    unreadable: changedUnreadable(before, now),
  };
}

function changedInputs(before: Lock, now: Lock): ChangedInput[] {
  return namesOf(before.inputs, now.inputs).flatMap((file): ChangedInput[] => {
    const [old, current] = [before.inputs[file], now.inputs[file]];
    if (old === undefined) return [{ file, change: "new" }];
    if (current === undefined) return [{ file, change: "gone" }];
    if (old.bytes === current.bytes) return [];
    return [{ file, change: sameText(old, current) ? "line-ends" : "changed" }];
  });
}

function sameInputs(before: Lock, now: Lock): ReadonlySet<string> {
  const files = Object.keys(now.inputs);
  return new Set(files.filter((file) => before.inputs[file]?.bytes === now.inputs[file]?.bytes));
}

/** Tells whether two files differ at most in their line ends. */
export function sameText(a: InputHash, b: InputHash): boolean {
  // The hash of a file with Unix line ends is that of its text, which a lock of version 1 does not hold.
  const [one, other] = [a.text ?? a.bytes, b.text ?? b.bytes];
  return one === other;
}

function changedBoxes(before: Lock, now: Lock): ChangedBox[] {
  const [old, current] = [leavesOf(before.flow), leavesOf(now.flow)];
  return [...new Set([...old.keys(), ...current.keys()])]
    .map((box) => ({ box, before: old.get(box), now: current.get(box) }))
    .filter(
      (one) =>
        JSON.stringify(one.before) !== JSON.stringify(one.now) &&
        // Later versions of slr count boxes that version 1 did not have.
        !(before.version === 1 && one.before === undefined),
    );
}

/**
 * The numbers of a flow; those of groups, such as reasons and sources, under `group.name`. The
 * wording of a reason is not a number.
 */
function leavesOf(flow: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [name, value] of Object.entries(flow)) {
    if (Array.isArray(value)) {
      for (const one of value as readonly NamedCount[]) leaves.set(`${name}.${one.name}`, one.n);
    } else if (typeof value !== "object" || value === null) leaves.set(name, value);
    else for (const [inner, leaf] of Object.entries(value)) leaves.set(`${name}.${inner}`, leaf);
  }
  return leaves;
}

/** The number of unreadable entries of each source, if it changed. */
function changedUnreadable(before: Lock, now: Lock): ChangedBox[] {
  const [was, is] = [before.unreadable, now.unreadable];
  if (was === undefined || is === undefined) return [];
  return namesOf(was, is)
    .map((box) => ({ box, before: was[box] ?? 0, now: is[box] ?? 0 }))
    .filter((one) => one.before !== one.now);
}

function namesOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(compareText);
}
