import { z } from "zod";
import { budget } from "./budget.ts";
import { consecutive } from "./consecutive.ts";
import { hypergeometric } from "./hypergeometric.ts";
import { knee } from "./knee.ts";
import { STOPPING_RULE_NAMES, type StoppingRuleName } from "./names.ts";
import { safe } from "./safe.ts";
import type { StoppingRule } from "./stopping-rule.ts";

export { irrelevantInARow, type ScreeningSoFar, screeningAfter } from "./screening-so-far.ts";
export type { StoppingRule } from "./stopping-rule.ts";

const KINDS = { hypergeometric, safe, knee, budget, consecutive } satisfies Record<
  StoppingRuleName,
  { readonly name: StoppingRuleName }
>;

/** The stopping rules with their defaults, the one with the strongest promise first. */
export const STOPPING_RULES: readonly StoppingRule[] = STOPPING_RULE_NAMES.map((name) =>
  KINDS[name].create(),
);

type Schema = (typeof KINDS)[StoppingRuleName]["schema"];
const schemas = STOPPING_RULE_NAMES.map((name): Schema => KINDS[name].schema);

/** The rule by which a stage ends, as slr.yaml describes it. */
export const StopEntry = z.discriminatedUnion("rule", schemas as [Schema, ...Schema[]]);
export type StopEntry = z.output<typeof StopEntry>;

/** The rule that an entry of slr.yaml describes. */
export function stoppingRuleOf({ rule, ended: _, ...options }: StopEntry): StoppingRule {
  return KINDS[rule].create(options);
}
