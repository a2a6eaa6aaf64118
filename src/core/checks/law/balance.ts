import { imbalances } from "../../screening/flow.ts";
import type { Check } from "../check.ts";

export const balance: Check = {
  id: "balance",
  holds: "the flow balances: what enters a box leaves it",
  codes: ["check/balance", "flow/"],
  why: "Numbers that do not add up are a common error of published flow diagrams.",
  remedy: "This is a fault of slr: please report it with the review folder.",
  isLaw: true,
  find: ({ review }) =>
    imbalances(review.results.flow).map((imbalance) => ({
      severity: "error",
      code: "check/balance",
      message: `The flow does not balance: ${imbalance}.`,
    })),
};
