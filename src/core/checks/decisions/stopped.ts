import type { Check } from "../check.ts";

/** A review may leave records unread if it says so and its rule is met. */
export const stopped: Check = {
  id: "stopped",
  holds: "where a stopping rule ended screening, the rule is met",
  codes: ["screening/stop-not-met"],
  isWork: true,
  why: "A review may leave records unread only by the rule that it has announced.",
  remedy: "Screen on until the rule is met, or change the rule in slr.yaml and report the change.",
};
