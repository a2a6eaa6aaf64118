import { includedIn } from "./labelled-set.ts";
import { screenByRanker, shuffled, simulateScreening } from "./simulated-screening.ts";
import type { SimulationStart } from "./simulation-start.ts";

/**
 * As ASReview simulates: one included and one excluded record, drawn at random, are known from the
 * start and not counted; after that the most likely record is always read next. A set may name the
 * records that are known.
 */
export const fromPriors: SimulationStart = {
  name: "priors",
  means: "one included and one excluded record, drawn at random, are known; they are not counted",
  run({ set, seed, ranker: createRanker, progress }) {
    if (includedIn(set) < 2 || set.order.length - includedIn(set) < 2)
      return { impossible: "it needs at least two included and two excluded records" };
    const ranker = createRanker();
    const screening = simulateScreening({ set, ranker });
    const mixed = shuffled(set.order, seed, 1);
    const priors = set.priors ?? [
      mixed.find((row) => set.included[row]! > 0)!,
      mixed.find((row) => set.included[row] === 0)!,
    ];
    screening.know(priors);
    if (screening.left === 0)
      return { impossible: "all included records are known from the start" };
    screenByRanker(ranker, screening, priors.length, progress);
    return screening.order();
  },
};
