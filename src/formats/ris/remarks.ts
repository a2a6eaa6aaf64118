import type { Problem } from "../../core/problem.ts";

const MOST_PROBLEMS = 20;

/** Problems that cost no entry. Of each kind the first few are kept, the others counted. */
export interface Remarks {
  readonly add: (
    line: number,
    severity: Problem["severity"],
    code: string,
    message: string,
  ) => void;
  readonly keep: (problem: Problem) => void;
  readonly outside: (text: string, line: number) => void;
  /** Adds what can be said only at the end of the file. */
  readonly summarize: () => void;
  readonly pending: () => number;
  readonly take: () => readonly Problem[];
}

/** The remarks on one file. */
export function remarksOf(file: string): Remarks {
  let problems: Problem[] = [];
  const counts = new Map<string, { readonly severity: Problem["severity"]; n: number }>();
  let outside: { readonly text: string; readonly line: number; n: number } | undefined;

  function keep(problem: Problem): void {
    const count = counts.get(problem.code) ?? { severity: problem.severity, n: 0 };
    count.n += 1;
    counts.set(problem.code, count);
    if (count.n <= MOST_PROBLEMS) problems.push(problem);
  }

  function summarize(): void {
    for (const [code, { severity, n }] of counts) {
      if (n <= MOST_PROBLEMS) continue;
      problems.push({ severity, code, file, message: `And ${n - MOST_PROBLEMS} more of these.` });
    }
    if (outside === undefined) return;
    const { text, line, n } = outside;
    const lines = n === 1 ? "a line" : `${n} lines`;
    problems.push({
      severity: "warning",
      code: "ris/outside-record",
      file,
      line,
      message: `Unexpected ${lines} outside of records, such as ${JSON.stringify(text.slice(0, 60))}, expected only records. What is outside was left out.`,
    });
  }

  return {
    add: (line, severity, code, message) =>
      keep({ severity, code: `ris/${code}`, file, line, message }),
    keep,
    outside(text, line) {
      if (outside === undefined) outside = { text, line, n: 1 };
      else outside.n += 1;
    },
    summarize,
    pending: () => problems.length,
    take() {
      const taken = problems;
      problems = [];
      return taken;
    },
  };
}
