import type { Check } from "./check.ts";

export const attached: Check = {
  id: "attached",
  holds: "every row that people wrote names one record and is applied",
  codes: ["decisions/", "duplicates/", "retrieval/", "studies/"],
};
