import { z } from "zod";
import type { Problem } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import { PlacedYaml } from "./places.ts";
import { describeUnknownKeys, reportIssues } from "./schema-problems.ts";

/**
 * What a review says of a program that voted, or helped otherwise: automation/<name>.yaml, beside
 * decisions/<name>.csv. The keys are what RAISE and the position statement of Cochrane, Campbell, JBI
 * and CEE (2025) ask for.
 */
export interface AutomationUse {
  readonly tool?: string;
  readonly model?: string;
  readonly version?: string;
  /** What it was used for, and what followed from its output. */
  readonly role?: string;
  readonly prompt?: string;
  /** Temperature, thresholds, training. */
  readonly settings?: string;
  readonly dates?: string;
  /** How it was tested on the records of this review, or where that is published. */
  readonly validation?: string;
  /** Who looked at its output. */
  readonly oversight?: string;
}

const text = z.string().trim().min(1, "This text is empty").optional();

const AutomationUseSchema = z.strictObject({
  tool: text,
  model: text,
  // `version: 4.1` is a number in YAML.
  version: z.union([text, z.number().transform(String)]),
  role: text,
  prompt: text,
  settings: text,
  dates: text,
  validation: text,
  oversight: text,
});

/** Reads automation/<name>.yaml; undefined if the file is not as slr understands it. */
export function parseAutomationUse(
  content: string,
  file: string,
): { readonly use: AutomationUse | undefined; readonly problems: readonly Problem[] } {
  const yaml = new PlacedYaml(content, file);
  const { problems } = yaml;
  if (yaml.hasErrors) return { use: undefined, problems };
  const parsed = AutomationUseSchema.safeParse(yaml.data() ?? {}, { error: describeUnknownKeys });
  if (parsed.success)
    return { use: withoutAbsent<AutomationUse>({ ...EMPTY, ...parsed.data }), problems };
  reportIssues(parsed.error.issues, yaml);
  return { use: undefined, problems };
}

const EMPTY = {
  tool: undefined,
  model: undefined,
  version: undefined,
  role: undefined,
  prompt: undefined,
  settings: undefined,
  dates: undefined,
  validation: undefined,
  oversight: undefined,
};
