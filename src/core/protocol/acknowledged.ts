import type { Problem } from "../records/problem.ts";

/** A problem about which nothing can be done, such as an entry that is empty in the database, too. */
export interface Acknowledgement {
  /** The code of the problem: `bibtex/empty-entry`. */
  readonly code: string;
  /** Where it is; absent: wherever it is. */
  readonly file?: string;
  readonly line?: number;
  /** The record that it is about. */
  readonly record?: string;
  /** Why nothing can be done. */
  readonly reason: string;
  /** Line of slr.yaml, for messages. */
  readonly at: number;
}

/** Whether an acknowledgement is about this problem: every thing that it names is as in the problem. */
export function acknowledges(entry: Acknowledgement, problem: Problem): boolean {
  return (
    entry.code === problem.code &&
    (entry.file === undefined || entry.file === problem.file) &&
    (entry.line === undefined || entry.line === problem.line) &&
    (entry.record === undefined || entry.record === problem.record)
  );
}
