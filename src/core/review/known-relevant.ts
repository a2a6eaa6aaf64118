import type { Problem } from "../records/problem.ts";
import type { AssessedRecords } from "./assess-records.ts";
import type { ReviewRecords } from "./find-records.ts";

/** The problems of records known to be relevant that no search found or that the review excludes. */
export function knownRelevantProblems(
  { input, clustered }: ReviewRecords,
  { records }: AssessedRecords,
): Problem[] {
  return input.protocol.knownRelevant.flatMap(({ reference, line }): Problem[] => {
    const place = { severity: "error", file: "slr.yaml", line } as const;
    const found = clustered.recordNamed(reference);
    if (found === undefined) {
      return [
        {
          ...place,
          code: "known-relevant/not-found",
          message: `Unexpected absence of ${reference}, which is known to be relevant: no search found it.`,
        },
      ];
    }
    const { box, reasons } = records[found]!;
    if (!box.startsWith("excluded") && !box.startsWith("removed")) return [];
    return [
      {
        ...place,
        code: "known-relevant/excluded",
        message: `Unexpected exclusion of ${reference} (${clustered.records[found]!.key}), which is known to be relevant: ${box}${reasons.length > 0 ? `, ${reasons.join(";")}` : ""}.`,
      },
    ];
  });
}
