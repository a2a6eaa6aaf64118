import { type AgreementTable, totalsOf } from "./agreement-table.ts";

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
