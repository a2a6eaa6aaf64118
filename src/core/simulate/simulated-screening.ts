import type { ScreeningOrder } from "../metrics/index.ts";
import { decisionsUntilLearning } from "../rating/learning-schedule.ts";
import type { Ranker } from "../rating/ranker.ts";
import { createRandom, hashPair } from "../statistics/random.ts";
import { includedIn, type LabelledSet } from "./labelled-set.ts";

/**
 * A simulated screening in progress: every outcome is known, and the ranker learns each decision as
 * it is made.
 */
export interface SimulatedScreening {
  /** How many included records are still to be found. */
  readonly left: number;
  /** Decides records before screening begins: they have no rank. */
  know(rows: Iterable<number>): void;
  /** Decides records one after another. */
  screen(rows: Iterable<number>): void;
  /** The order in which records were screened. */
  order(): ScreeningOrder;
}

export function simulateScreening({
  set,
  ranker,
}: {
  set: LabelledSet;
  ranker: Ranker;
}): SimulatedScreening {
  const ranks: number[] = [];
  let known = 0;
  let read = 0;
  let left = includedIn(set);
  const decide = (row: number) => {
    const included = set.included[row]! > 0;
    ranker.decide(row, included ? 1 : -1);
    if (included) left -= 1;
    return included;
  };
  return {
    get left() {
      return left;
    },
    know(rows) {
      for (const row of rows) {
        decide(row);
        known += 1;
      }
    },
    screen(rows) {
      for (const row of rows) {
        read += 1;
        if (decide(row)) ranks.push(read);
      }
    },
    order: () => ({ records: set.order.length - known, ranks: Uint32Array.from(ranks) }),
  };
}

/**
 * Screens the records that the ranker finds most likely, and lets it learn in between, until the
 * last included record is found. Later records have no influence on any figure.
 */
export function screenByRanker(
  ranker: Ranker,
  screening: SimulatedScreening,
  decided: number,
  progress?: (left: number) => void,
): void {
  let count = decided;
  while (screening.left > 0) {
    ranker.learn();
    const rows = ranker.queue(decisionsUntilLearning(count));
    screening.screen(rows);
    count += rows.length;
    progress?.(screening.left);
  }
}

/** The rows of a set in a random order. `purpose` makes the draws of one seed differ. */
export function shuffled(rows: Uint32Array, seed: number, purpose: number): Uint32Array {
  const random = createRandom(hashPair(seed, purpose));
  const mixed = rows.slice();
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = random(at + 1);
    const row = mixed[at]!;
    mixed[at] = mixed[other]!;
    mixed[other] = row;
  }
  return mixed;
}
