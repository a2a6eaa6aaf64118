import type { QueuedRecord, RatingOverview } from "../../core/overviews/rating/rating-overview.ts";
import { type Column, csvTable, formatScore } from "../text/csv-table.ts";

const COLUMNS: readonly Column<QueuedRecord>[] = [
  ["place", ({ place }) => place],
  ["record", ({ record }) => record.key],
  ["rating", ({ rating }) => rating?.level],
  ["score", ({ rating }) => rating && formatScore(rating.score)],
  ["title", ({ record }) => record.summary.title],
  ["authors", ({ record }) => record.summary.authors],
  ["year", ({ record }) => record.summary.year],
  ["doi", ({ record }) => record.summary.doi],
];

/** The records that wait for a first decision, in the order in which they should be read. */
export function ratingCsv({ queue }: RatingOverview, limit: number): Iterable<string> {
  return csvTable(COLUMNS, queue.slice(0, limit));
}
