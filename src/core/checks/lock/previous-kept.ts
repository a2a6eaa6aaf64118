import type { Problem } from "../../records/problem.ts";
import { recordMessage } from "../../versions/change-messages.ts";
import type { ChangedRecord } from "../../versions/compare-records.ts";
import type { Check } from "../check.ts";

export const previousKept: Check = {
  id: "previous-kept",
  holds: "what the previous version of the review decided still holds",
  codes: ["previous/"],
  why: "The flow of an update counts what later searches found, so no number of it shows that an earlier record moved.",
  remedy: "Correct the decision, or say in the text of the update what changed and why.",
  applies: ({ changes }) => changes.length > 0,
  find({ changes }) {
    const last = changes.at(-1)!;
    return last.moved
      .filter((record) => !isTold(record))
      .map(
        (record): Problem => ({
          severity: "warning",
          code: "previous/moved-record",
          file: last.lock,
          record: record.became ?? record.key,
          message: recordMessage(record),
        }),
      );
  },
};

/** The pipeline reports the records that became included, or ceased to be, as errors. */
function isTold({ before, now }: ChangedRecord): boolean {
  return now !== "duplicate" && before !== now && (before === "included" || now === "included");
}
