/**
 * An order in which records were screened, as metrics use it: the number of records, and the ranks
 * of the included ones, counted from 1 and ascending. Records known before screening began are in
 * neither. There is at least one included and one excluded record.
 */
export interface ScreeningOrder {
  readonly records: number;
  readonly ranks: Uint32Array;
}

/** The screening order of records, from the label of each in the order in which they were read. */
export function screeningOrderOf(included: ArrayLike<boolean | number>): ScreeningOrder {
  const ranks: number[] = [];
  for (let at = 0; at < included.length; at += 1) if (included[at]) ranks.push(at + 1);
  return { records: included.length, ranks: Uint32Array.from(ranks) };
}

/**
 * The screening order by falling score. Among equal scores the excluded come first, so a figure is
 * never better than the order deserves.
 *
 * @param labels above 0 include, otherwise exclude
 */
export function screeningOrderByScore(
  scores: ArrayLike<number>,
  labels: Int8Array,
): ScreeningOrder {
  const order = Uint32Array.from(labels.keys()).sort(
    (a, b) => scores[b]! - scores[a]! || labels[a]! - labels[b]! || a - b,
  );
  return screeningOrderOf(Array.from(order, (at) => labels[at]! > 0));
}

/** Counts the included among the first `read` records. */
export function foundAmong({ ranks }: ScreeningOrder, read: number): number {
  let found = 0;
  while (found < ranks.length && ranks[found]! <= read) found += 1;
  return found;
}
