import type { Rows } from "../records/bulk/rows.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { ScreenedRecord } from "../screening/results.ts";
import { type ChaoEstimate, chao } from "../statistics/chao.ts";
import { effective } from "../votes/ballot.ts";

/** Chao's estimates of how many records were missed, from the overlap of reviewers or sources. */
export interface CaptureRecapture {
  /**
   * Relevant records, from those that one and that two reviewers would have included at
   * title/abstract.
   */
  readonly reviewers?: ChaoEstimate;
  /**
   * Included reports, from those that one and that two sources have found; below ten included
   * reports their number stands alone.
   */
  readonly sources?: ChaoEstimate | TooFewIncluded;
}

/** Why nothing is estimated: so few included reports leave an interval that says nothing. */
export interface TooFewIncluded {
  readonly found: number;
  /** The fewest from which something is estimated. */
  readonly needed: number;
}

/** With fewer included reports one more or less found twice moves the estimate by most of itself. */
const FEWEST_INCLUDED = 10;

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
  const severalSources = new Set(included.flatMap(({ sources }) => sources)).size > 1;
  return {
    ...(byReviewers.length > 0 && { reviewers: estimate(byReviewers) }),
    ...(severalSources && { sources: missedBySources(results.records) }),
  };
}

/**
 * Chao's lower bound of the reports that would be included, from how many sources found each
 * included one. Every source that found any record has searched for them, whether or not it found
 * an included one.
 */
export function missedBySources(
  records: Rows<Pick<ScreenedRecord, "box" | "sources">>,
): ChaoEstimate | TooFewIncluded {
  const included = records.filter(({ box }) => box === "included");
  if (included.length < FEWEST_INCLUDED) return { found: included.length, needed: FEWEST_INCLUDED };
  const searchers = new Set(records.flatMap(({ sources }) => sources)).size;
  return estimate(
    included.map(({ sources }) => sources.length),
    searchers,
  );
}

/** @param times how often each record was found */
function estimate(times: readonly number[], searchers?: number): ChaoEstimate {
  const found = (count: number) => times.filter((one) => one === count).length;
  return chao(times.filter((one) => one > 0).length, found(1), found(2), searchers);
}
