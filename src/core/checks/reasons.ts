import type { Check } from "./check.ts";

export const reasons: Check = {
  id: "reasons",
  holds: "every exclusion at full text has a reason",
  codes: ["decisions/no-reason"],
};
