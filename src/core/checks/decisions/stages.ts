import type { Check } from "../check.ts";

export const stages: Check = {
  id: "stages",
  holds: "no record skips a stage",
  codes: ["decisions/stage-skipped", "retrieval/decided"],
  why: "A full-text decision counts only for a report that passed title/abstract and was retrieved.",
  remedy: "Decide the record at title/abstract first, or correct the row in retrieval.csv.",
};
