/**
 * An order in which records were screened, as metrics see it: how many records there are, and the ranks,
 * counted from 1 and ascending, at which the included ones stood. What was known before reading began
 * is in neither. There is at least one included and one excluded record.
 */
export interface ScreeningOrder {
  readonly records: number;
  readonly ranks: Uint32Array;
}

/** The screening order of records, given the label of each in the order in which they were read. */
export function screeningOrderOf(included: ArrayLike<boolean | number>): ScreeningOrder {
  const ranks: number[] = [];
  for (let at = 0; at < included.length; at += 1) if (included[at]) ranks.push(at + 1);
  return { records: included.length, ranks: Uint32Array.from(ranks) };
}

/**
 * The screening order by falling score. Among equal scores the excluded come first: a figure is never better
 * than the order deserves.
 *
 * @param labels above 0 include, else exclude
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

/** How many of the included stand among the first `read` records. */
export function foundAmong({ ranks }: ScreeningOrder, read: number): number {
  let found = 0;
  while (found < ranks.length && ranks[found]! <= read) found += 1;
  return found;
}
