import { averagePrecision } from "./average-precision.ts";
import { discountedGain } from "./discounted-gain.ts";
import type { Metric } from "./metric.ts";
import { normalisedLoss } from "./normalised-loss.ts";
import { precisionAt } from "./precision-at.ts";
import { recallAt } from "./recall-at.ts";
import { specificityAt95 } from "./specificity-at.ts";
import { timeToDiscovery } from "./time-to-discovery.ts";
import { workSavedAt } from "./work-saved.ts";
import { workSavedClef } from "./work-saved-clef.ts";
import { workSavedInsights } from "./work-saved-insights.ts";

export type { Metric } from "./metric.ts";
export { recallAt } from "./recall-at.ts";
export { type ScreeningOrder, screeningOrderByScore, screeningOrderOf } from "./screening-order.ts";
export { workSavedAt } from "./work-saved.ts";

/** The figures for comparing orders of screening, in the order in which they are printed. */
export const MAIN_METRICS: readonly Metric[] = [
  recallAt(10),
  recallAt(20),
  workSavedAt(95),
  workSavedAt(100),
  timeToDiscovery,
  normalisedLoss,
  discountedGain,
];

/** Calculates every figure for an order of screening. */
export const METRICS: readonly Metric[] = [
  ...MAIN_METRICS,
  workSavedClef,
  workSavedInsights,
  specificityAt95,
  precisionAt(100),
  averagePrecision,
];
