import type { PageState } from "./page-state.ts";

/** As many answers tell how long the next ones will take. */
const LAST = 30;
/** Fewer say nothing. */
const FEWEST = 5;
/** An answer that took longer was a pause, in seconds; a full text takes longer to read. */
const PAUSE = { "title-abstract": 180, "full-text": 1800 } as const;

/** The seconds that the last answers took, with the one given now. */
export function withPace(
  { pace, shownAt, plan }: Pick<PageState, "pace" | "shownAt" | "plan">,
  at: number,
): readonly number[] {
  const seconds = (at - shownAt) / 1000;
  if (seconds < 0 || seconds > PAUSE[plan.stage ?? "title-abstract"]) return pace;
  return [...pace.slice(1 - LAST), seconds];
}

/** How long the rest will take at the median of the last answers; empty while too few are known. */
export function timeLeft(pace: readonly number[], left: number): string {
  if (pace.length < FEWEST || left === 0) return "";
  const sorted = pace.toSorted((a, b) => a - b);
  const seconds = sorted[Math.floor(sorted.length / 2)]! * left;
  if (seconds < 90) return "~1 min left";
  if (seconds < 90 * 60) return `~${Math.round(seconds / 60)} min left`;
  return `~${Math.round(seconds / 3600)} h left`;
}
