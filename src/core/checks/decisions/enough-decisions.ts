import { STAGES } from "../../records/model.ts";
import type { Problem } from "../../records/problem.ts";
import { plural } from "../../records/text/plural.ts";
import { type Check, nameOf } from "../check.ts";

export const enoughDecisions: Check = {
  id: "enough-decisions",
  holds: "every included record has the decisions that slr.yaml asks for",
  codes: ["check/too-few-decisions"],
  why: "PRISMA 2020 asks how many reviewers screened each record (item 8); what the methods say must be true of every included study.",
  remedy:
    "Let another reviewer decide the record, or correct `per-record` in slr.yaml and report it.",
  find({ review, protocol }) {
    const included = review.results.records.filter(({ box }) => box === "included");
    return included.flatMap((record) =>
      STAGES.flatMap((stage): Problem[] => {
        const { perRecord } = protocol.screening[stage];
        const { votes, resolution, rows } = review.ballot(record.key, stage);
        // If nobody has decided, rules have, as the protocol says.
        if (votes.length === 0 && resolution === undefined) return [];
        const deciding = new Set(votes.map(({ reviewer }) => reviewer));
        if (resolution !== undefined) deciding.add(resolution.reviewer);
        if (deciding.size >= perRecord) return [];
        return [
          {
            severity: "warning",
            code: "check/too-few-decisions",
            ...rows.at(-1)?.place,
            record: record.key,
            message: `${nameOf(record)} is included after the decision of ${plural(deciding.size, "reviewer")} at ${stage} (${[...deciding].join(", ")}); slr.yaml asks for ${perRecord}.`,
          },
        ];
      }),
    );
  },
};
