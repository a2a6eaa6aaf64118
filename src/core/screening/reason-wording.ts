import { reasonText } from "../protocol/criterion-wording.ts";
import type { Criterion } from "../protocol/protocol.ts";
import type { Problem } from "../records/problem.ts";
import type { NamedCount } from "./flow.ts";

/**
 * Texts that already name what is missing: `No evaluation`, `Not about tea`, `Wrong population`.
 */
const NEGATIVE =
  /^(?:no|not|non|never|without|wrong|lacks?|lacking|missing|outside|other|too|un\w+|in(?:eligible|sufficient|adequate|correct|complete|appropriate)|does(?: not|n['’]t)|is(?: not|n['’]t)|(?:kein|nicht|sans|sin|pas)e?)\b/i;

/**
 * Tells whether the text of a criterion, used as a reason for exclusion, would say the opposite of
 * what is meant.
 */
function readsAsInclusion({ id, text, reason, effect }: Criterion): boolean {
  if (reason !== undefined || effect === "exclude") return false;
  return (
    effect === "include" || (/^I(?:C|nc|ncl)?[-_. ]?\d/i.test(id) && !NEGATIVE.test(text.trim()))
  );
}

/** Asks for the reasons of inclusion criteria because of which the flow counts excluded reports. */
export function wordingProblems(
  criteria: readonly Criterion[],
  excluded: readonly NamedCount[],
): Problem[] {
  const counted = new Set(excluded.map(({ name }) => name));
  return criteria
    .filter((criterion) => counted.has(criterion.id) && readsAsInclusion(criterion))
    .map((criterion) => ({
      severity: "warning",
      code: "protocol/no-reason-wording",
      file: "slr.yaml",
      ...(criterion.line !== undefined && { line: criterion.line }),
      message: `Reports are excluded because of ${criterion.id}, and the flow would print "${criterion.id}: ${reasonText(criterion)}". Say why they are excluded with \`reason:\` beside its text, such as \`reason: Not ${lowerFirst(criterion.text)}\`.`,
    }));
}

function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
