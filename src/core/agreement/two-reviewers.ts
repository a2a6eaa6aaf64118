import { type AgreementTable, totalsOf } from "./agreement-table.ts";

/** Statistics of two reviewers who decided the same records, beside kappa. */

/**
 * The share of records to which both reviewers gave the same verdict: po = Σ n_ii / N.
 * Undefined without records.
 *
 * Source: Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20:37-46.
 */
export function observedAgreement(table: AgreementTable): number | undefined {
  const { records, agreed } = totalsOf(table);
  return records === 0 ? undefined : agreed / records;
}

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

/**
 * The prevalence-adjusted bias-adjusted kappa: what kappa would be if all verdicts were equally
 * frequent, (k po - 1) / (k - 1) for k verdicts, so 2 po - 1 for two. Undefined without records.
 *
 * Source: Byrt T, Bishop J, Carlin JB. Bias, prevalence and kappa. J Clin Epidemiol 1993;46:423-429.
 */
export function pabak(table: AgreementTable): number | undefined {
  const observed = observedAgreement(table);
  const categories = table.length;
  return observed === undefined ? undefined : (categories * observed - 1) / (categories - 1);
}

/**
 * How unevenly the verdicts are spread: PI = (a - d) / N, where both include a records and both
 * exclude d. From -1 (both exclude everything) to 1 (both include everything); 0 is even. Defined for
 * two verdicts, of which include is the first, and at least one record.
 *
 * Source: Byrt T, Bishop J, Carlin JB. Bias, prevalence and kappa. J Clin Epidemiol 1993;46:423-429.
 */
export function prevalenceIndex(table: AgreementTable): number | undefined {
  const { records } = totalsOf(table);
  if (table.length !== 2 || records === 0) return undefined;
  return (table[0]![0]! - table[1]![1]!) / records;
}

/**
 * How much more often the first reviewer includes than the second: BI = (b - c) / N, where only the
 * first includes b records and only the second c. Defined for two verdicts, of which include is the
 * first, and at least one record.
 *
 * Source: Byrt T, Bishop J, Carlin JB. Bias, prevalence and kappa. J Clin Epidemiol 1993;46:423-429.
 */
export function biasIndex(table: AgreementTable): number | undefined {
  const { records } = totalsOf(table);
  if (table.length !== 2 || records === 0) return undefined;
  return (table[0]![1]! - table[1]![0]!) / records;
}
