import type { Ranking } from "../metrics/index.ts";

/** Points of a curve: recall after each hundredth of the records, from 0 % to 100 %. */
export type RecallCurve = readonly number[];

const STEPS = 100;

/** The mean recall of several readings, after each hundredth of their records. */
export function recallCurve(rankings: readonly Ranking[]): RecallCurve {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const recalls = rankings.map(({ records, places }) => {
      const read = (records * step) / STEPS;
      let found = 0;
      while (found < places.length && places[found]! <= read) found += 1;
      return found / places.length;
    });
    return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  });
}
