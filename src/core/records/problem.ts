import type { Place, RecordKey } from "./model.ts";

/** Something wrong in the user's input, which a pure function finds and the shell prints. */
export interface Problem {
  /** An error costs the review something until a person acts; a warning is worth a look. */
  readonly severity: "error" | "warning";
  /** A stable name, for tests and for searching the docs: `csv/bad-year`. */
  readonly code: string;
  /** The place, if it has one in a file. */
  readonly file?: string;
  readonly line?: number;
  /** The record that it is about, where it is about one. */
  readonly record?: RecordKey;
  /** What is wrong and what to do, in whole sentences. */
  readonly message: string;
  /** Lines that show the place, such as a query with carets below it. */
  readonly detail?: string;
  /** A second place that explains the first, such as where an entry was seen first. */
  readonly related?: Place;
}

/** `scopus.csv:88: error: Unexpected year "20l9", expected four digits. (csv/bad-year)` */
export function formatProblem(problem: Problem): string {
  const { file, line, severity, message, code, detail, related } = problem;
  const place = file === undefined ? "" : line === undefined ? `${file}: ` : `${file}:${line}: `;
  return [
    // A cell or a file name may contain line ends, but a problem is one line.
    `${place}${severity}: ${message} (${code})`.replace(/[\r\n\v\f\x85\u2028\u2029]+/g, " "),
    ...(detail === undefined ? [] : detail.split("\n").map((text) => `  ${text}`)),
    ...(related === undefined ? [] : [`  see ${related.file}:${related.line}`]),
  ].join("\n");
}

/**
 * Errors and warnings in the order of their places, so that the same list always prints the same
 * text.
 */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      compareText(a.file ?? "", b.file ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

/** Order by UTF-16 code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
