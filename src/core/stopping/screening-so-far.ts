/**
 * What stopping rules look at: how far a screening has come. Records that were read count, whatever
 * the order in which the others would come; rules know nothing of scores.
 */
export interface ScreeningSoFar {
  /** All records that are to be screened, read or not. */
  readonly records: number;
  /** How many of them were read. */
  readonly read: number;
  /** The ranks in the order of screening, counted from 1 and ascending, of those that were found relevant. */
  readonly ranks: Uint32Array;
  /** Records known to be relevant from the start, and how many of them were read and found so. */
  readonly keyPapers?: { readonly known: number; readonly found: number };
}

/** A screening as it was after its first `read` records. */
export function screeningAfter(read: number, { records, ranks }: ScreeningSoFar): ScreeningSoFar {
  let found = 0;
  while (found < ranks.length && ranks[found]! <= read) found += 1;
  return { records, read, ranks: ranks.subarray(0, found) };
}

/** How many records were read since the last relevant one. */
export function irrelevantInARow({ read, ranks }: ScreeningSoFar): number {
  return read - (ranks.at(-1) ?? 0);
}
