import type { Verdict } from "../records/decision.ts";

/**
 * How often two reviewers gave each pair of verdicts. Rows are the verdicts of the first reviewer
 * and columns those of the second, both in the same order of categories.
 */
export type AgreementTable = readonly (readonly number[])[];

/** The verdicts that two reviewers gave to one record. */
export type VerdictPair = readonly [first: Verdict, second: Verdict];

/** Counts pairs of verdicts; every verdict is one of the categories. */
export function tabulate(
  pairs: readonly VerdictPair[],
  categories: readonly Verdict[],
): AgreementTable {
  return categories.map((row) =>
    categories.map(
      (column) => pairs.filter(([first, second]) => first === row && second === column).length,
    ),
  );
}

/** The figures of a table from which the statistics are calculated. */
export interface Totals {
  readonly records: number;
  readonly agreed: number;
  /** How often the first reviewer gave each verdict. */
  readonly rows: readonly number[];
  /** How often the second reviewer gave each verdict. */
  readonly columns: readonly number[];
}

export function totalsOf(table: AgreementTable): Totals {
  const rows = table.map(sum);
  return {
    records: sum(rows),
    agreed: sum(table.map((row, at) => row[at]!)),
    rows,
    columns: table.map((_, column) => sum(table.map((row) => row[column]!))),
  };
}

/** The sum of numbers, added in their order. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
