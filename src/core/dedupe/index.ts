import { candidatePairs } from "./block.ts";
import {
  type Cluster,
  clusterEntries,
  type LinkedPair,
  type PeoplesPairs,
  type PossiblePair,
} from "./cluster.ts";
import type { DedupeKeys } from "./keys.ts";
import type { VersionPolicy } from "./relations/index.ts";
import { tabulate } from "./table.ts";
import type { PairModel } from "./trees.ts";

/**
 * Finds the entries that describe the same report, the pairs that a person must settle, and the
 * pairs that are versions of one study: block, compare, decide, cluster.
 *
 * @param model another than the one that slr ships, to test it on sets that it has not seen
 */
export function findDuplicates(
  entries: readonly DedupeKeys[],
  people: PeoplesPairs,
  policy?: VersionPolicy,
  model?: PairModel,
): { clusters: Cluster[]; possible: PossiblePair[]; linked: LinkedPair[] } {
  const table = tabulate(entries);
  return clusterEntries(table, candidatePairs(table), people, policy, model);
}
