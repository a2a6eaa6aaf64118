import { decisionsUntilLearning } from "../rating/learning-schedule.ts";
import type { Ranker } from "../rating/ranker.ts";
import type { TermWeight } from "../rating/term-weight.ts";
import type { RecordKey } from "../records/model.ts";
import type { ReviewTexts } from "../review/rated/rate-review.ts";

/** A reviewer who makes fewer decisions than this should see what they taught. */
const MOST_WITHOUT_LEARNING = 40;

/** The order of a queue that follows a reviewer's decisions while they are made. */
export interface LiveOrder {
  /** Whether the ranker has learned anything that tells records apart. */
  readonly knows: boolean;
  /** How many decisions it rests on. */
  readonly decided: number;
  /** The words that raised and lowered the value of a record, the strongest first. */
  explain(key: RecordKey): readonly TermWeight[];
  /**
   * Passes on a decision about a record: 1 include, -1 exclude, 0 if the decision is taken back.
   */
  decide(key: RecordKey, outcome: 1 | -1 | 0): void;
  /** Fixes a record that was shown in its place. */
  shown(key: RecordKey): void;
  /**
   * The queue with its movable records by rating, the most likely to be included first. Records in
   * memory come before the others, so that nobody waits for the disk.
   */
  arrange(queue: readonly RecordKey[], isAtHand: (key: RecordKey) => boolean): RecordKey[];
}

/**
 * Keeps a queue in the order of a rating that learns with each decision or, once there are many,
 * with every few.
 *
 * @param movable the records that may change places: not those of a pilot, which everybody decides
 *   in one order
 */
export function createLiveOrder(
  texts: ReviewTexts,
  ranker: Ranker,
  movable: Iterable<RecordKey>,
): LiveOrder {
  const free = new Set(movable);
  let decided = texts.labels.reduce((sum, label) => sum + Math.abs(label), 0);
  let since = 0;
  const ratingOf = (key: RecordKey) => {
    const row = texts.rowOf(key);
    return row === undefined ? Number.NEGATIVE_INFINITY : ranker.values[row]!;
  };
  return {
    get knows() {
      const { order } = texts;
      return order.some((row) => ranker.values[row] !== ranker.values[order[0]!]);
    },
    get decided() {
      return decided;
    },
    explain(key) {
      const row = texts.rowOf(key);
      return row === undefined ? [] : ranker.explain(row);
    },
    decide(key, outcome) {
      const row = texts.rowOf(key);
      if (row === undefined) return;
      ranker.decide(row, outcome);
      decided += outcome === 0 ? -1 : 1;
      since += 1;
      if (since < decisionsUntilLearning(decided, MOST_WITHOUT_LEARNING)) return;
      ranker.learn();
      since = 0;
    },
    shown(key) {
      free.delete(key);
    },
    arrange(queue, isAtHand) {
      const sorted = queue
        .map((key, place) => ({ key, place, value: ratingOf(key), atHand: isAtHand(key) }))
        .filter(({ key }) => free.has(key))
        .sort(
          (a, b) => Number(b.atHand) - Number(a.atHand) || b.value - a.value || a.place - b.place,
        );
      let next = 0;
      return queue.map((key) => (free.has(key) ? sorted[next++]!.key : key));
    },
  };
}
