import { sixDecimals } from "./elementary.ts";

/** How well an order of decided records would have worked; each figure is between 0 and 1. */
export interface RankingQuality {
  /** The chance that an included record scores above an excluded one; ties count half. */
  readonly auc: number;
  /** The share of the included that is among the first 10 % of the records. */
  readonly recallAt10Percent: number;
  readonly recallAt20Percent: number;
  /**
   * Work saved over sampling at 95 % recall (Cohen et al. 2006): the share of records that need not
   * be read to find 95 % of the included, less 5 %.
   */
  readonly workSavedAt95: number;
}

/**
 * Measures scores against what was decided. Among equal scores the excluded come first: a figure is
 * never better than the order deserves.
 *
 * @param labels 1 include, -1 exclude; there is at least one of each
 */
export function rankingQuality(scores: Float64Array, labels: Int8Array): RankingQuality {
  const ranks = Uint32Array.from(scores, (_, i) => i).sort(
    (a, b) => scores[b]! - scores[a]! || labels[a]! - labels[b]! || a - b,
  );
  const count = ranks.length;
  /** The places, from 1, of the included records. */
  const places: number[] = [];
  let misordered = 0;
  let excluded = 0;
  for (let from = 0; from < count; ) {
    const score = scores[ranks[from]!]!;
    let to = from;
    let includedHere = 0;
    for (; to < count && scores[ranks[to]!] === score; to += 1) {
      if (labels[ranks[to]!]! > 0) {
        includedHere += 1;
        places.push(to + 1);
      }
    }
    const excludedHere = to - from - includedHere;
    misordered += includedHere * (excluded + excludedHere / 2);
    excluded += excludedHere;
    from = to;
  }
  const included = places.length;
  const recallAt = (percent: number): number => {
    const read = Math.floor((count * percent) / 100);
    return places.filter((place) => place <= read).length / included;
  };
  const needed = Math.ceil((included * 95) / 100);
  return {
    auc: sixDecimals(1 - misordered / (included * excluded)),
    recallAt10Percent: sixDecimals(recallAt(10)),
    recallAt20Percent: sixDecimals(recallAt(20)),
    workSavedAt95: sixDecimals((count - places[needed - 1]!) / count - 0.05),
  };
}
