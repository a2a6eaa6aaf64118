import { type ReviewStatus, reviewStatus } from "../../../core/overviews/review-status.ts";
import { screenReview } from "../../../core/review/review.ts";
import { statusJson } from "../../../outputs/overviews/status-json.ts";
import { statusText } from "../../../outputs/overviews/status-text.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notifyLostDecisions } from "../../io/problems.ts";

type StatusFormat = (status: ReviewStatus, width: number) => string;

/** Where output is piped, no line is broken. */
const WHOLE_LINES = 10_000;

export const STATUS_FORMATS: Readonly<Record<string, StatusFormat>> = {
  text: statusText,
  json: statusJson,
};

/** `slr status`: where the review stands, for whom, and what to do next. */
export async function status(
  options: { readonly format: StatusFormat },
  io: Io,
): Promise<ExitCode> {
  const { input } = await openReview(io, []);
  const review = await screenReview(input);
  io.status(undefined);
  io.print(options.format(reviewStatus(review, input.protocol), io.width ?? WHOLE_LINES));
  notifyLostDecisions(io, review.results.problems);
  return EXIT.ok;
}
