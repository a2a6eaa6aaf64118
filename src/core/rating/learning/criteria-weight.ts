/** The prior expectation: an include is more like the criteria than this share of the excludes. */
const EXPECTED = 0.85;
/** The number of includes whose evidence weighs as much as the prior expectation. */
const STRENGTH = 6;
/** With fewer excludes to compare with, the evidence of an include weighs less. */
const ENOUGH_EXCLUDES = 5;

/**
 * How far decisions confirm the criteria, from 0 to 1: whether included records are more like the
 * text of the protocol than excluded ones. Criteria that name what is not wanted, or words that all
 * records have, lose their weight.
 *
 * @param likeness by position
 * @param labels by position: 1 include, -1 exclude, 0 not decided
 */
export function criteriaWeight(likeness: Float64Array, labels: Int8Array): number {
  const excludes = valuesLabelled(-1, likeness, labels).sort();
  const includes = valuesLabelled(1, likeness, labels);
  let above = 0;
  for (const value of includes) above += countBelow(excludes, value) / Math.max(1, excludes.length);
  const confidence = Math.min(1, excludes.length / ENOUGH_EXCLUDES);
  const share =
    (EXPECTED * STRENGTH + above * confidence) / (STRENGTH + includes.length * confidence);
  return Math.max(0, Math.min(1, (share - 0.5) / (EXPECTED - 0.5)));
}

function valuesLabelled(label: number, values: Float64Array, labels: Int8Array): Float64Array {
  const labelled: number[] = [];
  for (let i = 0; i < labels.length; i += 1) if (labels[i] === label) labelled.push(values[i]!);
  return Float64Array.from(labelled);
}

/** Counts the sorted numbers below a value. */
function countBelow(sorted: Float64Array, value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
