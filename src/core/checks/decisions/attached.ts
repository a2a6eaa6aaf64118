import type { Check } from "../check.ts";

export const attached: Check = {
  id: "attached",
  holds: "every row that people wrote names one record and is applied",
  codes: ["decisions/", "duplicates/", "retrieval/", "studies/", "codes/"],
  why: "A decision that names no record, or several, would be lost without a word.",
  remedy: "Correct the key, DOI or title in the row, so that it names exactly one record.",
};
