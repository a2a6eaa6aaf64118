const SHARE = 0.05;

/**
 * After how many more decisions a model should learn again: after each one while there are few,
 * later after 5 % more. Learning more often brings no measurable gain.
 *
 * @param most never after more than this, where learning costs nobody any time
 */
export function decisionsUntilLearning(decided: number, most = Number.POSITIVE_INFINITY): number {
  return Math.min(most, Math.max(1, Math.floor(decided * SHARE)));
}
