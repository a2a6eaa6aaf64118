import type { Criterion } from "../protocol/protocol.ts";
import type { Judgement } from "./conclude.ts";

/** What the query of a criterion says of a record: `E2 does not apply`, `I1 fulfilled: "causal"`. */
export function judgementText(
  { criterion, verdict, words }: Judgement,
  effect: Criterion["effect"],
): string {
  if (verdict === "unknown") return `${criterion} unknown`;
  // The words found are evidence for a criterion that matched; for one that did not match there are
  // none.
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
