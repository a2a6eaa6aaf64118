import { recallAt, screeningOrderByScore, workSavedAt } from "../../metrics/index.ts";
import { sixDecimals } from "../../statistics/deterministic-arithmetic.ts";

/** How well an order of decided records would have worked; each figure is between 0 and 1. */
export interface RankingQuality {
  /** The chance that an included record scores above an excluded one; ties count half. */
  readonly auc: number;
  /** The share of the included that is among the first 10 % of the records. */
  readonly recallAt10Percent: number;
  readonly recallAt20Percent: number;
  /** The share of the records that need not be read to find 95 % of the included, less 5 %. */
  readonly workSavedAt95: number;
}

/**
 * Compares scores with decisions. Among equal scores the excluded come first, so a figure is never
 * better than the order deserves.
 *
 * @param labels 1 include, -1 exclude; there is at least one of each
 */
export function rankingQuality(scores: Float64Array, labels: Int8Array): RankingQuality {
  const ranking = screeningOrderByScore(scores, labels);
  return {
    auc: sixDecimals(areaUnderCurve(scores, labels)),
    recallAt10Percent: sixDecimals(recallAt(10).of(ranking)),
    recallAt20Percent: sixDecimals(recallAt(20).of(ranking)),
    workSavedAt95: sixDecimals(workSavedAt(95).of(ranking)),
  };
}

/** The chance that an included record scores above an excluded one, by the sum of ranks (Mann and Whitney 1947). */
function areaUnderCurve(scores: Float64Array, labels: Int8Array): number {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  const included = labels.filter((label) => label > 0).length;
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let here = 0;
    do {
      if (labels[order[to]!]! > 0) here += 1;
      to += 1;
    } while (to < order.length && scores[order[to]!] === scores[order[from]!]);
    // Equal scores share the mean of their ranks, which count from 1.
    rankSum += here * ((from + 1 + to) / 2);
    from = to;
  }
  return (rankSum - (included * (included + 1)) / 2) / (included * (labels.length - included));
}
