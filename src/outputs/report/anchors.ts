import type { Box } from "../../core/screening/results.ts";

/** Boxes of the ledger in words, as lists of their records are called. */
export const BOX_TITLE = {
  duplicate: "Duplicates removed",
  "removed-automation": "Removed before screening as ineligible by automation tools",
  "removed-other": "Removed before screening for other reasons",
  "excluded-title-abstract": "Excluded at title/abstract",
  unread: "Left unread by the stopping rule",
  "not-retrieved": "Not retrieved",
  "excluded-full-text": "Excluded at full text",
  included: "Included",
  "pending-title-abstract": "Waiting at title/abstract",
  "pending-retrieval": "Waiting for the full text",
  "pending-full-text": "Waiting at full text",
  "conflict-title-abstract": "In conflict at title/abstract",
  "conflict-full-text": "In conflict at full text",
} as const satisfies Record<Box, string>;

/** Boxes whose records a section of their own lists. */
export const OWN_SECTION: Partial<Record<Box, string>> = {
  duplicate: "duplicates",
  included: "included",
  "excluded-full-text": "excluded",
};

/** The anchor of the list of the records in a box. */
export function boxAnchor(box: Box): string {
  return OWN_SECTION[box] ?? `box-${box}`;
}
