import { plural } from "../../records/text/plural.ts";
import type { Check } from "../check.ts";

export const duplicatesSettled: Check = {
  id: "duplicates-settled",
  holds: "no possible duplicates wait for a person",
  codes: ["check/possible-duplicates"],
  isWork: true,
  why: "A duplicate that was not recognised counts a report twice.",
  remedy: "Answer each pair with `slr decide --duplicates`, or in duplicates.csv.",
  find({ review }) {
    const { length } = review.results.possibleDuplicates;
    const message = `${plural(length, "pair")} of possible duplicates: see results/possible-duplicates.csv, and answer each in duplicates.csv.`;
    return length === 0
      ? []
      : [{ severity: "warning", code: "check/possible-duplicates", message }];
  },
};
