import { type Check, withCodes } from "./check.ts";

/** Records that a stopping rule left unread are no fault of a review that says so and whose rule is met. */
export const stopped: Check = {
  id: "stopped",
  holds: "where a stopping rule ended screening, the rule is met",
  claims: withCodes("screening/stop"),
};
