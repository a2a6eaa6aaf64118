import { screenByRanker, shuffled, simulateScreening } from "./simulated-screening.ts";
import type { SimulationStart } from "./simulation-start.ts";

/**
 * Only the criteria are known. A model that has no criteria, or cannot order records by them, reads
 * at random until it has seen one record of each kind.
 */
export const fromZero: SimulationStart = {
  name: "zero",
  means: "nothing is known but the criteria; without them reading begins at random",
  run({ set, seed, ranker: createRanker, progress }) {
    const ranker = createRanker();
    const screening = simulateScreening({ set, ranker });
    ranker.learn();
    let decided = 0;
    if (knowsNothing(ranker.values, set.order)) {
      const seen = { included: false, excluded: false };
      for (const row of shuffled(set.order, seed, 2)) {
        if (seen.included && seen.excluded) break;
        screening.screen([row]);
        seen[set.included[row]! > 0 ? "included" : "excluded"] = true;
        decided += 1;
      }
    }
    screenByRanker(ranker, screening, decided, progress);
    return screening.order();
  },
};

function knowsNothing(values: Float64Array, order: Uint32Array): boolean {
  return order.every((row) => values[row] === values[order[0]!]);
}
