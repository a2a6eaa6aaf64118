import type { Problem } from "../core/problem.ts";

/** More remarks of one kind than these say nothing new. */
const REMARKS_SHOWN = 20;

/** Remarks of a file: of each kind the first few, and at the end how many more there are. */
export interface Remarks {
  of(problems: readonly Problem[]): readonly Problem[];
  more(): readonly Problem[];
}

/** The remarks on one file. */
export function remarksOf(file: string): Remarks {
  const counts = new Map<string, { readonly severity: Problem["severity"]; n: number }>();
  return {
    of: (problems) =>
      problems.filter(({ code, severity }) => {
        const count = counts.get(code) ?? { severity, n: 0 };
        count.n += 1;
        counts.set(code, count);
        return count.n <= REMARKS_SHOWN;
      }),
    more: () =>
      [...counts]
        .filter(([, { n }]) => n > REMARKS_SHOWN)
        .map(([code, { severity, n }]) => {
          const message = `And ${n - REMARKS_SHOWN} more of these.`;
          return { severity, code, file, message };
        }),
  };
}
