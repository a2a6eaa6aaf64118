import type { Check } from "./check.ts";

export const stages: Check = {
  id: "stages",
  holds: "no record skips a stage",
  codes: ["decisions/stage-skipped", "retrieval/decided"],
};
