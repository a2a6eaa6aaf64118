import { needsReason, proposedReason, reasonText } from "../protocol/criterion-wording.ts";
import type { Criterion } from "../protocol/protocol.ts";
import type { Problem } from "../records/problem.ts";
import type { NamedCount } from "./flow.ts";

/** Asks for the reasons of inclusion criteria because of which the flow counts excluded reports. */
export function wordingProblems(
  criteria: readonly Criterion[],
  excluded: readonly NamedCount[],
): Problem[] {
  const counted = new Set(excluded.map(({ name }) => name));
  return criteria
    .filter((criterion) => counted.has(criterion.id) && needsReason(criterion))
    .map((criterion) => ({
      severity: "warning",
      code: "protocol/no-reason-wording",
      file: "slr.yaml",
      ...(criterion.line !== undefined && { line: criterion.line }),
      message: `Reports are excluded because of ${criterion.id}, and the flow would print "${criterion.id}: ${reasonText(criterion)}". Say why they are excluded with \`reason:\` beside its text, such as \`reason: ${proposedReason(criterion.text)}\`.`,
    }));
}
