import type { ReviewStatus } from "../../core/overviews/review-status.ts";

/** The state of the review as JSON, with every step that can be done now. */
export function statusJson(status: ReviewStatus): string {
  const { toRetrieve, notRetrieved, stages, reviewers, since, next, ...counts } = status;
  return JSON.stringify(
    {
      ...counts,
      stages,
      to_retrieve: toRetrieve,
      not_retrieved: notRetrieved,
      reviewers: reviewers.map(({ reviewer, left }) => ({ reviewer, left })),
      ...(since && { since }),
      next: next.map(({ id, command, does, count, who }) => ({ id, command, does, count, who })),
    },
    null,
    2,
  );
}
