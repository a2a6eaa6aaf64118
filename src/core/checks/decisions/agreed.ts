import { plural } from "../../records/text/plural.ts";
import { type Check, problemOfRows } from "../check.ts";

export const agreed: Check = {
  id: "agreed",
  holds: "reviewers agree: no decisions are in conflict",
  codes: ["check/conflict", "decisions/reasons-differ"],
  isWork: true,
  why: "A record on which reviewers disagree has no outcome, so the flow cannot be final.",
  remedy: "Settle each conflict with `slr decide --conflicts`, which adds a row with resolves=yes.",
  find({ review }) {
    const rows = review.results.ledger.filter(({ box }) => box.startsWith("conflict-"));
    return problemOfRows("check/conflict", rows, `${plural(rows.length, "record")} in conflict`);
  },
};
