import type { Metric } from "./metric.ts";

/**
 * WSS@95 as the evaluation script of the CLEF TAR track calculates it. It needs 0.95 R included,
 * rounded to the nearest whole number and halves to the even one (Python's `round`), so with few
 * included it may be reached below 95 % recall. It is never below the figure of Cohen et al.
 *
 * Source: https://github.com/CLEF-TAR/tar, scripts/measures/eval_measures.py, CountBasedMeasures.
 */
export const workSavedClef: Metric = {
  name: "wss@95-clef",
  means: "the same with 0.95 R rounded to the nearest, as CLEF TAR counts it",
  better: "higher",
  range: [-1, 1],
  of({ records, ranks }) {
    // A single included record rounds to 1; 0 would need R = 0.
    const needed = roundHalfEven(ranks.length * 0.95);
    return (records - ranks[needed - 1]!) / records - 0.05;
  },
};

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
