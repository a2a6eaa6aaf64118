import type { Coding } from "../../records/coding.ts";
import type { RecordKey } from "../../records/model.ts";
import type { Problem } from "../../records/problem.ts";
import type { ScreenedReview } from "../../review/review.ts";

/**
 * Finds the included report that a row of codes/ names: by the name of its study in studies.csv, or
 * as decisions name records. A row that names none, or a report that is not included, is a problem.
 */
export function reportFinder(review: Pick<ScreenedReview, "found" | "results">): {
  reportOf(coding: Coding): RecordKey | undefined;
  readonly problems: readonly Problem[];
} {
  const { clustered } = review.found;
  const problems: Problem[] = [];
  const included = new Set(review.results.included.map(({ key }) => key));
  const firstOfStudy = new Map<string, RecordKey>();
  for (const { study, key } of review.results.included)
    if (!firstOfStudy.has(study)) firstOfStudy.set(study, key);
  const report = (severity: Problem["severity"], code: string, coding: Coding, message: string) => {
    problems.push({ severity, code: `codes/${code}`, ...coding.place, message });
    return undefined;
  };
  return {
    problems,
    reportOf(coding) {
      const { reference } = coding;
      const byStudy = firstOfStudy.get(reference.record);
      if (byStudy !== undefined) return byStudy;
      const match = clustered.resolve(reference);
      const named = reference.record || reference.title || reference.doi || "";
      if (match.kind !== "matched")
        return report(
          "error",
          match.kind === "none" ? "unknown-record" : "ambiguous-record",
          coding,
          `\`${named}\` is ${match.kind === "several" ? "not one record" : "no record"} of this review: ${match.why}. The row is not applied.`,
        );
      const { key } = clustered.records[match.target]!;
      if (!included.has(key))
        return report(
          "warning",
          "not-included",
          coding,
          `${key} is not included, so its classes are counted nowhere. The row counts once the record is included.`,
        );
      if (match.warning !== undefined)
        report(
          "warning",
          "attached-otherwise",
          coding,
          `This row counts for ${key}: it was ${match.warning}.`,
        );
      return key;
    },
  };
}
