import type { EntryTable } from "../table.ts";

/** Two entries of a table, by their positions. */
export interface PairOfEntries {
  readonly table: EntryTable;
  readonly a: number;
  readonly b: number;
}

/** A measurement of a pair of entries. */
export interface Feature {
  readonly name: string;
  /**
   * Whether a higher value can only be evidence for a duplicate (1), only against it (-1), or
   * either (0).
   */
  readonly direction: 1 | 0 | -1;
  /** Its value if one of the entries does not have the field. */
  readonly unknown: number;
}

/**
 * What one field says of two entries. Where a field can be missing a feature is three-valued: 1 the
 * same, -1 different, 0 unknown, because one side has no value; a degree of likeness runs from 0 to
 * 1, and is -1 where it is unknown. Every comparison is symmetric.
 */
export interface FieldComparison {
  readonly field: string;
  readonly features: readonly Feature[];
  /** Writes the value of each feature, in order, from `at` on. */
  compare(pair: PairOfEntries, out: Float64Array, at: number): void;
}

/** Writes the measurements if one of the entries does not have the field. */
export function writeUnknown(
  { features }: Pick<FieldComparison, "features">,
  out: Float64Array,
  at: number,
): void {
  for (const [i, { unknown }] of features.entries()) out[at + i] = unknown;
}

/** 1 the same, -1 different, 0 unknown. */
export function threeValued<Value>(a: Value | undefined, b: Value | undefined): 1 | 0 | -1 {
  if (a === undefined || b === undefined) return 0;
  return a === b ? 1 : -1;
}
