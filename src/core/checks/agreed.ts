import { plural } from "../records/plural.ts";
import { type Check, problemOfRows, withCodes } from "./check.ts";

export const agreed: Check = {
  id: "agreed",
  holds: "reviewers agree: no decisions are in conflict",
  claims: withCodes("decisions/reasons-differ"),
  find({ review }) {
    const rows = review.results.ledger.filter(({ box }) => box.startsWith("conflict-"));
    return problemOfRows("check/conflict", rows, `${plural(rows.length, "record")} in conflict`);
  },
};
