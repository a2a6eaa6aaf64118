import type { Check } from "../check.ts";

export const publishedCopy: Check = {
  id: "published-copy",
  holds: "the published copy is whole, and its tables follow from its decisions",
  codes: ["check/copy"],
  why: "Whoever reads a published review must be able to see that nobody changed it afterwards.",
  remedy:
    "Download the copy again, or make it anew with `slr publish` in the folder of the review.",
  applies: ({ copy }) => copy !== undefined,
  find: ({ copy }) => copy?.problems ?? [],
};
