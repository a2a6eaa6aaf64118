import { type Check, withCodes } from "./check.ts";

export const knownRelevant: Check = {
  id: "known-relevant",
  holds: "the reports known to be relevant were found and are not excluded",
  claims: withCodes("known-relevant/"),
};
