import { sixDecimals } from "../../statistics/deterministic-arithmetic.ts";

/** How well probabilities match the decisions, in a review with as many includes as excludes. */
export interface CalibrationQuality {
  /**
   * The mean squared difference between probability and outcome (Brier 1950): 0 is best, 0.25 is no
   * better than chance.
   */
  readonly brierScore: number;
  /**
   * The mean distance between probability and share of includes over ten ranges of probability: 0
   * is best.
   */
  readonly calibrationError: number;
}

const BANDS = 10;

/**
 * Both classes have the same total weight, as in the probabilities themselves.
 *
 * @param labels 1 include, -1 exclude; there is at least one of each
 */
export function calibrationQuality(scores: Float64Array, labels: Int8Array): CalibrationQuality {
  const includes = labels.reduce((sum, label) => sum + (label > 0 ? 1 : 0), 0);
  const bands = Array.from({ length: BANDS }, () => ({ weight: 0, scores: 0, outcomes: 0 }));
  let brier = 0;
  for (const [i, score] of scores.entries()) {
    const outcome = labels[i]! > 0 ? 1 : 0;
    const weight = 0.5 / (outcome === 1 ? includes : labels.length - includes);
    brier += weight * (score - outcome) * (score - outcome);
    const band = bands[Math.min(BANDS - 1, Math.floor(score * BANDS))]!;
    band.weight += weight;
    band.scores += weight * score;
    band.outcomes += weight * outcome;
  }
  const error = bands.reduce((sum, band) => sum + Math.abs(band.scores - band.outcomes), 0);
  return { brierScore: sixDecimals(brier), calibrationError: sixDecimals(error) };
}
