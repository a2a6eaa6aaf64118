import { type AgreementTable, totalsOf } from "./agreement-table.ts";

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
