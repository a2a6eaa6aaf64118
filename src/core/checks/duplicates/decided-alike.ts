import { STAGES, type Stage } from "../../records/model.ts";
import type { Problem } from "../../records/problem.ts";
import { resultAt, type ScreenedRecord } from "../../screening/results.ts";
import { type Check, nameOf, placesOf, recordsWith } from "../check.ts";

export const decidedAlike: Check = {
  id: "decided-alike",
  holds: "no two records that may be one have opposite decisions",
  codes: ["check/opposite-decisions"],
  why: "One report that is included under one record and excluded under another shows that one of the two decisions is wrong.",
  remedy:
    "Say in duplicates.csv whether the two are the same; if they are, decide the record again.",
  find({ review }) {
    const keys = review.results.possibleDuplicates.flatMap(({ recordA, recordB }) => [
      recordA,
      recordB,
    ]);
    const recordOf = recordsWith(review, keys);
    const places = placesOf(review, keys);
    return review.results.possibleDuplicates.flatMap(({ recordA, recordB, rule }): Problem[] => {
      const [a, b] = [recordOf.get(recordA), recordOf.get(recordB)];
      if (a === undefined || b === undefined) return [];
      const stage = STAGES.find((one) => areOpposite(a, b, one));
      if (stage === undefined) return [];
      const [taken, left] = resultAt(a, stage)?.outcome === "include" ? [a, b] : [b, a];
      const related = places.get(left.key);
      return [
        {
          severity: "warning",
          code: "check/opposite-decisions",
          ...places.get(taken.key),
          record: taken.key,
          message: `${nameOf(taken)} is included at ${stage}, and ${nameOf(left)}, which may be the same report (${rule}), is excluded.`,
          ...(related && { related }),
        },
      ];
    });
  },
};

function areOpposite(a: ScreenedRecord, b: ScreenedRecord, stage: Stage): boolean {
  const outcomes = [resultAt(a, stage)?.outcome, resultAt(b, stage)?.outcome];
  return outcomes.includes("include") && outcomes.includes("exclude");
}
