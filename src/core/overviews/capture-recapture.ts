import type { ScreenedReview } from "../review/review.ts";
import { type ChaoEstimate, chao } from "../statistics/chao.ts";
import { effective } from "../votes/ballot.ts";

/** Chao's estimates of how many records were missed, from the overlap of reviewers or sources. */
export interface CaptureRecapture {
  /**
   * Relevant records, from those that one and that two reviewers would have included at
   * title/abstract.
   */
  readonly reviewers?: ChaoEstimate;
  /** Included reports, from those that one and that two sources have found. */
  readonly sources?: ChaoEstimate;
}

/** Estimates from overlap; absent if there is no overlap to look at. */
export function captureRecapture({
  results,
  ballot,
}: Pick<ScreenedReview, "results" | "ballot">): CaptureRecapture {
  const byReviewers = results.records.flatMap(({ key, titleAbstract }) => {
    const { votes } = ballot(key, "title-abstract");
    if (votes.length < 2 || titleAbstract?.outcome !== "include") return [];
    return votes.filter(({ verdict }) => effective("title-abstract", verdict) === "include").length;
  });
  const included = results.records.filter(({ box }) => box === "included");
  const bySources = included.map(({ sources }) => sources.length);
  const severalSources = new Set(included.flatMap(({ sources }) => sources)).size > 1;
  return {
    ...(byReviewers.length > 0 && { reviewers: estimate(byReviewers) }),
    ...(severalSources && { sources: estimate(bySources) }),
  };
}

/** @param times how often each record was found */
function estimate(times: readonly number[]): ChaoEstimate {
  const found = (count: number) => times.filter((one) => one === count).length;
  return chao(times.filter((one) => one > 0).length, found(1), found(2));
}
