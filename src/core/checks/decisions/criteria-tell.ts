import type { Check } from "../check.ts";

export const criteriaTell: Check = {
  id: "criteria-tell",
  holds: "every criterion with a query tells some records from others",
  codes: ["criteria/excludes-all", "criteria/excludes-none", "criteria/unknown-only"],
  why: "A query that excludes all records, none, or knows nothing of any often says something else than was meant.",
  remedy: "Read the criterion in slr.yaml and its rows in results/judgements.csv.",
};
