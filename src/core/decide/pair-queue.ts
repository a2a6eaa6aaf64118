import type { RecordKey } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import type { Box, ReviewResults } from "../screening/results.ts";
import { pairId } from "./queue.ts";

/** The possible duplicates that wait for an answer. */
export interface PairQueue {
  /** Pairs by their id, in the order in which they are shown. */
  readonly queue: readonly string[];
  /** By pair, the reason why it is asked about; pairs with the same reason follow each other. */
  readonly causes: ReadonlyMap<string, string>;
}

/**
 * How much depends on an answer: if two included records are one, the result of the review changes.
 */
const STAKE: Readonly<Partial<Record<Box, number>>> = {
  included: 4,
  "pending-full-text": 3,
  "conflict-full-text": 3,
  "pending-retrieval": 3,
  "excluded-full-text": 1,
  "excluded-title-abstract": 1,
  "removed-automation": 1,
  "removed-other": 1,
};
const USUAL_STAKE = 2;

/**
 * Orders the possible duplicates by the value of their answers: how likely the two records are one,
 * and how much depends on it. Pairs with one cause stay together, and the cause with the weightiest
 * pair comes first.
 */
export function pairsWaiting({
  possibleDuplicates,
  records,
}: Pick<ReviewResults, "possibleDuplicates" | "records">): PairQueue {
  const boxOf = new Map(records.map(({ key, box }) => [key, box]));
  const stakeOf = (key: RecordKey) => STAKE[boxOf.get(key)!] ?? USUAL_STAKE;
  const pairs = possibleDuplicates
    .map((pair) => ({
      id: pairId(pair),
      cause: causeOf(pair.rule),
      // If the answer is wrong, the record that went further is lost or counted twice.
      weight: pair.similarity * Math.max(stakeOf(pair.recordA), stakeOf(pair.recordB)),
    }))
    .sort((a, b) => b.weight - a.weight || compareText(a.id, b.id));
  const byCause = new Map<string, string[]>();
  for (const { id, cause } of pairs) byCause.set(cause, [...(byCause.get(cause) ?? []), id]);
  return {
    queue: [...byCause.values()].flat(),
    causes: new Map(pairs.map(({ id, cause }) => [id, cause])),
  };
}

/** The reason why two records are not merged, or that too few fields agree. */
function causeOf(rule: string): string {
  const at = rule.lastIndexOf(", but ");
  return at < 0 ? "not enough agrees to be sure" : rule.slice(at + ", but ".length);
}
