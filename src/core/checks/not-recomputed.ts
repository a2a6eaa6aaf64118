import type { PublishedProblem } from "../published/published-copy.ts";
import type { Problem } from "../records/problem.ts";
import { plural } from "../records/text/plural.ts";
import { answersFor, type CheckedReview } from "./check.ts";
import { CHECKS } from "./index.ts";

/** What a published copy gives and nobody can follow without the exports. */
const GIVEN = [
  "the exports: which entries they hold, and that they have these hashes",
  "which entries are one record, and which records may be one",
  "the fields of records and reports, and notices of retraction in the exports",
  "what each criterion with a query says of each record",
  "the ratings, and the records to check twice because of them",
] as const;

/**
 * What `slr check` takes from a published copy as it is. Problems that slr found there when the copy was
 * made are counted under the check that they belong to.
 */
export function notRecomputed(
  published: readonly PublishedProblem[],
  checked: CheckedReview,
): string[] {
  const recomputed = new Map<string, number>();
  for (const problem of checked.review.results.problems) {
    const name = nameOf(problem);
    recomputed.set(name, (recomputed.get(name) ?? 0) + 1);
  }
  const counts = new Map<string, { error: number; warning: number }>();
  for (const problem of published) {
    const left = recomputed.get(nameOf(problem)) ?? 0;
    if (left > 0) {
      recomputed.set(nameOf(problem), left - 1);
      continue;
    }
    const { holds } = CHECKS.find((check) =>
      answersFor(check, { ...problem, line: Number(problem.line), message: "" }, checked),
    ) ?? { holds: "nothing else is wrong with the files" };
    const count = counts.get(holds) ?? { error: 0, warning: 0 };
    count[problem.severity] += 1;
    counts.set(holds, count);
  }
  const found = [...counts].map(([holds, { error, warning }]) => {
    const said = [
      ...(error > 0 ? [plural(error, "error")] : []),
      ...(warning > 0 ? [plural(warning, "warning")] : []),
    ];
    return `whether ${holds}: ${said.join(" and ")} when the copy was made`;
  });
  return [...GIVEN, ...found];
}

function nameOf({ severity, code, file = "", line = "" }: Problem | PublishedProblem): string {
  return `${severity} ${code} ${file} ${line}`;
}
