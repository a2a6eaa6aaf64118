import { candidatePairs } from "./block.ts";
import { type Cluster, clusterEntries, type PeoplesPairs, type PossiblePair } from "./cluster.ts";
import type { DedupeKeys } from "./keys.ts";

/** Finds the entries that describe the same report, and the pairs that a person must settle. */
export function findDuplicates(
  entries: readonly DedupeKeys[],
  people: PeoplesPairs,
): { clusters: Cluster[]; possible: PossiblePair[] } {
  return clusterEntries(entries, candidatePairs(entries), people);
}
