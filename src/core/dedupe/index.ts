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

/**
 * Finds the entries that describe the same report, the pairs that a person must settle, and the
 * pairs that are versions of one study.
 */
export function findDuplicates(
  entries: readonly DedupeKeys[],
  people: PeoplesPairs,
  policy?: VersionPolicy,
): { clusters: Cluster[]; possible: PossiblePair[]; linked: LinkedPair[] } {
  return clusterEntries(entries, candidatePairs(entries), people, policy);
}
