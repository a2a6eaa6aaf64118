import { candidatePairs } from "./block.ts";
import { clusterEntries, type DecidedPairs, type FoundDuplicates } from "./cluster.ts";
import type { DedupeKeys } from "./keys.ts";
import type { VersionPolicy } from "./relations/index.ts";
import { tabulate } from "./table.ts";
import type { PairTrees } from "./trees.ts";

/**
 * Finds the entries that describe the same report, the pairs that a person must settle, and the
 * pairs that are versions of one study: block, compare, decide, cluster.
 *
 * @param trees others than those that slr ships, to test them on sets that they have not learned
 *   from
 * @param compared is told now and then which part of the pairs has been compared, from 0 to 1
 */
export function findDuplicates(
  entries: readonly DedupeKeys[],
  decided: DecidedPairs,
  policy?: VersionPolicy,
  trees?: PairTrees,
  compared?: (share: number) => void,
): FoundDuplicates {
  const table = tabulate(entries);
  return clusterEntries(table, candidatePairs(table), decided, policy, trees, compared);
}
