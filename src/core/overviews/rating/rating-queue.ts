import { createRanker, type ModelName, type Ranker } from "../../rating/ranker.ts";
import { STAGES } from "../../records/model.ts";
import { compareText } from "../../records/problem.ts";
import type { ReviewRating, ReviewTexts } from "../../review/rated/rate-review.ts";
import type { RatedReview } from "../../review/review.ts";
import type { Rating, ScreenedRecord } from "../../screening/results.ts";

/** The levels of a rating with their ranges of scores, in the words of the output. */
export const LEVELS: readonly {
  readonly level: Rating["level"];
  readonly name: string;
  readonly scores: string;
}[] = [
  { level: 5, name: "most likely to include", scores: "0.8 to 1" },
  { level: 4, name: "likely to include", scores: "0.6 to 0.8" },
  { level: 3, name: "no recommendation", scores: "0.4 to 0.6" },
  { level: 2, name: "likely to exclude", scores: "0.2 to 0.4" },
  { level: 1, name: "most likely to exclude", scores: "0 to 0.2" },
];

/** How the records of a review are spread over a level. */
export interface LevelCounts {
  readonly level: Rating["level"];
  /** Records that wait for a first decision. */
  readonly waiting: number;
  /**
   * Records whose outcome has trained the model; their scores come from models that had not learned
   * from it.
   */
  readonly settled: number;
  /** How many of these were included: this share shows how good the level is. */
  readonly included: number;
}

/** A ranker that has learned from all outcomes of the review. */
export function reviewRanker(texts: ReviewTexts, model: ModelName, seed: number): Ranker {
  const { order, labels } = texts;
  const ranker = createRanker({ ...texts, model, seed });
  for (const row of order) {
    const label = labels[row]!;
    if (label !== 0) ranker.decide(row, label > 0 ? 1 : -1);
  }
  ranker.learn();
  return ranker;
}

/**
 * The records that wait for a first decision, the most likely to be included first. Records that
 * anybody has decided have no place in it.
 *
 * @param coldStart orders a review that has too few decisions for a rating
 */
export function ratingQueue(
  { results, ballot, texts }: Pick<RatedReview, "results" | "ballot" | "texts">,
  { ratings }: ReviewRating,
  coldStart?: Ranker,
): ScreenedRecord[] {
  const isOpen = ({ key, box }: ScreenedRecord) => {
    const row = texts.rowOf(key);
    if (row === undefined || texts.outcomes[row] !== 0 || box === "unread") return false;
    return STAGES.every((stage) => ballot(key, stage).rows.length === 0);
  };
  const value = ({ key }: ScreenedRecord) =>
    ratings.get(key)?.score ?? coldStart?.values[texts.rowOf(key)!] ?? 0;
  return results.records
    .filter(isOpen)
    .sort((a, b) => value(b) - value(a) || compareText(a.key, b.key));
}

/** How many records have each level, and how many of the decided ones among them were included. */
export function levelCounts(
  { results, texts }: Pick<RatedReview, "results" | "texts">,
  { ratings }: ReviewRating,
  queue: readonly ScreenedRecord[],
): LevelCounts[] {
  return LEVELS.map(({ level }) => {
    const isHere = ({ key }: ScreenedRecord) => ratings.get(key)?.level === level;
    const labels = results.records
      .filter(isHere)
      .flatMap(({ key }) => texts.labels[texts.rowOf(key) ?? -1] ?? 0)
      .filter((label) => label !== 0);
    return {
      level,
      waiting: queue.filter(isHere).length,
      settled: labels.length,
      included: labels.filter((label) => label > 0).length,
    };
  });
}
