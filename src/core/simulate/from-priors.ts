import { includedIn } from "./labelled-set.ts";
import { createReader, readByRanker, shuffled } from "./simulated-screening.ts";
import type { SimulationStart } from "./simulation-start.ts";

/**
 * As ASReview simulates: one included and one excluded record, drawn at random, are known from the
 * start and not counted; then always the most likely record is read.
 */
export const fromPriors: SimulationStart = {
  name: "priors",
  means: "one included and one excluded record, drawn at random, are known; they are not counted",
  run({ set, seed, ranker: createRanker }) {
    if (includedIn(set) < 2 || set.order.length - includedIn(set) < 2)
      return { impossible: "it takes two included and two excluded records, and has fewer" };
    const ranker = createRanker();
    const reader = createReader({ set, ranker });
    const mixed = shuffled(set.order, seed, 1);
    reader.know([
      mixed.find((row) => set.included[row]! > 0)!,
      mixed.find((row) => set.included[row] === 0)!,
    ]);
    readByRanker(ranker, reader, 2);
    return reader.ranking();
  },
};
