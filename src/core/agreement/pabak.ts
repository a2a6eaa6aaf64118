import type { AgreementTable } from "./agreement-table.ts";
import { observedAgreement } from "./observed-agreement.ts";

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
