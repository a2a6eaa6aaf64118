import { z } from "zod";
import { budget } from "./budget.ts";
import { consecutive } from "./consecutive.ts";
import { hypergeometric } from "./hypergeometric.ts";
import { knee } from "./knee.ts";
import { safe } from "./safe.ts";
import type { StoppingRule } from "./stopping-rule.ts";

export { type ScreeningSoFar, screeningAfter } from "./screening-so-far.ts";
export type { StoppingRule } from "./stopping-rule.ts";

const KINDS = [hypergeometric, safe, knee, budget, consecutive] as const;

/** The stopping rules with their defaults, the one that promises most first. */
export const STOPPING_RULES: readonly StoppingRule[] = KINDS.map(({ create }) => create());

/** What slr.yaml says of the rule by which a stage ends. */
export const StopEntry = z.discriminatedUnion("rule", [
  hypergeometric.schema,
  safe.schema,
  knee.schema,
  budget.schema,
  consecutive.schema,
]);
export type StopEntry = z.output<typeof StopEntry>;

/** The rule of an entry of slr.yaml. */
export function stoppingRuleOf({ rule, ended: _, ...options }: StopEntry): StoppingRule {
  return KINDS.find(({ name }) => name === rule)!.create(options);
}
