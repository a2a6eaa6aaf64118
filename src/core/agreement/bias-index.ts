import { type AgreementTable, totalsOf } from "./agreement-table.ts";

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
