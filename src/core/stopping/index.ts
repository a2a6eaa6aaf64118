import { z } from "zod";
import { budget } from "./budget.ts";
import { COMBINATIONS, combined } from "./combined.ts";
import { consecutive } from "./consecutive.ts";
import { hypergeometric } from "./hypergeometric.ts";
import { knee } from "./knee.ts";
import { STOPPING_RULE_NAMES, type StoppingRuleName } from "./names.ts";
import { safe } from "./safe.ts";
import { ended, type StoppingRule } from "./stopping-rule.ts";

export {
  irrelevantInARow,
  type ReadingPace,
  type ScreeningSoFar,
  screeningAfter,
} from "./screening-so-far.ts";
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
type Member = (typeof KINDS)[StoppingRuleName]["member"];
const members = STOPPING_RULE_NAMES.map((name): Member => KINDS[name].member);

/** Several rules under `of`; one rule alone needs no combination. */
const Several = z.array(z.discriminatedUnion("rule", members as [Member, ...Member[]])).min(2);
const combinations = COMBINATIONS.map((how) =>
  z.strictObject({ rule: z.literal(how), of: Several, ended }),
);

/** The rule by which a stage ends, as slr.yaml describes it. */
export const StopEntry = z.discriminatedUnion("rule", [
  ...(schemas as [Schema, ...Schema[]]),
  ...combinations,
]);
export type StopEntry = z.output<typeof StopEntry>;

/** The rule that an entry of slr.yaml describes. */
export function stoppingRuleOf(entry: StopEntry): StoppingRule {
  if (!("of" in entry)) {
    const { rule, ended: _, ...options } = entry;
    return KINDS[rule].create(options);
  }
  const strength = ({ name }: StoppingRule) =>
    (STOPPING_RULE_NAMES as readonly string[]).indexOf(name);
  return combined(
    entry.rule,
    entry.of
      .map(({ rule, ...options }) => KINDS[rule].create(options))
      .sort((a, b) => strength(a) - strength(b)),
  );
}
