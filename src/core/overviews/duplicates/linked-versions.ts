import type { RecordKey } from "../../records/model.ts";
import { compareText } from "../../records/problem.ts";
import type { LinkedVersions, RecordSummary } from "../../screening/results.ts";

/** A row that studies.csv lacks. */
export interface OfferedStudy {
  readonly study: string;
  readonly record: RecordKey;
}

/** Whether people have said of both records which study they belong to. */
export function isSettled({ studyA, studyB }: LinkedVersions): boolean {
  return studyA !== "" && studyB !== "";
}

/**
 * The reports that linked versions make one study, as rows for studies.csv. A report that is not
 * listed there gets the study of a version that is, or a new study, named as Cochrane reviews name
 * theirs: `Huang 2019`. Versions that people listed under different studies give no row.
 */
export function studiesOffered(
  linked: readonly LinkedVersions[],
  records: readonly { readonly key: RecordKey; readonly summary: RecordSummary }[],
): OfferedStudy[] {
  const listed = new Map<RecordKey, string>();
  const neighbours = new Map<RecordKey, RecordKey[]>();
  for (const { recordA, recordB, studyA, studyB } of linked) {
    if (studyA !== "") listed.set(recordA, studyA);
    if (studyB !== "") listed.set(recordB, studyB);
    neighbours.set(recordA, [...(neighbours.get(recordA) ?? []), recordB]);
    neighbours.set(recordB, [...(neighbours.get(recordB) ?? []), recordA]);
  }
  const summaryOf = new Map(records.map(({ key, summary }) => [key, summary]));
  // An unlisted record is a study of its own, named by the record's key.
  const taken = new Set([...listed.values(), ...records.map(({ key }) => key)]);
  return groupsOf(neighbours).flatMap((group) => {
    const names = new Set(group.flatMap((record) => listed.get(record) ?? []));
    if (names.size > 1) return [];
    const study =
      [...names][0] ??
      freeName(
        group.map((record) => summaryOf.get(record)!),
        group[0]!,
        taken,
      );
    taken.add(study);
    return group
      .filter((record) => !listed.has(record))
      .map((record): OfferedStudy => ({ study, record }));
  });
}

/**
 * Records that are linked directly or through others; the groups and their records are in the order
 * of keys.
 */
function groupsOf(neighbours: ReadonlyMap<RecordKey, readonly RecordKey[]>): RecordKey[][] {
  const seen = new Set<RecordKey>();
  const groups: RecordKey[][] = [];
  for (const start of [...neighbours.keys()].sort(compareText)) {
    if (seen.has(start)) continue;
    const group: RecordKey[] = [];
    const waiting = [start];
    seen.add(start);
    for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
      group.push(record);
      for (const other of neighbours.get(record) ?? []) {
        if (!seen.has(other)) waiting.push(other);
        seen.add(other);
      }
    }
    groups.push(group.sort(compareText));
  }
  return groups;
}

/** First author and year of the earliest report, with a letter if another study has this name. */
function freeName(
  reports: readonly RecordSummary[],
  key: RecordKey,
  taken: ReadonlySet<string>,
): string {
  const [first] = reports
    .filter(({ authors, year }) => authors !== "" && year !== undefined)
    .sort((a, b) => a.year! - b.year! || compareText(a.authors, b.authors));
  if (first === undefined) return key;
  const family = first.authors.split(/[,;]/)[0]!.trim();
  const name = `${family} ${first.year}`;
  const letters = ["", ..."abcdefghijklmnopqrstuvwxyz"];
  return letters.map((letter) => name + letter).find((one) => !taken.has(one)) ?? key;
}
