import { type AgreementTable, sum, totalsOf } from "./agreement-table.ts";

/** The 97.5th percentile of the standard normal distribution, for a 95 % interval. */
const Z = 1.959963984540054;

export interface Kappa {
  readonly kappa: number;
  /** Agreement expected by chance. */
  readonly expected: number;
  readonly standardError: number;
  /**
   * The 95 % interval, cut at -1 and 1; absent if the standard error is 0, because no data are that
   * certain.
   */
  readonly interval?: readonly [low: number, high: number];
}

/**
 * Cohen's kappa, agreement beyond chance: κ = (po - pe) / (1 - pe) with pe = Σ n_i. n_.i / N².
 * Undefined without records, and where pe = 1: both reviewers gave one and the same verdict
 * throughout, and nothing shows whether they could tell records apart.
 *
 * The standard error is the large-sample one of Fleiss, Cohen and Everitt, which holds for any κ, and
 * the interval is κ ± 1.96 SE:
 * SE² = (A + B - C) / ((1 - pe)² N) with p_ij = n_ij / N,
 * A = Σ_i p_ii (1 - (p_i. + p_.i)(1 - κ))², B = (1 - κ)² Σ_i≠j p_ij (p_.i + p_j.)²,
 * C = (κ - pe (1 - κ))².
 *
 * Sources: Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20:37-46.
 * Fleiss JL, Cohen J, Everitt BS. Large sample standard errors of kappa and weighted kappa. Psychol
 * Bull 1969;72:323-327; in the form of the SAS/STAT manual, PROC FREQ, simple kappa coefficient.
 */
export function cohensKappa(table: AgreementTable): Kappa | undefined {
  const { records, agreed, rows, columns } = totalsOf(table);
  // Whole numbers, so that pe = 1 and κ = 1 are met exactly.
  const chance = sum(rows.map((row, at) => row * columns[at]!));
  const beyond = records * records - chance;
  if (beyond === 0) return undefined;
  const kappa = (records * agreed - chance) / beyond;
  const expected = chance / (records * records);

  const share = (count: number) => count / records;
  const a = sum(
    rows.map(
      (row, at) =>
        share(table[at]![at]!) * (1 - (share(row) + share(columns[at]!)) * (1 - kappa)) ** 2,
    ),
  );
  const b = sum(
    rows.flatMap((_, i) =>
      columns.map((_, j) =>
        i === j ? 0 : share(table[i]![j]!) * (share(columns[i]!) + share(rows[j]!)) ** 2,
      ),
    ),
  );
  const c = (kappa - expected * (1 - kappa)) ** 2;
  // Rounding can leave a trace below zero if the variance is zero.
  const variance = Math.max(0, a + (1 - kappa) ** 2 * b - c) / ((1 - expected) ** 2 * records);
  const standardError = variance < 1e-12 ? 0 : Math.sqrt(variance);
  return {
    kappa,
    expected,
    standardError,
    ...(standardError > 0 && {
      interval: [
        Math.max(-1, kappa - Z * standardError),
        Math.min(1, kappa + Z * standardError),
      ] as const,
    }),
  };
}
