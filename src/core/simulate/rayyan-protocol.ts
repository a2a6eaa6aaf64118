import { rayyan } from "../rating/models/rayyan.ts";
import { includedIn } from "./labelled-set.ts";
import { shuffled, simulateScreening } from "./simulated-screening.ts";
import type { SimulationStart } from "./simulation-start.ts";

/**
 * As Rayyan's users work: fifty records are decided in a random order, with at least five of each
 * kind among them; the model learns once and orders the rest. The fifty are not counted.
 */
export const rayyanProtocol: SimulationStart = {
  name: "rayyan",
  means: `${rayyan.threshold.outcomes} random decisions, at least ${rayyan.threshold.includes} of each kind, one training, the rest in its order`,
  run({ set, seed, ranker: createRanker }) {
    const { outcomes: decisions, includes, excludes } = rayyan.threshold;
    const included = includedIn(set);
    if (
      included <= includes ||
      set.order.length - included <= excludes ||
      set.order.length <= decisions
    )
      return {
        impossible: `it needs more than ${decisions} records, more than ${includes} of them included and more than ${excludes} excluded`,
      };
    const mixed = [...shuffled(set.order, seed, 3)];
    const among = mixed.slice(0, decisions).filter((row) => set.included[row]! > 0).length;
    // At least five of each kind, and some that are left to find.
    const wanted = Math.min(Math.max(includes, among), decisions - excludes, included - 1);
    const ranker = createRanker();
    const screening = simulateScreening({ set, ranker });
    screening.know(mixed.filter((row) => set.included[row]! > 0).slice(0, wanted));
    screening.know(mixed.filter((row) => set.included[row] === 0).slice(0, decisions - wanted));
    ranker.learn();
    screening.screen(ranker.queue());
    return screening.order();
  },
};
