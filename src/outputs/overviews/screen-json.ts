import type { NextStep } from "../../core/overviews/next-steps.ts";
import type { ExportSummary } from "../../core/review/identify.ts";
import type { RatingState } from "../../core/review/rated/rating-state.ts";
import type { ReviewResults } from "../../core/screening/results.ts";
import { flowJson } from "../flow/forms/flow-json.ts";

/** What `slr screen` found, for programs. */
export interface ScreenedFiles {
  readonly files: readonly ExportSummary[];
  readonly results: ReviewResults;
  readonly rating: RatingState;
  /** What can be done now, the most worth first; none where there is no protocol yet. */
  readonly next: readonly NextStep[];
  /** The folder of all results. */
  readonly folder: string;
}

/** The same as the text of `slr screen`: files, the flow under the names of prisma.json, what waits. */
export function screenJson({ files, results, rating, next, folder }: ScreenedFiles): string {
  return JSON.stringify(
    {
      files: files.map(({ path, format, source, kind, sources, ...counts }) => ({
        path,
        format,
        source,
        kind,
        sources,
        entries: counts.entries,
        records: counts.records,
        unreadable: counts.unreadable,
        with_abstract: counts.withAbstract,
        with_doi: counts.withDoi,
        with_year: counts.withYear,
      })),
      flow: JSON.parse(flowJson.render(results.flow, { title: "" })),
      possible_duplicates: results.possibleDuplicates.length,
      linked_versions: results.linkedVersions.length,
      rating: ratingOf(rating),
      problems: problemCounts(results),
      next: next.map(({ id, command, does, count }) => ({ id, command, does, count })),
      results: folder,
    },
    null,
    2,
  );
}

function ratingOf(rating: RatingState) {
  const { outcomes, includes, excludes } = rating.kind === "rated" ? rating.model : rating;
  return {
    kind: rating.kind,
    trained_on: rating.trainedOn,
    outcomes,
    includes,
    excludes,
    ...(rating.kind === "rated"
      ? { auc: rating.model.crossValidated.auc }
      : { needed: rating.needed }),
  };
}

/** How many problems there are of each kind, errors first. */
function problemCounts({ problems }: ReviewResults) {
  const counts = new Map<string, { severity: string; code: string; n: number }>();
  for (const { severity, code } of problems) {
    const kind = `${severity} ${code}`;
    const before = counts.get(kind);
    if (before === undefined) counts.set(kind, { severity, code, n: 1 });
    else before.n += 1;
  }
  const kinds = [...counts.values()];
  return ["error", "warning"].flatMap((wanted) =>
    kinds.filter(({ severity }) => severity === wanted),
  );
}
