/**
 * The progress of a screening, which stopping rules look at. Only records that were read count;
 * rules know nothing about scores or the order of the others.
 */
export interface ScreeningSoFar {
  /** All records to be screened, read or not. */
  readonly records: number;
  /** The number of records that were read. */
  readonly read: number;
  /** The ranks of the relevant records in the order of screening, counted from 1 and ascending. */
  readonly ranks: Uint32Array;
  /**
   * Records known to be relevant from the start, and how many of them were read and found relevant.
   */
  readonly keyPapers?: { readonly known: number; readonly found: number };
  /** The reviewers' own pace; absent if their decisions do not tell it. */
  readonly pace?: ReadingPace;
}

/** How fast reviewers read. */
export interface ReadingPace {
  /** The median time between two decisions of a reviewer, breaks left out. */
  readonly secondsPerDecision: number;
  /** The time that all reviewers together have spent. */
  readonly hoursSpent: number;
}

/** A screening as it was after its first `read` records. */
export function screeningAfter(read: number, { records, ranks }: ScreeningSoFar): ScreeningSoFar {
  let found = 0;
  while (found < ranks.length && ranks[found]! <= read) found += 1;
  return { records, read, ranks: ranks.subarray(0, found) };
}

/** The number of records read since the last relevant one. */
export function irrelevantInARow({ read, ranks }: ScreeningSoFar): number {
  return read - (ranks.at(-1) ?? 0);
}
