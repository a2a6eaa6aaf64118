import type { ScreeningOrder } from "../metrics/index.ts";

/** Points of a curve: recall after each hundredth of the records, from 0 % to 100 %. */
export type RecallCurve = readonly number[];

const STEPS = 100;

/** The mean recall of several simulated screenings, after each hundredth of their records. */
export function recallCurve(orders: readonly ScreeningOrder[]): RecallCurve {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const recalls = orders.map(({ records, ranks }) => {
      const read = (records * step) / STEPS;
      let found = 0;
      while (found < ranks.length && ranks[found]! <= read) found += 1;
      return found / ranks.length;
    });
    return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  });
}
