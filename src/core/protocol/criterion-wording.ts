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
