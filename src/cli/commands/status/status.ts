import { type ReviewStatus, reviewStatus } from "../../../core/overviews/review-status.ts";
import { screenWithoutRating } from "../../../core/review/review.ts";
import { lockOf } from "../../../core/versions/lock.ts";
import { type LockedVersion, versionChanges } from "../../../core/versions/version-changes.ts";
import { statusJson } from "../../../outputs/overviews/status-json.ts";
import { statusText } from "../../../outputs/overviews/status-text.ts";
import { LOCK, readLock } from "../../folder/locks.ts";
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
  const opened = await openReview(io, []);
  const { protocol } = opened.input;
  const review = await screenWithoutRating(opened.input);
  const since = opened.versions.at(-1) ?? (await lastLock(io));
  const changes = since && versionChanges([since], lockOf(review, opened.inputs()))[0];
  io.print(options.format(reviewStatus(review, protocol, changes), io.width ?? WHOLE_LINES));
  notifyLostDecisions(io, review.results.problems);
  return EXIT.ok;
}

/** The state that slr.lock holds, which stands for a version where slr.yaml names none. */
async function lastLock(io: Io): Promise<LockedVersion | undefined> {
  const lock = await readLock(io);
  return lock && { name: LOCK, file: LOCK, lock };
}
