import type { Check } from "../check.ts";

export const knownRelevant: Check = {
  id: "known-relevant",
  holds: "the reports known to be relevant were found and are not excluded",
  codes: ["known-relevant/"],
  why: "A search or a criterion that misses a report known to be relevant misses unknown ones, too.",
  remedy:
    "Widen the search or the criterion, or take the report out of known-relevant in slr.yaml.",
};
