import { findOutliers } from "../rating/outliers.ts";
import type { RecordKey } from "../records/model.ts";
import type { ReviewTexts } from "../review/rated/rate-review.ts";

/**
 * A queue with the outliers first: records that are near the included ones in meaning and share few
 * words with them. The others keep their order.
 *
 * @param movable the records that may change places
 */
export function outliersFirst(
  texts: ReviewTexts,
  queue: readonly RecordKey[],
  movable: ReadonlySet<RecordKey>,
): RecordKey[] {
  const outliers = findOutliers(texts, texts.labels)
    .rows.map(texts.keyOf)
    .filter((key) => movable.has(key));
  const first = new Set(outliers);
  const sorted = [...outliers, ...queue.filter((key) => movable.has(key) && !first.has(key))];
  let next = 0;
  return queue.map((key) => (movable.has(key) ? sorted[next++]! : key));
}
