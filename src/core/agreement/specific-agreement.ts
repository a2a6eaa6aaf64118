import { type AgreementTable, totalsOf } from "./agreement-table.ts";

/**
 * Agreement on one verdict: of all the times that either reviewer gave it, how often the other did,
 * too: 2 n_ii / (n_i. + n_.i). For two verdicts positive agreement is 2a / (2a + b + c) and negative
 * agreement 2d / (2d + b + c). Undefined where nobody gave the verdict.
 *
 * Source: Cicchetti DV, Feinstein AR. High agreement but low kappa: II. Resolving the paradoxes.
 * J Clin Epidemiol 1990;43:551-558.
 */
export function specificAgreement(table: AgreementTable, category: number): number | undefined {
  const { rows, columns } = totalsOf(table);
  const given = rows[category]! + columns[category]!;
  return given === 0 ? undefined : (2 * table[category]![category]!) / given;
}
