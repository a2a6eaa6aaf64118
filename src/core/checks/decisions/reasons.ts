import type { Check } from "../check.ts";

export const reasons: Check = {
  id: "reasons",
  holds: "every exclusion at full text has a reason",
  codes: ["decisions/no-reason"],
  why: "PRISMA 2020 asks for the reason of each exclusion at full text (item 16b).",
  remedy: "Add the id of a criterion in the column reason of the decision.",
};
