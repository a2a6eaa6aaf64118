import { plural } from "../records/plural.ts";
import type { Check } from "./check.ts";

export const duplicatesSettled: Check = {
  id: "duplicates-settled",
  holds: "no possible duplicates wait for a person",
  find({ review }) {
    const { length } = review.results.possibleDuplicates;
    const message = `${plural(length, "pair")} of possible duplicates, expected an answer for each in duplicates.csv; see results/possible-duplicates.csv.`;
    return length === 0
      ? []
      : [{ severity: "warning", code: "check/possible-duplicates", message }];
  },
};
