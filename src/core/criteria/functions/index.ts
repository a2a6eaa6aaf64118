import { FIELD_FUNCTIONS } from "./field-functions.ts";
import type { CriterionFunction } from "./function.ts";
import { has } from "./has.ts";
import { missing } from "./missing.ts";

/** Everything that a criterion can call. */
export const CRITERION_FUNCTIONS: readonly CriterionFunction[] = [...FIELD_FUNCTIONS, has, missing];

/** The function of that name or alias, in any case. */
export function functionNamed(name: string): CriterionFunction | undefined {
  const lower = name.toLowerCase();
  return CRITERION_FUNCTIONS.find(
    (candidate) => candidate.name === lower || candidate.aliases?.includes(lower) === true,
  );
}
