import type { Problem } from "./problem.ts";

/** Problems that have their severity and code in common. */
export interface ProblemKind {
  readonly severity: Problem["severity"];
  readonly code: string;
  readonly problems: readonly Problem[];
}

/** Problems by kind, errors first; kinds and problems stay in the order in which they were found. */
export function problemKinds(problems: readonly Problem[]): ProblemKind[] {
  return (["error", "warning"] as const).flatMap((severity) => {
    const kinds = new Map<string, Problem[]>();
    for (const problem of problems) {
      if (problem.severity !== severity) continue;
      const before = kinds.get(problem.code);
      if (before === undefined) kinds.set(problem.code, [problem]);
      else before.push(problem);
    }
    return [...kinds].map(([code, ofCode]) => ({ severity, code, problems: ofCode }));
  });
}

/** Errors before warnings, and within each one problem of every kind before the second of any. */
export function worstFirst(problems: readonly Problem[]): Problem[] {
  const ranked = problemKinds(problems).flatMap(({ severity, problems: ofKind }) =>
    ofKind.map((problem, at) => ({ problem, rank: [severity === "error" ? 0 : 1, at] as const })),
  );
  return ranked
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .map(({ problem }) => problem);
}
