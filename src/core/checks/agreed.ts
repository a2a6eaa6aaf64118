import { type Check, plural, problemOfRows } from "./check.ts";

export const agreed: Check = {
  id: "agreed",
  holds: "reviewers agree: no decisions are in conflict",
  codes: ["decisions/reasons-differ"],
  find({ review }) {
    const rows = review.results.ledger.filter(({ box }) => box.startsWith("conflict-"));
    return problemOfRows("check/conflict", rows, `${plural(rows.length, "record")} in conflict`);
  },
};
