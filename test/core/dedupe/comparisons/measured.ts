import { comparePair, FEATURES, featureAt } from "../../../../src/core/dedupe/comparisons/index.ts";
import type { DedupeKeys } from "../../../../src/core/dedupe/keys.ts";
import { tabulate } from "../../../../src/core/dedupe/table.ts";
import { keysOf } from "../../records/records.ts";

export type Fields = NonNullable<Parameters<typeof keysOf>[0]>;

/** What is measured on two entries that are all there is, or stand among others. */
export function measure(
  a: Fields,
  b: Fields,
  others: readonly Fields[] = [],
): (feature: string) => number {
  const values = measureKeys(keysOf(a), keysOf(b), others.map(keysOf));
  return (feature) => values[featureAt(feature)]!;
}

export function measureKeys(
  a: DedupeKeys,
  b: DedupeKeys,
  others: readonly DedupeKeys[] = [],
): Float64Array {
  const values = new Float64Array(FEATURES.length);
  comparePair({ table: tabulate([a, b, ...others]), a: 0, b: 1 }, values);
  return values;
}
