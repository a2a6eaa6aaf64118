import { type Rows, RowsInTurn } from "../records/bulk/rows.ts";
import { compareText } from "../records/problem.ts";
import type { DuplicateRow, LinkedVersions, PossibleDuplicate } from "../screening/results.ts";
import type { Clustered } from "./cluster-records.ts";
import type { DescribedRecords } from "./earlier/described-records.ts";
import type { Identified } from "./identify.ts";

/** The entries of each record that has several, in this order of records. */
export function duplicateRows(
  { entries }: Identified,
  { records }: Clustered,
  order: readonly number[],
  described: Pick<DescribedRecords, "gave">,
): Rows<DuplicateRow> {
  const several = order.filter((at) => records[at]!.members.length > 1);
  const length = several.reduce((sum, at) => sum + records[at]!.members.length, 0);
  return new RowsInTurn(length, function* () {
    for (const at of several) {
      const { key, members, links } = records[at]!;
      const gaveOf = described.gave(at);
      for (const [index, member] of members.entries()) {
        const link = index === 0 ? undefined : links[index];
        yield {
          record: key,
          entry: entries[member]!.id,
          kept: index === 0,
          rule: link?.rule ?? "",
          ...(link && { similarity: link.similarity }),
          gave: gaveOf[index] ?? [],
        };
      }
    }
  });
}

/**
 * The pairs that a person must settle, each in the order of its keys. If both records are included,
 * a person is asked even if they are unlikely to be one, because the review would count a report
 * twice.
 */
export function possibleRows(
  clustered: Clustered,
  titleOf: (at: number) => string,
  isIncluded: (at: number) => boolean = () => false,
): PossibleDuplicate[] {
  const bothIncluded = clustered.unlikely
    .filter(({ a, b }) => isIncluded(a) && isIncluded(b))
    .map((pair) => ({ ...pair, rule: `${pair.rule}, but both records are included` }));
  return [...clustered.possible, ...bothIncluded]
    .map((pair) => pairRow(pair, clustered, titleOf))
    .sort(byRecords);
}

/**
 * The pairs that are versions of one study, with the studies that people assigned their records to.
 */
export function linkedRows(
  clustered: Clustered,
  titleOf: (at: number) => string,
  study: ReadonlyMap<number, string>,
): LinkedVersions[] {
  return clustered.linked
    .map((pair): LinkedVersions => {
      const [first, second] = inKeyOrder(pair, clustered);
      return {
        ...pairRow(pair, clustered, titleOf),
        relation: pair.relation,
        studyA: study.get(first) ?? "",
        studyB: study.get(second) ?? "",
      };
    })
    .sort(byRecords);
}

function pairRow(
  pair: Clustered["possible"][number],
  clustered: Clustered,
  titleOf: (at: number) => string,
): PossibleDuplicate {
  const [first, second] = inKeyOrder(pair, clustered);
  return {
    recordA: clustered.records[first]!.key,
    recordB: clustered.records[second]!.key,
    rule: pair.rule,
    similarity: pair.similarity,
    titleA: titleOf(first),
    titleB: titleOf(second),
  };
}

function inKeyOrder({ a, b }: { readonly a: number; readonly b: number }, { records }: Clustered) {
  return records[a]!.key < records[b]!.key ? ([a, b] as const) : ([b, a] as const);
}

function byRecords(x: PossibleDuplicate, y: PossibleDuplicate): number {
  return compareText(x.recordA, y.recordA) || compareText(x.recordB, y.recordB);
}
