import type { StoppingRule } from "./stopping-rule.ts";

/** The ways in which several rules make one. */
export const COMBINATIONS = ["all", "any"] as const;
export type Combination = (typeof COMBINATIONS)[number];

/**
 * Several rules as one: `all` may stop when every rule may, `any` as soon as one may. What all of
 * them promise holds for `all`; for `any` only the weakest promise does, because nobody knows which
 * rule will end it.
 *
 * @param rules the one with the strongest promise first
 */
export function combined(how: Combination, rules: readonly StoppingRule[]): StoppingRule {
  const names = rules.map(({ name }) => name).join(how === "all" ? " and " : " or ");
  const weakest = rules.at(-1)!;
  const equal = rules.filter(({ name }) => name === weakest.name);
  return {
    name: how,
    promises:
      how === "all"
        ? rules.map(({ promises }) => promises).join("; and ")
        : `no more than the weakest of ${names} does: ${equal.map(({ promises }) => promises).join("; or ")}`,
    met: (soFar) =>
      how === "all"
        ? rules.every((rule) => rule.met(soFar))
        : rules.some((rule) => rule.met(soFar)),
    says: (soFar) =>
      rules
        .map(
          (rule) =>
            `${rule.name} ${rule.met(soFar) ? "is met" : "is not met"} (${rule.says(soFar)})`,
        )
        .join(", "),
  };
}
