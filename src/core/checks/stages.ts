import { type Check, withCodes } from "./check.ts";

export const stages: Check = {
  id: "stages",
  holds: "no record skips a stage",
  claims: withCodes("decisions/stage-skipped", "retrieval/decided"),
};
