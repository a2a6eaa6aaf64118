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
  /** Counts a problem of this kind and says whether it is one of the first. */
  admits(kind: Pick<Problem, "code" | "severity">): boolean;
  /** The first problems of each kind. */
  of(problems: readonly Problem[]): readonly Problem[];
  /** For each kind with more than these, how many. */
  more(): readonly Problem[];
}

/** Limits the problems of a file that has a fault in each of a million entries. */
export function limitRepeats(file: string, most = MOST): RepeatLimit {
  const counts = new Map<string, { readonly severity: Problem["severity"]; n: number }>();
  const admits: RepeatLimit["admits"] = ({ code, severity }) => {
    const count = counts.get(code) ?? { severity, n: 0 };
    count.n += 1;
    counts.set(code, count);
    return count.n <= most;
  };
  return {
    admits,
    of: (problems) => problems.filter(admits),
    more: () =>
      [...counts]
        .filter(([, { n }]) => n > most)
        .map(([code, { severity, n }]) => {
          const message = `And ${n - most} more of these.`;
          return { severity, code, file, message };
        }),
  };
}
