import type { Problem } from "../../records/problem.ts";
import type { Check } from "../check.ts";

export const includedKept: Check = {
  id: "included-kept",
  holds:
    "no study that slr.lock holds as included is lost, and none that it holds as excluded is back",
  codes: ["check/included-lost", "check/excluded-back"],
  why: "Which studies are in the review is its result; it must not change as a side effect of other work.",
  remedy: "Undo the change, or accept it with `slr check --update-lock`.",
  // With --locked every difference is an error of the check `locked`.
  applies: ({ lockDifferences, isLocked }) => lockDifferences !== undefined && !isLocked,
  find: ({ lockDifferences, review }) => {
    const boxOf = new Map(review.results.records.map(({ key, box }) => [key, box]));
    return (lockDifferences?.records ?? []).flatMap(({ key, before, now, became }): Problem[] => {
      const problem = (code: string, message: string): Problem => ({
        severity: "warning",
        code,
        file: "slr.lock",
        record: became ?? key,
        message,
      });
      const as = became === undefined ? "" : ` as ${became}`;
      // What turned out to be a duplicate of an included record is not lost.
      const isKept =
        now === "included" || (became !== undefined && boxOf.get(became) === "included");
      if (before === "included" && !isKept)
        return [
          problem(
            "check/included-lost",
            now === undefined
              ? `The record ${key} was included in slr.lock, and the review has no such record any more.`
              : `The record ${key} was included in slr.lock, and its box is ${now} now${as}.`,
          ),
        ];
      if (now === "included" && before?.startsWith("excluded-"))
        return [
          problem(
            "check/excluded-back",
            `The box of the record ${key} was ${before} in slr.lock, and it is included now${as}.`,
          ),
        ];
      return [];
    });
  },
};
