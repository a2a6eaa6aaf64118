import { suggest } from "../../criteria/suggest.ts";
import { type RecordKey, STAGES, type Stage } from "../../records/model.ts";
import type { Problem } from "../../records/problem.ts";
import { firstOf } from "../../records/text/first-of.ts";
import { plural } from "../../records/text/plural.ts";
import { resultAt } from "../../screening/results.ts";
import type { Check, CheckedReview } from "../check.ts";

export const knownReasons: Check = {
  id: "known-reasons",
  holds: "every reason for an exclusion is a criterion of slr.yaml",
  codes: ["check/unknown-reason"],
  why: "A reason that is no criterion of the protocol was made up during screening, or is a slip of the pen that splits a count.",
  remedy: "Correct the reason in the decision, or add the criterion to slr.yaml.",
  applies: ({ protocol }) => protocol.criteria.length > 0,
  find: (checked) => STAGES.flatMap((stage) => unknownReasons(stage, checked)),
};

function unknownReasons(stage: Stage, { review, protocol }: CheckedReview): Problem[] {
  const ids = protocol.criteria.map(({ id }) => id);
  const known = new Set(ids);
  const givenFor = new Map<string, RecordKey[]>();
  for (const record of review.results.records) {
    const result = resultAt(record, stage);
    if (result?.outcome !== "exclude") continue;
    for (const reason of result.reasons) {
      if (known.has(reason)) continue;
      const records = givenFor.get(reason);
      if (records === undefined) givenFor.set(reason, [record.key]);
      else records.push(record.key);
    }
  }
  return [...givenFor].map(([reason, records]): Problem => {
    const rows = records.flatMap((record) => review.ballot(record, stage).rows);
    const near =
      ids.find((id) => id.toLowerCase() === reason.toLowerCase()) ?? suggest(reason, ids);
    const excluded = plural(records.length, stage === "full-text" ? "report" : "record");
    return {
      severity: "warning",
      code: "check/unknown-reason",
      ...rows.find(({ reasons }) => reasons.includes(reason))?.place,
      ...(records.length === 1 && { record: records[0]! }),
      message: `The reason \`${reason.slice(0, 60)}\`, for which ${excluded} ${records.length === 1 ? "is" : "are"} excluded at ${stage}, is no criterion of slr.yaml: ${firstOf(records)}.${near === undefined ? "" : ` Did you mean \`${near}\`?`}`,
    };
  });
}
