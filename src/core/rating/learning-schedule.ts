/** The largest number of decisions that a model waits for before it learns again. */
const MOST = 40;
const SHARE = 0.05;

/**
 * After how many more decisions a model should learn again: after each one while there are few,
 * later after 5 % more, but after 40 at most. Learning more often brings no measurable gain.
 */
export function decisionsUntilLearning(decided: number): number {
  return Math.min(MOST, Math.max(1, Math.floor(decided * SHARE)));
}
