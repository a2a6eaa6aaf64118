import type { Rows } from "../../records/bulk/rows.ts";
import { compareText, type Problem, sortProblems } from "../../records/problem.ts";
import { duplicateRows, linkedRows, possibleRows } from "../../review/duplicate-rows.ts";
import { DescribedRecords } from "../../review/earlier/described-records.ts";
import type { ReviewRecords } from "../../review/find-records.ts";
import { matchDecisions } from "../../review/match-decisions.ts";
import { readRecords } from "../../review/read-records.ts";
import type { DuplicateRow, LinkedVersions, PossibleDuplicate } from "../../screening/results.ts";
import { isSettled, type OfferedStudy, studiesOffered } from "./linked-versions.ts";

/** The duplicates that slr found in a review, and the evidence for them. */
export interface DuplicatesOverview {
  readonly counts: {
    readonly entries: number;
    readonly unreadable: number;
    readonly records: number;
    readonly duplicates: number;
    readonly clusters: number;
    readonly possible: number;
    readonly linked: number;
    /** Linked pairs whose study is not in studies.csv yet. */
    readonly unsettled: number;
  };
  /** How many entries each rule brought into a record, the most frequent rule first. */
  readonly rules: readonly { readonly rule: string; readonly n: number }[];
  readonly clusters: readonly DuplicateCluster[];
  readonly possible: readonly PossibleDuplicate[];
  readonly linked: readonly LinkedVersions[];
  readonly offered: readonly OfferedStudy[];
  readonly problems: readonly Problem[];
}

/** The entries of one record. */
export interface DuplicateCluster {
  readonly record: string;
  readonly title: string;
  readonly entries: readonly (DuplicateRow & { readonly file: string; readonly line: number })[];
}

/**
 * Reads the exports once more, but keeps only records with duplicates, possible duplicates or
 * linked versions.
 */
export async function describeDuplicates(review: ReviewRecords): Promise<DuplicatesOverview> {
  const { input, identified, clustered } = review;
  const matched = matchDecisions(review);
  const pairs = [...clustered.possible, ...clustered.linked];
  const wanted = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  for (const [at, { members }] of clustered.records.entries())
    if (members.length > 1) wanted.add(at);

  const described = new DescribedRecords(clustered.records.length);
  for await (const whole of readRecords(review, wanted)) described.takeWhole(whole);
  const order = [...wanted].sort((a, b) =>
    compareText(clustered.records[a]!.key, clustered.records[b]!.key),
  );
  const titleOf = (at: number) => described.summary(at).title;
  const rows = duplicateRows(identified, clustered, order, described);
  const linked = linkedRows(clustered, titleOf, matched.study);
  const rowsOf = new Map<string, DuplicateRow[]>();
  for (const row of rows) {
    const before = rowsOf.get(row.record);
    if (before === undefined) rowsOf.set(row.record, [row]);
    else before.push(row);
  }
  const place = new Map(
    identified.entries.map(({ id, file, line }) => [
      id,
      { file: identified.files[file]!.path, line },
    ]),
  );
  const clusters = order.flatMap((at): DuplicateCluster[] => {
    const { key, members } = clustered.records[at]!;
    if (members.length < 2) return [];
    const entries = rowsOf.get(key)!.map((row) => ({ ...row, ...place.get(row.entry)! }));
    return [{ record: key, title: titleOf(at), entries }];
  });
  const unreadable = clustered.recordOf.filter((at) => at < 0).length;
  return {
    counts: {
      entries: identified.entries.length,
      unreadable,
      records: clustered.records.length,
      duplicates: identified.entries.length - unreadable - clustered.records.length,
      clusters: clusters.length,
      possible: clustered.possible.length,
      linked: linked.length,
      unsettled: linked.filter((pair) => !isSettled(pair)).length,
    },
    rules: countRules(rows),
    clusters,
    possible: possibleRows(clustered, titleOf),
    linked,
    offered: studiesOffered(
      linked,
      order.map((at) => ({ key: clustered.records[at]!.key, summary: described.summary(at) })),
    ),
    problems: sortProblems([
      ...input.problems,
      ...identified.problems,
      ...clustered.problems,
      ...matched.problems,
    ]),
  };
}

function countRules(rows: Rows<DuplicateRow>): { rule: string; n: number }[] {
  const counts = new Map<string, number>();
  for (const { kept, rule } of rows) if (!kept) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .map(([rule, n]) => ({ rule, n }))
    .sort((a, b) => b.n - a.n || compareText(a.rule, b.rule));
}
