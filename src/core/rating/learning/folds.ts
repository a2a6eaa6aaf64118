import { hashPair } from "../../statistics/random.ts";

/**
 * Deals examples into folds so that each fold has its share of includes and excludes. The fold of
 * an example depends on its position in the order and on the seed, never on other records.
 *
 * @param labels 1 include, -1 exclude, in an order that does not depend on files
 * @returns the fold of each example, counted from 0
 */
export function dealFolds(labels: Int8Array, folds: number, seed: number): Uint8Array {
  const foldOf = new Uint8Array(labels.length);
  for (const label of [1, -1]) {
    const members = [...labels.keys()].filter((i) => labels[i] === label);
    const hashes = new Map(members.map((i) => [i, hashPair(seed, i)]));
    members.sort((a, b) => hashes.get(a)! - hashes.get(b)! || a - b);
    for (const [turn, member] of members.entries()) foldOf[member] = turn % folds;
  }
  return foldOf;
}
