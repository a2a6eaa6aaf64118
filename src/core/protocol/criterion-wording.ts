import type { Problem } from "../records/problem.ts";
import type { Judgement } from "../screening/conclude.ts";
import type { NamedCount } from "../screening/flow.ts";
import type { Criterion } from "./protocol.ts";

/**
 * A criterion in words that say why a record was excluded: its `reason`, else its text. The text of a
 * criterion of inclusion says the opposite, so it is turned around.
 */
export function reasonText({
  text,
  reason,
  effect,
}: Pick<Criterion, "text" | "reason" | "effect">): string {
  if (reason !== undefined) return reason;
  return effect === "include" ? `Not fulfilled: ${text}` : text;
}

/** What the query of a criterion says of a record: `E2 does not apply`, `I1 fulfilled: "causal"`. */
export function judgementText(
  { criterion, verdict, words }: Judgement,
  effect: Criterion["effect"],
): string {
  if (verdict === "unknown") return `${criterion} unknown`;
  // Words that were found speak for a criterion that matched; those of the other one are none.
  const matched = (verdict === "violated") === (effect === "exclude");
  const found =
    matched && words.length > 0 ? `: ${words.map((word) => `"${word}"`).join(", ")}` : "";
  const says =
    effect === "exclude"
      ? matched
        ? "applies"
        : "does not apply"
      : matched
        ? "fulfilled"
        : "not fulfilled";
  return `${criterion} ${says}${found}`;
}

/** Texts that already say what is missing: `No evaluation`, `Not about tea`, `Wrong population`. */
const NEGATIVE =
  /^(?:no|not|non|never|without|wrong|lacks?|lacking|missing|outside|other|too|un\w+|in(?:eligible|sufficient|adequate|correct|complete|appropriate)|does(?: not|n['’]t)|is(?: not|n['’]t)|(?:kein|nicht|sans|sin|pas)e?)\b/i;

/** Whether the text of a criterion would say as a reason for exclusion the opposite of what is meant. */
function readsAsInclusion({ id, text, reason, effect }: Criterion): boolean {
  if (reason !== undefined || effect === "exclude") return false;
  return (
    effect === "include" || (/^I(?:C|nc|ncl)?[-_. ]?\d/i.test(id) && !NEGATIVE.test(text.trim()))
  );
}

/** Asks for the reason of criteria of inclusion, for which the flow counts excluded reports. */
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
