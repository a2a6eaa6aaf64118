import { exp, ln } from "./deterministic-arithmetic.ts";
import type { Interval } from "./exact-interval.ts";

/** The 97.5th percentile of the standard normal distribution, for a 95 % interval. */
const Z = 1.959963984540054;

/** An estimate of the total, from how many were found only once. */
export interface ChaoEstimate {
  readonly found: number;
  readonly byOne: number;
  readonly byTwo: number;
  readonly total: number;
  /**
   * The 95 % interval of the total; absent if at most one was found only once, which leaves no
   * variance to estimate.
   */
  readonly interval?: Interval;
}

/**
 * Chao's lower bound for the total, from the numbers found by exactly one (f1) and by exactly two
 * (f2) of several searchers who look independently, in the bias-corrected form S + a f1 (f1 - 1) /
 * (2 (f2 + 1)), which needs no f2 above 0. With t searchers a = (t - 1) / t; for searchers of whom
 * each record has another few a = 1. If searchers find the same, easy ones, more are missed than it
 * says. The interval is the log-normal one: with T the number missed, S + T / K to S + T K, K =
 * exp(1.96 √ln(1 + var / T²)), and var = a f1 (f1 - 1) / (2 (f2 + 1)) + a² f1 (2 f1 - 1)² / (4 (f2 +
 * 1)²) + a² f1² f2 (f1 - 1)² / (4 (f2 + 1)⁴).
 *
 * Sources: Chao A. Estimating the population size for capture-recapture data with unequal
 * catchability. Biometrics 1987;43:783-791; the corrected variance as in EstimateS, in scikit-bio
 * (`chao1`, `chao1_ci`) and, with t, in SpadeR (`Chao2-bc`); for screening: Bron MP et al. TOIS 2025,
 * doi 10.1145/3724116.
 *
 * @param searchers how many looked for each
 */
export function chao(
  found: number,
  byOne: number,
  byTwo: number,
  searchers = Number.POSITIVE_INFINITY,
): ChaoEstimate {
  const share = searchers === Number.POSITIVE_INFINITY ? 1 : (searchers - 1) / searchers;
  const more = byTwo + 1;
  const missed = (share * byOne * (byOne - 1)) / (2 * more);
  const estimate = { found, byOne, byTwo, total: found + missed };
  if (missed === 0) return estimate;
  const first = 2 * byOne - 1;
  const second = byOne * (byOne - 1);
  const variance =
    missed +
    share *
      share *
      ((byOne * first * first) / (4 * more * more) +
        (second * second * byTwo) / (4 * more * more * more * more));
  const spread = exp(Z * Math.sqrt(ln(1 + variance / (missed * missed))));
  return { ...estimate, interval: [found + missed / spread, found + missed * spread] };
}
