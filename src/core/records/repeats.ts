import type { Problem } from "./problem.ts";

/** More problems of one kind than these say nothing new. */
const SHOWN = 20;

/** The problems of one file: of each kind the first few, and at the end how many more there are. */
export interface RepeatLimit {
  /** Counts a problem of this kind, and says whether it is one of the first. */
  admits(kind: Pick<Problem, "code" | "severity">): boolean;
  /** The first problems of each kind. */
  of(problems: readonly Problem[]): readonly Problem[];
  /** For each kind with more than these, how many. */
  more(): readonly Problem[];
}

/** A fault that an export has in each entry is told a few times and then counted. */
export function limitRepeats(file: string): RepeatLimit {
  const counts = new Map<string, { readonly severity: Problem["severity"]; n: number }>();
  const admits: RepeatLimit["admits"] = ({ code, severity }) => {
    const count = counts.get(code) ?? { severity, n: 0 };
    count.n += 1;
    counts.set(code, count);
    return count.n <= SHOWN;
  };
  return {
    admits,
    of: (problems) => problems.filter(admits),
    more: () =>
      [...counts]
        .filter(([, { n }]) => n > SHOWN)
        .map(([code, { severity, n }]) => {
          const message = `And ${n - SHOWN} more of these.`;
          return { severity, code, file, message };
        }),
  };
}
