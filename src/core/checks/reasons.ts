import { type Check, withCodes } from "./check.ts";

export const reasons: Check = {
  id: "reasons",
  holds: "every exclusion at full text has a reason",
  claims: withCodes("decisions/no-reason"),
};
