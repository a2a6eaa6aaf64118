import type { Limits } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";

/** Problems that cost no entry. */
export interface FileProblems {
  /** The format and the file that they are about. */
  readonly context: { readonly id: string; readonly file: string };
  /** Limits that slr.yaml raises. */
  readonly limits: Limits | undefined;
  readonly add: (
    line: number,
    severity: Problem["severity"],
    code: string,
    message: string,
  ) => void;
  readonly keep: (problem: Problem) => void;
  /** `mark`, which begins a record, occurs twice in a row there. */
  readonly repeatedMark: (mark: string, line: number) => void;
  readonly outside: (text: string, line: number) => void;
  /** Adds the problems that are known only at the end of the file. */
  readonly summarize: () => void;
  readonly pending: () => number;
  readonly take: () => readonly Problem[];
}

/** The problems of one file; their codes begin with the format's id. */
export function problemsOf(format: string, file: string, limits?: Limits): FileProblems {
  let problems: Problem[] = [];
  let outside: { readonly text: string; readonly line: number; n: number } | undefined;

  const problem = (
    line: number,
    severity: Problem["severity"],
    code: string,
    message: string,
  ): Problem => ({ severity, code: `${format}/${code}`, file, line, message });

  function keep(problem: Problem): void {
    problems.push(problem);
  }

  function summarize(): void {
    if (outside === undefined) return;
    const { text, line, n } = outside;
    const lines = n === 1 ? "1 line outside of records was" : `${n} lines outside of records were`;
    const message = `${lines} left out, such as ${JSON.stringify(text.slice(0, 60))}.`;
    problems.push(problem(line, "warning", "outside-record", message));
  }

  return {
    context: { id: format, file },
    limits,
    add: (line, severity, code, message) => keep(problem(line, severity, code, message)),
    keep,
    repeatedMark(mark, line) {
      const message = `\`${mark}\` stands there once more. One record was read; if these are two, repair the file.`;
      keep(problem(line, "warning", "repeated-mark", message));
    },
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
