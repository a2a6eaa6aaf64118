import type { RecordKey } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import type { Box, ReviewResults } from "../screening/results.ts";
import { pairId } from "./queue.ts";

/** The possible duplicates that wait for an answer. */
export interface PairQueue {
  /** Pairs by their id, in the order in which they are shown. */
  readonly queue: readonly string[];
  /** By pair, why it is asked: pairs that are asked for the same reason follow each other. */
  readonly causes: ReadonlyMap<string, string>;
}

/** How much depends on an answer: two included records that are one change the result of the review. */
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
 * The possible duplicates by what their answers are worth: how likely the two records are one, and how
 * much depends on it. Pairs with one cause stay together, the cause with the weightiest pair first.
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
      // What is lost or counted twice is the record that went further.
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

/** What keeps two records from being merged; where nothing does, that the machine is not sure. */
function causeOf(rule: string): string {
  const at = rule.lastIndexOf(", but ");
  return at < 0 ? "not enough agrees to be sure" : rule.slice(at + ", but ".length);
}
