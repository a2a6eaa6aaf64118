/**
 * An order in which records were read, as metrics see it: how many records there are, and the places,
 * counted from 1 and ascending, at which the included ones stood. What was known before reading began
 * is in neither. There is at least one included and one excluded record.
 */
export interface Ranking {
  readonly records: number;
  readonly places: Uint32Array;
}

/** The ranking of labels in the order of reading. */
export function rankingOf(included: ArrayLike<boolean | number>): Ranking {
  const places: number[] = [];
  for (let at = 0; at < included.length; at += 1) if (included[at]) places.push(at + 1);
  return { records: included.length, places: Uint32Array.from(places) };
}

/**
 * The ranking by falling score. Among equal scores the excluded come first: a figure is never better
 * than the order deserves.
 *
 * @param labels above 0 include, else exclude
 */
export function rankingByScore(scores: ArrayLike<number>, labels: Int8Array): Ranking {
  const order = Uint32Array.from(labels.keys()).sort(
    (a, b) => scores[b]! - scores[a]! || labels[a]! - labels[b]! || a - b,
  );
  return rankingOf(Array.from(order, (at) => labels[at]! > 0));
}

/** How many of the included stand among the first `read` records. */
export function foundAmong({ places }: Ranking, read: number): number {
  let found = 0;
  while (found < places.length && places[found]! <= read) found += 1;
  return found;
}
