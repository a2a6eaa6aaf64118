import type { DuplicatesOverview } from "../../core/overviews/duplicates/duplicates-overview.ts";
import type { LinkedVersions, PossibleDuplicate } from "../../core/screening/results.ts";
import { sixDecimals } from "../../core/statistics/deterministic-arithmetic.ts";
import type { DuplicatesShown } from "./duplicates-text.ts";

/** The answer of `slr dedupe` as JSON. */
export function duplicatesJson(overview: DuplicatesOverview, shown: DuplicatesShown): string {
  const { counts, rules, clusters, possible, linked } = overview;
  return JSON.stringify(
    {
      counts,
      rules,
      ...(shown.clusters && {
        clusters: clusters.map(({ record, title, entries }) => ({
          record,
          title,
          entries: entries.map(({ entry, file, line, kept, rule, similarity, gave }) => ({
            entry,
            file,
            line,
            kept,
            ...(!kept && { rule, similarity: sixDecimals(similarity ?? 0) }),
            gave,
          })),
        })),
      }),
      ...(shown.possible && { possible: possible.map(pairJson) }),
      ...(shown.linked && { linked: linked.map(linkedJson) }),
    },
    null,
    2,
  );
}

function pairJson({ recordA, recordB, rule, similarity, titleA, titleB }: PossibleDuplicate) {
  return {
    records: [recordA, recordB],
    rule,
    similarity: sixDecimals(similarity),
    titles: [titleA, titleB],
  };
}

function linkedJson(pair: LinkedVersions) {
  return {
    ...pairJson(pair),
    relation: pair.relation,
    studies: [pair.studyA || null, pair.studyB || null],
  };
}
