import { z } from "zod";
import type { Combination } from "./combined.ts";
import type { StoppingRuleName } from "./names.ts";
import type { ScreeningSoFar } from "./screening-so-far.ts";

/** A stopping rule with its options filled in, as a review uses it. */
export interface StoppingRule {
  readonly name: StoppingRuleName | Combination;
  /** What the rule promises about a screening that stops by it, and what not, in a sentence. */
  readonly promises: string;
  /** What holds once the rule is met, as a clause; absent for a rule that guarantees nothing. */
  readonly guarantees?: string;
  /**
   * Tells whether screening may stop. It must be fast, because simulations ask after every record.
   */
  met(soFar: ScreeningSoFar): boolean;
  /** The figures that decide it, as a clause. */
  says(soFar: ScreeningSoFar): string;
}

/** The parts of a rule; slr.yaml may set its options, each of which has a default. */
interface StoppingRuleDefinition<Name extends StoppingRuleName, Options extends z.ZodRawShape> {
  readonly name: Name;
  readonly options: Options;
  create(options: z.output<z.ZodObject<Options>>): Omit<StoppingRule, "name">;
}

/** The day on which screening was ended. */
export const ended = z
  .string()
  .trim()
  .min(1, "This date is empty; write a day such as 2026-11-22")
  .optional();

/**
 * A kind of stopping rule. To add one, write a file, list it in `index.ts` and add its name to
 * `names.ts`.
 */
export function defineStoppingRule<Name extends StoppingRuleName, Options extends z.ZodRawShape>({
  name,
  options,
  create,
}: StoppingRuleDefinition<Name, Options>) {
  const settings = z.strictObject(options);
  return {
    name,
    /** Where slr.yaml names the rule; `ended` is the day on which screening was ended by it. */
    schema: z.strictObject({ rule: z.literal(name), ...options, ended }),
    /** Where it is one of several rules. */
    member: z.strictObject({ rule: z.literal(name), ...options }),
    /** The rule with these options, or with its defaults. */
    create: (
      given: z.input<typeof settings> | Readonly<Record<string, unknown>> = {},
    ): StoppingRule => ({
      name,
      ...create(settings.parse(given)),
    }),
  };
}

/** An option that is a share, such as 0.95. */
export const share = z
  .number()
  .gt(0, "This share must be above 0")
  .lt(1, "This share must be below 1, such as 0.95");
/** An option that is a number of records. */
export const recordCount = z.int().min(1);
/** An option that is a time. */
export const hourCount = z.number().gt(0, "These hours must be above 0");
