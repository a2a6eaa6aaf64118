import { imbalances } from "../screening/flow.ts";
import { type Check, withCodes } from "./check.ts";

export const balance: Check = {
  id: "balance",
  holds: "the flow balances: what enters a box leaves it",
  claims: withCodes("flow/"),
  find: ({ review }) =>
    imbalances(review.results.flow).map((imbalance) => ({
      severity: "error",
      code: "check/balance",
      message: `The flow does not balance: ${imbalance}.`,
    })),
};
