import type { Check } from "./check.ts";

export const knownRelevant: Check = {
  id: "known-relevant",
  holds: "the reports known to be relevant were found and are not excluded",
  codes: ["known-relevant/"],
};
