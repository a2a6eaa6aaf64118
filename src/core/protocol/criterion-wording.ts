import type { Criterion } from "./protocol.ts";

/**
 * A criterion in words that say why a record was excluded: its `reason`, otherwise its text. The
 * text of an inclusion criterion says the opposite, so it is negated.
 */
export function reasonText({
  text,
  reason,
  effect,
}: Pick<Criterion, "text" | "reason" | "effect">): string {
  if (reason !== undefined) return reason;
  return effect === "include" ? `Not fulfilled: ${text}` : text;
}
