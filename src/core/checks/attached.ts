import { type Check, withCodes } from "./check.ts";

export const attached: Check = {
  id: "attached",
  holds: "every row that people wrote names one record and is applied",
  claims: withCodes("decisions/", "duplicates/", "retrieval/", "studies/"),
};
