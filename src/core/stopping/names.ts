/**
 * The names of the stopping rules, the one with the strongest promise first. This file imports
 * nothing, so that help can list them without loading a rule. The compiler compares it with the
 * registry in `index.ts`.
 */
export const STOPPING_RULE_NAMES = [
  "hypergeometric",
  "safe",
  "knee",
  "budget",
  "consecutive",
] as const;
export type StoppingRuleName = (typeof STOPPING_RULE_NAMES)[number];
