import type { Problem } from "./problem.ts";

/**
 * problems.csv lists every problem; more than this many of one kind in one file would fill the
 * memory.
 */
const MOST = 100_000;

/**
 * The problems of one file: the first ones of each kind, and at the end how many more there are.
 */
export interface RepeatLimit {
  /** The first problems of each kind; what was passed before counts. */
  of(problems: readonly Problem[]): readonly Problem[];
  /** For each kind with more than these, how many. */
  more(): readonly Problem[];
}

/** Limits the problems of a file that has a fault in each of a million entries. */
export function limitRepeats(file: string, most = MOST): RepeatLimit {
  const counts = new Map<string, { readonly severity: Problem["severity"]; n: number }>();
  const isListed = ({ code, severity }: Problem) => {
    const count = counts.get(code) ?? { severity, n: 0 };
    count.n += 1;
    counts.set(code, count);
    return count.n <= most;
  };
  return {
    of: (problems) => problems.filter(isListed),
    more: () =>
      [...counts]
        .filter(([, { n }]) => n > most)
        .map(([code, { severity, n }]) => {
          const message = `And ${n - most} more of these.`;
          return { severity, code, file, message };
        }),
  };
}

/** All problems of a file at once: the first ones of each kind, and how many more there are. */
export function withoutRepeats(file: string, problems: readonly Problem[]): readonly Problem[] {
  const limit = limitRepeats(file);
  return [...limit.of(problems), ...limit.more()];
}
