import type { Problem } from "../../records/problem.ts";
import type { AssessedRecords } from "../assess-records.ts";
import type { ReviewRecords } from "../find-records.ts";

/**
 * The problems of records known to be relevant that no search found or that the review excludes.
 */
export function knownRelevantProblems(
  { input, clustered }: ReviewRecords,
  { records }: Pick<AssessedRecords, "records">,
): Problem[] {
  return input.protocol.knownRelevant.flatMap(({ reference, line }): Problem[] => {
    const place = { severity: "error", file: "slr.yaml", line } as const;
    const found = clustered.recordNamed(reference);
    if (found === undefined) {
      return [
        {
          ...place,
          code: "known-relevant/not-found",
          message: `No search found ${reference}, which is known to be relevant.`,
        },
      ];
    }
    const { box, reasons } = records[found]!;
    if (!box.startsWith("excluded") && !box.startsWith("removed")) return [];
    return [
      {
        ...place,
        code: "known-relevant/excluded",
        message: `${reference} (${clustered.records[found]!.key}) is known to be relevant but does not get through screening: ${box}${reasons.length > 0 ? `, ${reasons.join(";")}` : ""}.`,
      },
    ];
  });
}
