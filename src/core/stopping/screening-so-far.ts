/**
 * What stopping rules look at: how far a screening has come. Records that were read count, whatever
 * the order in which the others would come; rules know nothing of scores.
 */
export interface Reading {
  /** All records that are to be screened, read or not. */
  readonly records: number;
  /** How many of them were read. */
  readonly read: number;
  /** The places in the order of reading, counted from 1 and ascending, of those that were found relevant. */
  readonly places: Uint32Array;
  /** Records known to be relevant from the start, and how many of them were read and found so. */
  readonly keyPapers?: { readonly known: number; readonly found: number };
}

/** A reading as it was after its first `read` records. */
export function readingAfter(read: number, { records, places }: Reading): Reading {
  let found = 0;
  while (found < places.length && places[found]! <= read) found += 1;
  return { records, read, places: places.subarray(0, found) };
}

/** How many records were read since the last relevant one. */
export function readInVain({ read, places }: Reading): number {
  return read - (places.at(-1) ?? 0);
}
