/** The largest number of decisions that a model waits for before it learns again. */
const MOST = 40;
const SHARE = 0.05;

/**
 * After how many more decisions a model should learn again: after each while there are few, then after
 * 5 % more, but after 40 at the latest. Learning more often gains nothing that can be measured.
 */
export function decisionsUntilLearning(decided: number): number {
  return Math.min(MOST, Math.max(1, Math.floor(decided * SHARE)));
}
